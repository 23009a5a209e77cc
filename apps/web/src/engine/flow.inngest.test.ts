import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createSampleFunction, type SamplePlan } from '../test/sample-function.ts';
import { openInngest } from '../test/inngest-server.ts';
import { type EngineFunction } from './port.ts';
import { type RunningEngine } from './options.ts';

// Runs only with `npm run test:inngest`, on the server at INNGEST_BASE_URL.
const plans = new Map<string, SamplePlan>();
const lines = new Map<string, string[]>();
let close: () => void;
let engine: RunningEngine;

/** One function for all tests; each event has the plan that was made for it. */
const samples: EngineFunction = {
  ...createSampleFunction(() => Promise.resolve()),
  handle: (event, step) => sampleFor(event.id).handle(event, step),
  onRetry: (event, retry) => sampleFor(event.id).onRetry(event, retry),
  onFailure: (event, failure) => sampleFor(event.id).onFailure(event, failure),
};
const sampleFor = (id: string) =>
  createSampleFunction((line) => {
    lines.set(id, [...(lines.get(id) ?? []), line]);
    return Promise.resolve();
  }, plans.get(id));

beforeAll(async () => {
  ({ engine, close } = await openInngest(1000));
  await engine.start([samples]);
  // The server takes a while to know the functions, and drops what happens before.
  await vi.waitFor(
    async () => {
      const id = await send({});
      await sleep(2000);
      expect(lines.get(id)).toContain('end FIRST');
    },
    { timeout: 50_000 },
  );
});
afterAll(async () => {
  await engine.stop();
  close();
});

async function send(plan: SamplePlan, id = `flow-${randomUUID()}`): Promise<string> {
  plans.set(id, plan);
  await engine.send({ id, name: 'sample.happened', data: { sampleId: id, connectionId: id } });
  return id;
}

const untilEnded = (id: string) =>
  vi.waitFor(
    () => {
      expect(lines.get(id)?.at(-1)).toMatch(/^end|^failure/);
    },
    { timeout: 90_000, interval: 100 },
  );

async function outcomeOf(plan: SamplePlan) {
  const id = await send(plan);
  await untilEnded(id);
  return lines.get(id);
}

describe('the flow on a real Inngest server', () => {
  it('runs the steps in their order and hands results on', async () => {
    expect(await outcomeOf({})).toEqual(['first 1', 'second 1', 'end FIRST']);
  });

  it('tries a failed step again, tells of each wait, and does not repeat the finished one', async () => {
    expect(await outcomeOf({ second: ['later', 'break'] })).toEqual([
      ...['first 1', 'second 1', 'retry second 1', 'second 2', 'retry second 2', 'second 3', 'end FIRST'],
    ]);
  });

  it('does not try again what must never be, and says so once', async () => {
    expect(await outcomeOf({ second: ['never'] })).toEqual(['first 1', 'second 1', 'failure second never']);
  });

  it('runs an event once that is sent twice', async () => {
    const id = await send({});
    await send({}, id);
    await untilEnded(id);
    await send({}, id);
    // What is sent after it is through when another run of it would be.
    await outcomeOf({});
    expect(lines.get(id)).toEqual(['first 1', 'second 1', 'end FIRST']);
  });
});
