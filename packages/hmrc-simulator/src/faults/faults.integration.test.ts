import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../index.ts';
import {
  ADA,
  api,
  authorize,
  connect,
  cumulativePath,
  refresh,
  update,
  type Send,
} from '../test/landlord.ts';
import { faultNames } from './table.ts';

/*
 * Over real HTTP, since a lost answer needs a connection to lose it on.
 */
const BUSINESSES = `/individuals/business/details/${ADA.nino}/list`;
let simulator: Simulator;
let send: Send;
let pair: { access: string; refresh: string };

beforeAll(async () => {
  simulator = await createSimulator({ frozen: true, requestsPerSecond: 0 });
  const { url } = await simulator.listen(0);
  send = (path, init) => fetch(`${url}${path}`, init);
});
beforeEach(async () => {
  await simulator.control.reset();
  pair = await connect(send);
});
afterAll(() => simulator.close());

const on = (fault: { name: string } & Record<string, unknown>) => simulator.control.addFault(fault);
const list = () => api(send, pair.access, BUSINESSES, { version: '2.0' });
const put = () =>
  api(send, pair.access, cumulativePath(), { method: 'PUT', body: update('2026-04-06', '2026-10-05') });
// Of the update that is sent here: test users may come with updates of earlier years.
const accepted = () =>
  simulator.control.updates().find(({ nino, taxYear }) => nino === ADA.nino && taxYear === '2026-27')
    ?.acceptedCount ?? 0;
const causeOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'answered',
    (error: unknown) =>
      error instanceof TypeError && error.cause instanceof Error
        ? String((error.cause as NodeJS.ErrnoException).code)
        : String(error),
  );

describe('a fault of the service', () => {
  it.each<[{ name: string } & Record<string, unknown>, number, string | undefined]>([
    [{ name: 'outage-503' }, 503, 'SERVER_ERROR'],
    [{ name: 'outage-500' }, 500, 'INTERNAL_SERVER_ERROR'],
    [{ name: 'outage-504' }, 504, 'GATEWAY_TIMEOUT'],
    [{ name: 'scheduled-maintenance' }, 503, 'SCHEDULED_MAINTENANCE'],
    [{ name: 'throttle' }, 429, 'MESSAGE_THROTTLED_OUT'],
    [{ name: 'unauthorised' }, 401, 'INVALID_CREDENTIALS'],
    [{ name: 'unauthorised', code: 'UNAUTHORIZED' }, 401, 'UNAUTHORIZED'],
    [{ name: 'forbidden' }, 403, 'CLIENT_OR_AGENT_NOT_AUTHORISED'],
    [{ name: 'forbidden', code: 'RESOURCE_FORBIDDEN', status: 403 }, 403, 'RESOURCE_FORBIDDEN'],
    [{ name: 'refuse', code: 'RULE_ANYTHING_AT_ALL', status: 422 }, 422, 'RULE_ANYTHING_AT_ALL'],
  ])('%j answers %i %s, and nothing is done', async (fault, status, code) => {
    await on({ ...fault, operation: 'put-uk-cumulative' });
    expect(await put()).toMatchObject({ status, body: { code } });
    expect(accepted()).toBe(0);
    expect((await list()).status).toBe(200);
    await simulator.control.clearFaults();
    expect((await put()).status).toBe(204);
  });

  it('refuse names the field and the reason it is told', async () => {
    const reason = { code: 'FORMAT_VALUE', message: 'Too much', path: '/ukProperty/expenses/other' };
    await on({ name: 'refuse', ...reason });
    expect((await put()).body).toEqual({ code: 'FORMAT_VALUE', message: 'Too much', paths: [reason.path] });
  });

  it('throttle sends Retry-After only when told to', async () => {
    await on({ name: 'throttle', times: 1 });
    await on({ name: 'throttle', retryAfterSeconds: 7 });
    expect((await list()).headers.has('retry-after')).toBe(false);
    expect((await list()).headers.get('retry-after')).toBe('7');
  });

  it('html-error answers a page, malformed-json an answer that breaks off after the work was done', async () => {
    await on({ name: 'html-error', times: 1 });
    const html = await send(BUSINESSES);
    expect([html.status, html.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8']);
    await on({ name: 'malformed-json' });
    await expect(put()).rejects.toThrow(SyntaxError);
    expect(accepted()).toBe(1);
  });
});

describe('a fault of the connection', () => {
  it.each([
    ['drop-connection', 'ECONNRESET', 0],
    ['answer-lost-before', 'UND_ERR_SOCKET', 0],
    ['answer-lost', 'UND_ERR_SOCKET', 1],
  ])('%s ends in %s with %i updates accepted', async (name, cause, count) => {
    await on({ name, operation: 'put-uk-cumulative', times: 1 });
    expect(await causeOf(put())).toBe(cause);
    expect(accepted()).toBe(count);
    expect(simulator.control.requests().at(-1)).toMatchObject({ outcome: 'dropped', faults: [name] });
    expect((await put()).status).toBe(204);
  });

  it('answer-lost waits for a call that succeeds', async () => {
    await on({ name: 'answer-lost', operation: 'put-uk-cumulative', times: 1 });
    expect((await api(send, pair.access, cumulativePath(), { method: 'PUT', body: {} })).status).toBe(400);
    expect(await causeOf(put())).toBe('UND_ERR_SOCKET');
  });

  it('answer-lost at the token endpoint loses a pair that was issued', async () => {
    await on({ name: 'answer-lost', operation: 'token', times: 1 });
    expect(await causeOf(refresh(send, pair.refresh))).toBe('UND_ERR_SOCKET');
    expect((await refresh(send, pair.refresh)).body).toMatchObject({ error: 'invalid_grant' });
    expect((await list()).status).toBe(401);
  });

  it('slow-answer lets many wait at once without a word of Node’s about a leak', async () => {
    const warnings: string[] = [];
    const note = (warning: Error) => warnings.push(warning.message);
    process.on('warning', note);
    await on({ name: 'slow-answer', ms: 100 });
    const answers = await Promise.all(Array.from({ length: 20 }, list));
    process.off('warning', note);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(warnings).toEqual([]);
  });

  it('slow-before waits before the work, slow-answer after it', async () => {
    const before = await on({ name: 'slow-before', ms: 60_000, operation: 'put-uk-cumulative' });
    const early = causeOf(send(cumulativePath(), putInit(AbortSignal.timeout(100))));
    await early;
    expect(accepted()).toBe(0);
    await simulator.control.removeFault(before.id);
    await on({ name: 'slow-answer', ms: 60_000, operation: 'put-uk-cumulative' });
    const late = new AbortController();
    const waiting = causeOf(send(cumulativePath(), putInit(late.signal)));
    while (accepted() === 0) await new Promise((resolve) => setImmediate(resolve));
    late.abort();
    expect(await waiting).not.toBe('answered');
    expect(accepted()).toBe(1);
  });

  it('a wait can be followed by another fault', async () => {
    await on({ name: 'slow-before', ms: 1 });
    await on({ name: 'outage-503' });
    expect((await list()).status).toBe(503);
    expect(simulator.control.requests().at(-1)?.faults).toEqual(['slow-before', 'outage-503']);
  });
});

describe('a fault of authority', () => {
  it('deny-consent denies whatever was pressed, for as often as it is told', async () => {
    await on({ name: 'deny-consent', times: 1 });
    expect((await authorize(send)).searchParams.get('error_code')).toBe('USER_DENIED_AUTHORIZATION');
    expect((await authorize(send)).searchParams.has('code')).toBe(true);
    await on({ name: 'deny-consent', code: 'SOME_OTHER_REASON', nino: 'NC270602B' });
    expect((await authorize(send)).searchParams.has('code')).toBe(true);
    const back = await authorize(send, { userId: '100000000002' });
    expect(back.searchParams.get('error_code')).toBe('SOME_OTHER_REASON');
  });

  it.each(['revoke-authority', 'expire-authority'])(
    '%s ends what was granted so far and nothing later',
    async (name) => {
      expect(await on({ name })).toMatchObject({ applied: 1 });
      expect(simulator.control.faults().on).toEqual([]);
      expect((await list()).body.code).toBe('INVALID_CREDENTIALS');
      expect((await refresh(send, pair.refresh)).body).toMatchObject({ error: 'invalid_grant' });
      pair = await connect(send);
      expect((await list()).status).toBe(200);
    },
  );

  it('expire-access-tokens leaves refresh tokens alone', async () => {
    await on({ name: 'expire-access-tokens' });
    expect((await list()).status).toBe(401);
    expect((await refresh(send, pair.refresh)).status).toBe(200);
  });

  it('an event aimed at an operation strikes just before its next call, once', async () => {
    await on({ name: 'revoke-authority', operation: 'put-uk-cumulative' });
    expect((await list()).status).toBe(200);
    expect((await put()).status).toBe(401);
    pair = await connect(send);
    expect((await put()).status).toBe(204);
  });

  it.each([
    ['invalid-client', 401, 'invalid_client'],
    ['invalid-grant', 400, 'invalid_grant'],
    ['refresh-in-progress', 400, 'invalid_request'],
    ['outage-500', 500, 'server_error'],
  ])('%s answers a refresh %i %s and leaves the pair as it was', async (name, status, error) => {
    await on({ name, operation: 'token', times: 1 });
    expect(await refresh(send, pair.refresh)).toMatchObject({ status, body: { error } });
    expect((await refresh(send, pair.refresh)).status).toBe(200);
  });

  it('invalid-grant lets a new consent be exchanged', async () => {
    await on({ name: 'invalid-grant' });
    pair = await connect(send);
    expect((await list()).status).toBe(200);
  });
});

describe('switching faults', () => {
  it('aims at one person', async () => {
    await on({ name: 'outage-503', nino: 'NC270602B' });
    expect((await list()).status).toBe(200);
    const other = await connect(send, '100000000002').catch(() => undefined);
    expect(other?.access).toBe('');
  });

  it('counts down, and shows how often it applied', async () => {
    const { id } = await on({ name: 'outage-503', times: 2 });
    await list();
    expect(simulator.control.faults().on).toMatchObject([{ id, timesLeft: 1, applied: 1 }]);
    await list();
    expect(simulator.control.faults().on).toEqual([]);
    expect((await list()).status).toBe(200);
  });

  it.each([
    [{ name: 'gremlin' }, 'slow-before, slow-answer'],
    [{ name: 'constructor' }, 'no fault'],
    [{ name: 'slow-answer' }, 'ms'],
    [{ name: 'slow-answer', ms: -1 }, 'ms'],
    [{ name: 'outage-503', ms: 5 }, 'ms'],
    [{ name: 'refuse', code: 'not a code' }, 'code'],
    [{ name: 'invalid-grant', operation: 'put-uk-cumulative' }, 'only at: token'],
    [{ name: 'outage-503', operation: 'brew-tea' }, 'operation'],
    [{ name: 'outage-503', nino: 'AB1' }, 'nino'],
    [{ name: 'outage-503', times: 0 }, 'times'],
    [{ name: 'outage-503', seconds: 0 }, 'seconds'],
    [{ name: 'html-error', status: 304 }, 'status'],
    [{ name: 'redirect', status: 200 }, 'status'],
    [{ name: 'redirect', location: 'elsewhere' }, 'location'],
    [{ name: 'oversized-body', bytes: 0 }, 'bytes'],
    [{ name: 'pair-lost', grant: 'client_credentials' }, 'grant'],
    [{ name: 'invalid-grant-storm', percent: 101 }, 'percent'],
    [{ name: 'refuse', code: 'RULE_X', documented: true }, 'operation'],
    [
      { name: 'refuse', code: 'FORMAT_VALUE', operation: 'list-businesses', documented: true },
      'FORMAT_NINO, CLIENT_OR_AGENT_NOT_AUTHORISED',
    ],
  ])('refuses %j', async (fault, reason) => {
    await expect(on(fault)).rejects.toThrow(reason);
    expect(simulator.control.faults().on).toEqual([]);
  });

  it('goes off by itself when its seconds are over on the simulator’s clock', async () => {
    await on({ name: 'scheduled-maintenance', seconds: 7200 });
    await simulator.control.advanceClock('PT1H59M59S');
    expect((await list()).status).toBe(503);
    await simulator.control.advanceClock('PT1S');
    expect((await list()).status).toBe(200);
    expect(simulator.control.faults().on).toEqual([]);
  });

  it('is documented for every fault, every parameter and every operation', () => {
    const docs = readFileSync(new URL('../../docs/faults.md', import.meta.url), 'utf8');
    const rows = docs.split('\n').flatMap((line) => {
      const name = /^\| `([a-z0-9-]+)` /.exec(line)?.[1];
      return name === undefined ? [] : [[name, line] as const];
    });
    const lines = new Map(rows);
    for (const target of ['nino', 'operation', 'times', 'seconds']) expect(lines.delete(target)).toBe(true);
    expect([...lines.keys()].sort()).toEqual([...faultNames].sort());
    for (const { name, parameters } of simulator.control.faults().known) {
      for (const parameter of parameters) expect(lines.get(name)).toContain(`\`${parameter.name}\``);
    }
    const folder = new URL('../../docs/operations/', import.meta.url);
    const groups = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
    const texts = [docs, ...groups].join('\n');
    const undocumented = simulator.control.operations().filter(({ name }) => !texts.includes(`\`${name}\``));
    expect(undocumented.map(({ name }) => name)).toEqual([]);
  });
});

function putInit(signal: AbortSignal): RequestInit {
  return {
    method: 'PUT',
    signal,
    headers: {
      accept: 'application/vnd.hmrc.6.0+json',
      authorization: `Bearer ${pair.access}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(update('2026-04-06', '2026-10-05')),
  };
}
