import { createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import { InngestTestEngine } from '@inngest/test';
import { Inngest, NonRetriableError, RetryAfterError } from 'inngest';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '../platform/log.ts';
import { createSampleFunction, secretInErrors, type SamplePlan } from '../test/sample-function.ts';
import { createEngine } from './index.ts';
import { toInngestFunction } from './inngest-function.ts';
import { type EngineOptions } from './options.ts';
import { retryPolicy } from './port.ts';

const signingKey = 'signkey-test-0123456789abcdef';
let lines: string[] = [];
let logged: string[] = [];
beforeEach(() => {
  lines = [];
  logged = [];
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const options: EngineOptions = {
  engine: 'inngest',
  databaseUrl: '',
  executorId: '',
  retryBaseMs: 30_000,
  baseUrl: 'https://quarterday.example',
  inngest: {
    eventKey: 'event-key',
    signingKey,
    signingKeyFallback: undefined,
    baseUrl: 'https://inngest.example',
    isDev: false,
  },
  log: createLog({ logLevel: 'trace' }, { write: (line) => void logged.push(line) }),
};

const sample = (plan?: SamplePlan) =>
  createSampleFunction((line) => {
    lines.push(line);
    return Promise.resolve();
  }, plan);
const happened = {
  id: 'sample-1',
  name: 'sample.happened',
  data: { sampleId: 's', connectionId: 'c' },
};

const client = new Inngest({ id: 'test', isDev: true, logger: options.log });

/** What Inngest sends with a call: how often the step that runs now has failed, and how earlier steps ended. */
interface Call {
  attempt?: number;
  finished?: { id: string; handler: () => unknown }[];
  failed?: Record<string, string>;
  event?: typeof happened;
}

async function call(
  plan: SamplePlan,
  { attempt = 0, finished = [], failed = {}, event = happened }: Call = {},
) {
  const thrown: unknown[] = [];
  const engine = new InngestTestEngine({
    function: toInngestFunction(client, options, sample(plan)),
    events: [event],
    // The test engine adds to the list it is given.
    steps: [...finished],
    transformCtx: (context) => {
      const { run } = context.step;
      const recorded = (id: string, body: () => Promise<unknown>) => {
        // The test engine takes a mocked step that throws for one that returned nothing.
        if (id in failed) return Promise.reject(new Error(failed[id]));
        const noted = (error: unknown) => {
          thrown.push(error);
          throw error;
        };
        return run(id, () => body().catch(noted));
      };
      return Object.assign(context, { attempt, step: { ...context.step, run: recorded } });
    },
  });
  const { result, error } = await engine.execute();
  return { result, error, thrown };
}

const firstFinished = { id: 'first', handler: () => ({ name: 'FIRST' }) };

describe('a function on Inngest', () => {
  it('is defined by the one policy, one at a time for a connection', () => {
    const { opts } = toInngestFunction(client, options, sample());
    expect(opts).toMatchObject({
      id: 'sample',
      triggers: [{ event: 'sample.happened' }],
      retries: retryPolicy.tries - 1,
      concurrency: { key: 'event.data.connectionId', limit: 1 },
    });
  });

  it('runs the same steps as on the embedded engine', async () => {
    const { result } = await call({});
    expect(lines).toEqual(['first 1', 'second 1', 'end FIRST']);
    expect(result).toEqual({ outcome: 'done' });
  });

  it('does not run a finished step again', async () => {
    await call({}, { finished: [firstFinished] });
    expect(lines).toEqual(['second 1', 'end FIRST']);
  });

  it('asks for the delay of the policy, and tells of the wait', async () => {
    const before = Date.now();
    const { thrown } = await call({ second: ['ok', 'later'] }, { attempt: 1, finished: [firstFinished] });
    expect(lines).toEqual(['second 2', 'retry second 2']);
    expect(thrown[0]).toBeInstanceOf(RetryAfterError);
    const retryAt = Date.parse((thrown[0] as RetryAfterError).retryAfter);
    expect(retryAt).toBeGreaterThanOrEqual(before + 60_000);
    expect(retryAt).toBeLessThanOrEqual(Date.now() + 66_000);
  });

  it('does not ask for a try of what must never be tried again', async () => {
    const { thrown } = await call({ second: ['never'] }, { finished: [firstFinished] });
    expect(thrown[0]).toBeInstanceOf(NonRetriableError);
    expect(lines).toEqual(['second 1']);
  });

  it('asks for no try after the last, which knows that it is the last', async () => {
    const attempt = retryPolicy.tries - 1;
    const second = Array<'later'>(retryPolicy.tries).fill('later');
    const { thrown } = await call({ second }, { attempt, finished: [firstFinished] });
    expect(thrown[0]).toBeInstanceOf(NonRetriableError);
    expect(lines).toEqual(['second 8 last']);
  });

  it.each([
    ['Not to be tried again: no', 'failure second never', true],
    ['Tried for the last time: no', 'failure second used up', false],
    ['what Inngest says when we crashed each time', 'failure second used up', false],
  ])('records the end of a step that came back with "%s"', async (message, line, permanent) => {
    const { result } = await call({}, { finished: [firstFinished], failed: { second: message } });
    expect(lines).toEqual([line]);
    expect(result).toEqual({ outcome: 'failed', step: 'second', permanent });
  });

  it('records a run that Inngest gave up by itself', async () => {
    const { opts } = toInngestFunction(client, options, sample());
    // Inngest's type wants the whole context of a call, of which the handler reads the event.
    const failed = { event: { data: { event: happened } } } as Parameters<
      NonNullable<typeof opts.onFailure>
    >[0];
    await opts.onFailure?.(failed);
    expect(lines).toEqual(['failure  used up']);
  });

  it('ends a run whose event does not hold what the function reads', async () => {
    const { result } = await call(
      {},
      { event: { ...happened, data: { sampleId: 's', connectionId: 1 } } as never },
    );
    expect(lines).toEqual([]);
    expect(result).toBeUndefined();
    expect(logged.join('')).toContain('does not hold what sample reads: connectionId');
  });

  it("shows Inngest no message, cause or stack of others' errors", async () => {
    const { thrown, error } = await call({ first: ['break'] });
    const shown = inspect([thrown, error], { depth: 10, showHidden: true });
    expect(shown).toContain('TypeError');
    expect(shown).not.toContain(secretInErrors);
    expect(shown).not.toContain(import.meta.dirname);
  });
});

describe('the Inngest engine', () => {
  const requests: Request[] = [];
  let answerEvents: () => Response;
  const start = async () => {
    requests.length = 0;
    answerEvents = () => Response.json({ ids: ['x'], status: 200 });
    vi.stubGlobal('fetch', (...args: ConstructorParameters<typeof Request>) => {
      const request = new Request(...args);
      requests.push(request);
      const isRegistration = request.url.endsWith('/fn/register');
      return Promise.resolve(isRegistration ? Response.json({ ok: true, modified: true }) : answerEvents());
    });
    const engine = createEngine(options);
    await engine.start([sample()]);
    return engine;
  };
  const url = 'https://quarterday.example/api/inngest?fnId=quarterday-sample&stepId=step';
  const host = 'quarterday.example';
  const sign = (key: string, body: string, seconds = Math.round(Date.now() / 1000)) => ({
    'x-inngest-signature': `t=${seconds}&s=${createHmac('sha256', key.replace('signkey-test-', '')).update(`${body}${seconds}`).digest('hex')}`,
  });

  it('makes its functions known under the address people use, signed', async () => {
    const engine = await start();
    await vi.waitFor(() => {
      expect(requests).toHaveLength(1);
    });
    expect(requests[0]?.url).toBe('https://inngest.example/fn/register');
    const body: unknown = await requests[0]?.json();
    expect(body).toMatchObject({
      url: 'https://quarterday.example/api/inngest',
      functions: [
        { id: 'quarterday-sample', steps: { step: { retries: { attempts: retryPolicy.tries - 1 } } } },
        { id: 'quarterday-sample-failure' },
      ],
    });
    expect(JSON.stringify(body)).not.toContain(signingKey);
    await engine.stop();
  });

  it('sends the id, the name and the ids in the data, and nothing else of ours', async () => {
    const engine = await start();
    await engine.send(happened);
    const sent: unknown = await requests[1]?.json();
    expect(sent).toEqual([{ ...happened, ts: expect.any(Number) as number }]);
    expect(requests[1]?.url).toBe('https://inngest.example/e/event-key');
    await engine.stop();
  });

  it('says so when Inngest does not take an event', async () => {
    const engine = await start();
    answerEvents = () => Response.json({ error: 'down' }, { status: 500 });
    await expect(engine.send(happened)).rejects.toThrow('down');
    await engine.stop();
  });

  it.each(['GET', 'PUT', 'POST'])('refuses a %s without a right signature', async (method) => {
    const engine = await start();
    const body = method === 'GET' ? null : '{}';
    const old = Math.round(Date.now() / 1000) - 3600;
    const headers = [
      {},
      sign('signkey-test-ffff', body ?? ''),
      sign(signingKey, 'else'),
      sign(signingKey, body ?? '', old),
    ];
    for (const header of headers) {
      const answered = await engine.answer?.(
        new Request(url, { method, body, headers: { host, ...header } }),
      );
      expect(answered?.status).toBe(401);
    }
    expect(lines).toEqual([]);
    await engine.stop();
  });

  it('answers a signed request', async () => {
    const engine = await start();
    const answered = await engine.answer?.(new Request(url, { headers: { host, ...sign(signingKey, '') } }));
    expect(answered?.status).toBe(200);
    expect(await answered?.text()).not.toContain(signingKey);
    await engine.stop();
  });

  it('answers nothing before it has started', async () => {
    const answered = await createEngine(options).answer?.(new Request(url));
    expect(answered?.status).toBe(503);
  });

  it.each([{ signingKey: undefined }, { eventKey: undefined }])(
    'refuses to start without %o',
    async (without) => {
      const engine = createEngine({ ...options, inngest: { ...options.inngest, ...without } });
      await expect(engine.start([sample()])).rejects.toThrow('must be set');
    },
  );
});
