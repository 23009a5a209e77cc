import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestDatabase } from '../test/database.ts';
import { createSampleFunction, secretInErrors, type SamplePlan } from '../test/sample-function.ts';
import { createLog } from '../platform/log.ts';
import { createEngine } from './index.ts';
import { retryPolicy, type EngineFunction } from './port.ts';
import { type RunningEngine } from './options.ts';

// DBOS is one for a process: one engine runs at a time here, and each test stops its own.
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let engine: RunningEngine | undefined;
let lines: string[] = [];
let logged: string[] = [];
let eventNumber = 0;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await engine?.stop();
  engine = undefined;
  lines = [];
  logged = [];
});
afterAll(() => database.drop());

const write = (line: string) => {
  lines.push(line);
  return Promise.resolve();
};

async function start(engineFunction: EngineFunction, { retryBaseMs = 1 } = {}) {
  engine = createEngine({
    engine: 'embedded',
    databaseUrl: database.url,
    executorId: 'embedded-test',
    retryBaseMs,
    baseUrl: 'http://localhost',
    inngest: {
      eventKey: undefined,
      signingKey: undefined,
      signingKeyFallback: undefined,
      baseUrl: undefined,
      isDev: false,
    },
    log: createLog({ logLevel: 'debug' }, { write: (line) => void logged.push(line) }),
  });
  await engine.start([engineFunction]);
  return engine;
}

function sampleEvent(connectionId = 'connection') {
  const id = `sample-${String((eventNumber += 1))}`;
  return { id, name: 'sample.happened', data: { sampleId: id, connectionId } };
}

const startSample = (plan: SamplePlan = {}, options?: { retryBaseMs: number }) =>
  start(createSampleFunction(write, plan), options);

const eventually = (assertion: () => void) => vi.waitFor(assertion, { timeout: 20_000, interval: 10 });

async function statusOf(id: string): Promise<string | undefined> {
  const { rows } = await database.pool.query<{ status: string }>(
    'select status from dbos.workflow_status where workflow_uuid = $1',
    [id],
  );
  return rows[0]?.status;
}
const untilFinished = (id: string) =>
  vi.waitFor(
    async () => {
      expect(await statusOf(id)).toBe('SUCCESS');
    },
    { timeout: 20_000, interval: 20 },
  );

describe('the embedded engine', () => {
  it('runs the steps in their order and hands results on', async () => {
    const event = sampleEvent();
    await (await startSample()).send(event);
    await untilFinished(event.id);
    expect(lines).toEqual(['first 1', 'second 1', 'end FIRST']);
  });

  it('tries a failed step again, tells of each wait, and does not repeat the finished one', async () => {
    const event = sampleEvent();
    await (await startSample({ second: ['later', 'break', 'later'] })).send(event);
    await untilFinished(event.id);
    expect(lines).toEqual([
      ...['first 1', 'second 1', 'retry second 1', 'second 2', 'retry second 2', 'second 3'],
      ...['retry second 3', 'second 4', 'end FIRST'],
    ]);
  });

  it('tells the time of the next try, and keeps to it', async () => {
    const times: { nextTryAt: Date; triedAt: number[] } = { nextTryAt: new Date(0), triedAt: [] };
    const sample = createSampleFunction(write, { first: ['later'] });
    const event = sampleEvent();
    const running = await start(
      {
        ...sample,
        handle: (occurred, step) =>
          sample.handle(occurred, {
            run: (name, body) =>
              step.run(name, (tried) => {
                if (name === 'first') times.triedAt.push(Date.now());
                return body(tried);
              }),
          }),
        onRetry: (_event, { nextTryAt }) => {
          times.nextTryAt = nextTryAt;
          return Promise.resolve();
        },
      },
      { retryBaseMs: 60 },
    );
    await running.send(event);
    await untilFinished(event.id);
    expect(times.nextTryAt.getTime()).toBeGreaterThanOrEqual(times.triedAt[0]! + 60);
    expect(times.triedAt[1]).toBeGreaterThanOrEqual(times.nextTryAt.getTime());
  });

  it('does not try again what must never be, and says so once', async () => {
    const event = sampleEvent();
    await (await startSample({ second: ['never'] })).send(event);
    await untilFinished(event.id);
    expect(lines).toEqual(['first 1', 'second 1', 'failure second never']);
  });

  it('ends after the last try, which knows that it is the last, and says so once', async () => {
    const event = sampleEvent();
    await (await startSample({ first: Array<'later'>(20).fill('later') })).send(event);
    await untilFinished(event.id);
    expect(lines.filter((line) => line.startsWith('first'))).toHaveLength(retryPolicy.tries);
    expect(lines.filter((line) => line.startsWith('retry'))).toHaveLength(retryPolicy.tries - 1);
    expect(lines.at(-1)).toBe('failure first used up');
  });

  it('says that a function failed outside of its steps', async () => {
    const event = sampleEvent();
    await (await startSample({ outside: ['break'] })).send(event);
    await untilFinished(event.id);
    expect(lines).toEqual(['first 1', 'failure  never']);
  });

  it('goes on when telling a retry fails, and tries again to record a failure', async () => {
    const sample = createSampleFunction(write, { first: ['later', 'never'] });
    let told = 0;
    const event = sampleEvent();
    const running = await start({
      ...sample,
      onRetry: () => Promise.reject(new Error('no')),
      onFailure: (occurred, failure) => {
        told += 1;
        return told < 3 ? Promise.reject(new Error('no')) : sample.onFailure(occurred, failure);
      },
    });
    await running.send(event);
    await untilFinished(event.id);
    expect(lines).toEqual(['first 1', 'first 2', 'failure first never']);
    expect(told).toBe(3);
  });

  it('runs an event once, however often it is sent, also after it is done and after a restart', async () => {
    const event = sampleEvent();
    const running = await startSample();
    await Promise.all([running.send(event), running.send(event)]);
    await untilFinished(event.id);
    await running.send(event);
    await running.stop();
    await (await startSample()).send(event);
    const other = sampleEvent();
    await engine?.send(other);
    await untilFinished(other.id);
    expect(lines.filter((line) => line === 'first 1')).toHaveLength(2);
  });

  it('goes on after a restart in the middle of a wait, with the count and the time it had', async () => {
    const event = sampleEvent();
    const plan: SamplePlan = { second: ['later', 'later'] };
    const running = await startSample(plan, { retryBaseMs: 400 });
    await running.send(event);
    await eventually(() => {
      expect(lines).toContain('retry second 2');
    });
    await running.stop();
    await startSample(plan, { retryBaseMs: 400 });
    await untilFinished(event.id);
    expect(lines).toEqual([
      ...['first 1', 'second 1', 'retry second 1', 'second 2', 'retry second 2', 'second 3', 'end FIRST'],
    ]);
  });

  it('lets a running step end before it stops', async () => {
    const event = sampleEvent();
    const sample = createSampleFunction(async (line) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      lines.push(line);
    });
    const running = await start(sample);
    await running.send(event);
    await running.stop();
    const atStop = [...lines];
    await start(sample);
    await untilFinished(event.id);
    expect(lines.filter((line) => line === 'first 1')).toHaveLength(1);
    expect(lines.slice(0, atStop.length)).toEqual(atStop);
  });

  it('runs steps of one connection one after another, and of others at the same time', async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const sample = createSampleFunction(async (line, sampleId) => {
      lines.push(`${line} ${sampleId}`);
      if (line === 'first 1') await released;
    });
    const running = await start(sample);
    const [one, two, other] = [sampleEvent('a'), sampleEvent('a'), sampleEvent('b')];
    for (const event of [one, two, other]) await running.send(event);
    await eventually(() => {
      expect(lines).toHaveLength(2);
    });
    expect(lines).toContain(`first 1 ${other.id}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(lines).toHaveLength(2);
    release();
    for (const event of [one, two, other]) await untilFinished(event.id);
  });

  it('refuses an event that no function waits for', async () => {
    const running = await startSample();
    await expect(running.send({ ...sampleEvent(), name: 'unknown.happened' })).rejects.toThrow(
      'No function waits for the event unknown.happened',
    );
  });

  it('ends a run whose event does not hold what the function reads', async () => {
    const event = { ...sampleEvent(), data: { connectionId: 'connection' } };
    await (await startSample()).send(event);
    await untilFinished(event.id);
    expect(lines).toEqual([]);
    expect(logged.join('')).toContain('does not hold what sample reads: sampleId');
  });

  it('does not forget a run of an earlier release whose steps this one does not have', async () => {
    const event = sampleEvent();
    const plan: SamplePlan = { first: ['later'] };
    const running = await startSample(plan, { retryBaseMs: 500 });
    await running.send(event);
    await eventually(() => {
      expect(lines).toContain('retry first 1');
    });
    await running.stop();
    const sample = createSampleFunction(write, plan);
    await start({
      ...sample,
      handle: async (_event, step) => {
        await step.run('renamed', () => Promise.resolve(null));
      },
    });
    await eventually(() => {
      expect(lines.at(-1)).toBe('failure  never');
    });
    expect(logged.join('')).toContain('A run of an earlier release cannot go on');
  });

  it("stores no message of others' errors", async () => {
    const event = sampleEvent();
    await (await startSample({ first: Array<'break'>(20).fill('break') })).send(event);
    await untilFinished(event.id);
    const { rows } = await database.pool.query<{ stored: string }>(
      `select string_agg(s::text, ' ') || (select string_agg(o::text, ' ') from dbos.operation_outputs o) as stored
       from dbos.workflow_status s`,
    );
    expect(rows[0]?.stored).toContain('TypeError');
    expect(rows[0]?.stored).not.toContain(secretInErrors);
  });

  it('refuses a second engine in the same process', async () => {
    const running = await startSample();
    await expect(startSample()).rejects.toThrow('runs in this process already');
    await engine?.stop();
    engine = running;
    const event = sampleEvent();
    await running.send(event);
    await untilFinished(event.id);
  });
});
