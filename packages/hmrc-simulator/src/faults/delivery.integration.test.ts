import { connect as connectSocket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../index.ts';
import {
  ADA,
  api,
  authorize,
  connect,
  cumulativePath,
  REDIRECT_URI,
  refresh,
  token,
  update,
  VERIFIER,
  type Send,
} from '../test/landlord.ts';

/*
 * What reaches a socket when an answer is cut, slow, strange or lost: read byte by byte where a client would hide it.
 */
const BUSINESSES = `/individuals/business/details/${ADA.nino}/list`;
let simulator: Simulator;
let port: number;
let send: Send;
let pair: { access: string; refresh: string };

beforeAll(async () => {
  simulator = await createSimulator({ frozen: true, requestsPerSecond: 0 });
  const listening = await simulator.listen(0);
  port = listening.port;
  send = (path, init) => fetch(`${listening.url}${path}`, init);
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

interface Received {
  text: string;
  error: string | undefined;
  /** Milliseconds to the first byte, to the end of the headers, to the end of all. */
  first: number;
  headers: number;
  end: number;
}

/** Sends one request and takes whatever comes until the connection ends. */
function receive(method: string, path: string, version: string, body = ''): Promise<Received> {
  const start = performance.now();
  const received: Received = { text: '', error: undefined, first: 0, headers: 0, end: 0 };
  const socket = connectSocket(port, 'localhost');
  const type = body === '' ? '' : `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n`;
  socket.write(
    `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer ${pair.access}\r\n` +
      `Accept: application/vnd.hmrc.${version}+json\r\n${type}\r\n${body}`,
  );
  return new Promise((resolve) => {
    socket.on('data', (data) => {
      received.text += data.toString();
      const now = performance.now() - start;
      received.first ||= now;
      if (received.text.includes('\r\n\r\n')) received.headers ||= now;
    });
    socket.on('error', (error: NodeJS.ErrnoException) => (received.error = error.code));
    socket.on('close', () => {
      received.end = performance.now() - start;
      resolve(received);
    });
  });
}

const listBytes = () => receive('GET', BUSINESSES, '2.0');
const split = (text: string): [head: string, body: string] => {
  const at = text.indexOf('\r\n\r\n');
  return [text.slice(0, at), text.slice(at + 4)];
};
const declaredLength = (head: string) => Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1]);

describe('answer-cut', () => {
  it('declares a whole body, sends half of it, and resets the connection', async () => {
    await on({ name: 'answer-cut', times: 1 });
    const { text, error } = await listBytes();
    const [head, body] = split(text);
    expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(head).toMatch(/\r\nx-correlationid: [0-9a-f-]{36}/i);
    expect(body.length).toBe(Math.ceil(declaredLength(head) / 2));
    expect(error).toBe('ECONNRESET');
    expect(simulator.control.requests().at(-1)).toMatchObject({ outcome: 'dropped', faults: ['answer-cut'] });
    expect((await list()).status).toBe(200);
  });

  it('comes after the work, in the middle of the headers where there is no body', async () => {
    await on({ name: 'answer-cut', operation: 'put-uk-cumulative', times: 1 });
    const body = JSON.stringify(update('2026-04-06', '2026-10-05'));
    const { text, error } = await receive('PUT', cumulativePath(), '6.0', body);
    expect(text).toMatch(/^HTTP\/1\.1 204 No Content\r\n/);
    expect(text).not.toContain('\r\n\r\n');
    expect(error).toBe('ECONNRESET');
    expect(accepted()).toBe(1);
  });

  it('is an error to a client that reads the body', async () => {
    await on({ name: 'answer-cut' });
    await expect(list()).rejects.toThrow('terminated');
  });
});

describe('a slow answer', () => {
  it('slow-headers lets the headers drip', async () => {
    await on({ name: 'slow-headers', ms: 200 });
    const { text, headers, end, error } = await listBytes();
    expect(headers).toBeGreaterThanOrEqual(190);
    expect(end - headers).toBeLessThan(150);
    expect(JSON.parse(split(text)[1])).toHaveProperty('listOfBusinesses');
    expect(error).toBeUndefined();
  });

  it('slow-body sends the headers at once and lets the body drip', async () => {
    await on({ name: 'slow-body', ms: 400 });
    const { text, headers, end } = await listBytes();
    expect(headers).toBeLessThan(200);
    expect(end - headers).toBeGreaterThanOrEqual(300);
    const [head, body] = split(text);
    expect(body.length).toBe(declaredLength(head));
    expect(JSON.parse(body)).toHaveProperty('listOfBusinesses');
  });

  it('a body that drips is an answer like another to a patient client', async () => {
    await on({ name: 'slow-body', ms: 40 });
    expect((await list()).status).toBe(200);
    expect((await put()).status).toBe(204);
  });

  it('the work is done even if nobody waits for the end of the body', async () => {
    await on({ name: 'slow-body', ms: 60_000 });
    const response = await send(cumulativePath(), {
      headers: { accept: 'application/vnd.hmrc.6.0+json', authorization: 'Bearer unknown' },
      signal: AbortSignal.timeout(300),
    });
    expect(response.status).toBe(401); // the headers came
    await expect(response.text()).rejects.toThrow();
  });
});

describe('in process, where there is no connection', () => {
  it('a cut answer is a 599 that says so, and a slow one comes whole after its time', async () => {
    const inProcess: Send = async (path, init) => simulator.app.request(path, init);
    const ask = () => api(inProcess, pair.access, BUSINESSES, { version: '2.0' });
    await on({ name: 'answer-cut', times: 1 });
    const cut = await ask();
    expect([cut.status, cut.headers.get('x-simulator-dropped')]).toEqual([599, 'cut']);
    await on({ name: 'slow-body', ms: 60, times: 1 });
    const start = performance.now();
    expect((await ask()).body).toHaveProperty('listOfBusinesses');
    expect(performance.now() - start).toBeGreaterThanOrEqual(55);
  });
});

describe('a strange answer', () => {
  it('oversized-body answers as much as it is told to, still JSON', async () => {
    await on({ name: 'oversized-body', bytes: 3_000_000 });
    const response = await send(BUSINESSES, {
      headers: { accept: 'application/vnd.hmrc.2.0+json', authorization: `Bearer ${pair.access}` },
    });
    const text = await response.text();
    expect(text).toHaveLength(3_000_000);
    expect(JSON.parse(text)).toHaveProperty('listOfBusinesses');
  });

  it('wrong-content-type answers the same JSON under another name', async () => {
    await on({ name: 'wrong-content-type' });
    const answer = await list();
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.body).toHaveProperty('listOfBusinesses');
  });

  it('deprecated adds headers and leaves the answer alone', async () => {
    await on({ name: 'deprecated', sunset: '2027-03-01T00:00:00Z' });
    const { status, headers, body } = await list();
    expect([status, body['listOfBusinesses']]).toEqual([200, expect.any(Array)]);
    expect(headers.get('deprecation')).toBe('Thu, 01 Oct 2026 00:00:00 GMT');
    expect(headers.get('sunset')).toBe('Mon, 01 Mar 2027 00:00:00 GMT');
    expect(headers.get('link')).toBe('<https://simulator.invalid/versions>; rel="deprecation"');
  });

  it('deprecated can be combined with a slow or a cut answer', async () => {
    await on({ name: 'deprecated' });
    await on({ name: 'slow-body', ms: 20 });
    expect((await list()).headers.has('deprecation')).toBe(true);
    expect(simulator.control.requests().at(-1)?.faults).toEqual(['deprecated', 'slow-body']);
  });

  it('redirect leads to the same address, where the next call is answered', async () => {
    await on({ name: 'redirect', times: 1 });
    const first = await send(BUSINESSES, { redirect: 'manual' });
    expect([first.status, first.headers.get('location')]).toEqual([307, BUSINESSES]);
    await on({ name: 'redirect', times: 1 });
    expect((await list()).status).toBe(200);
    await on({ name: 'redirect', status: 302, location: 'https://elsewhere.example/hmrc' });
    const { status, headers } = await send(BUSINESSES, { redirect: 'manual' });
    expect([status, headers.get('location')]).toEqual([302, 'https://elsewhere.example/hmrc']);
  });

  it('html-error can pretend to be fine', async () => {
    await on({ name: 'html-error', status: 200 });
    const { status, headers } = await send(BUSINESSES);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });
});

describe('a pair that is issued and lost', () => {
  const lost = (attempt: Promise<unknown>) => expect(attempt).rejects.toThrow('fetch failed');
  const exchangeCode = async () => {
    const code = (await authorize(send)).searchParams.get('code') ?? '';
    const fields = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI };
    return token(send, { ...fields, code_verifier: VERIFIER });
  };

  it.each(['authorization_code', 'refresh_token'])('only at %s, when it says so', async (grant) => {
    await on({ name: 'pair-lost', grant, times: 1 });
    const issued = simulator.control.tokens().tokens.length;
    const [losing, other] =
      grant === 'refresh_token'
        ? [() => refresh(send, pair.refresh), exchangeCode]
        : [exchangeCode, () => refresh(send, pair.refresh)];
    expect((await other()).status).toBe(200);
    await lost(losing());
    expect(simulator.control.tokens().tokens).toHaveLength(issued + 2);
  });

  it('at a refresh: the old refresh token is spent and the old access token dead', async () => {
    await on({ name: 'pair-lost', times: 1 });
    await lost(refresh(send, pair.refresh));
    expect((await refresh(send, pair.refresh)).body).toMatchObject({ error: 'invalid_grant' });
    expect((await list()).status).toBe(401);
  });

  it('not at a refresh that is refused, nor for an application’s own token', async () => {
    await on({ name: 'pair-lost' });
    expect((await refresh(send, 'unknown')).status).toBe(400);
    expect((await token(send, { grant_type: 'client_credentials' })).status).toBe(200);
  });
});

describe('a storm of invalid_grant', () => {
  it('refuses everybody’s refresh for a while, and every refresh token works after it', async () => {
    const others = await Promise.all(['100000000002', '100000000003'].map((user) => connect(send, user)));
    const everybody = [pair, ...others];
    await on({ name: 'invalid-grant-storm', seconds: 600 });
    for (const { refresh: refreshToken } of everybody) {
      expect(await refresh(send, refreshToken)).toMatchObject({
        status: 400,
        body: { error: 'invalid_grant' },
      });
    }
    expect((await list()).status).toBe(200); // access tokens are not touched
    expect((await connect(send)).access).not.toBe(''); // nor is a new consent
    await simulator.control.advanceClock('PT9M59S');
    expect((await refresh(send, pair.refresh)).status).toBe(400);
    await simulator.control.advanceClock('PT1S');
    expect(simulator.control.faults().on).toEqual([]);
    for (const { refresh: refreshToken } of everybody) {
      expect((await refresh(send, refreshToken)).status).toBe(200);
    }
  });

  it('can strike a share of people, the same ones every time', async () => {
    const users = simulator.control.users().slice(0, 6);
    const tokens = await Promise.all(users.map(({ userId }) => connect(send, userId)));
    const struck = async (percent: number) => {
      await simulator.control.clearFaults();
      await on({ name: 'invalid-grant-storm', percent });
      const answers = [];
      for (const one of tokens) {
        const { status, body } = await refresh(send, one.refresh);
        answers.push(status);
        one.refresh = body['refresh_token'] ?? one.refresh;
      }
      return answers.map((status) => status === 400);
    };
    const half = await struck(50);
    expect(await struck(50)).toEqual(half);
    expect(new Set(half).size).toBe(2);
    expect(await struck(100)).toEqual(half.map(() => true));
  });
});
