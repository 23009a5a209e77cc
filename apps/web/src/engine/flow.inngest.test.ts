import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findInngest, type InngestServer, openInngest } from '../test/inngest-server.ts';
import { createSampleRuns } from '../test/sample-runs.ts';
import { type RunningEngine } from './options.ts';

// `npm run test:inngest` runs this on the real server at INNGEST_BASE_URL, `npm test` on a stand-in that speaks its protocol:
// once as servers do that tell the number of attempts, and once as those that do not, and have each step planned first.
const usual = await findInngest({ leastWaitMs: 0 });
const servers = [usual];
if (usual.standIn !== undefined) {
  const planning = await findInngest({ leastWaitMs: 0, plansSteps: true, tellsMostAttempts: false });
  servers.push({ ...planning, name: `${planning.name} that plans` });
}

describe.each(servers)('the flow on $name', (server: InngestServer) => {
  const samples = createSampleRuns(90_000);
  let engine: RunningEngine;
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ engine, close } = await openInngest(server.standIn === undefined ? 1000 : 5, server));
    await engine.start([samples.engineFunction]);
    // A real server takes a while to know the functions, and drops what happens before.
    await vi.waitFor(
      async () => {
        const id = await samples.send(engine, {});
        await sleep(server.standIn === undefined ? 2000 : 200);
        expect(samples.linesOf(id)).toContain('end FIRST');
      },
      { timeout: 50_000 },
    );
  });
  afterAll(async () => {
    expect(server.standIn?.refused() ?? []).toEqual([]);
    await engine.stop();
    await server.close();
    await close();
  });

  it('runs the steps in their order and hands results on', async () => {
    expect(await samples.outcomeOf(engine, {})).toEqual(['first 1', 'second 1', 'end FIRST']);
  });

  it('tries a failed step again, tells of each wait, and does not repeat the finished one', async () => {
    expect(await samples.outcomeOf(engine, { second: ['later', 'break'] })).toEqual([
      ...['first 1', 'second 1', 'retry second 1', 'second 2', 'retry second 2', 'second 3', 'end FIRST'],
    ]);
  });

  it('counts the tries of each step anew', async () => {
    expect(await samples.outcomeOf(engine, { first: ['later'], second: ['later'] })).toEqual([
      ...['first 1', 'retry first 1', 'first 2', 'second 1', 'retry second 1', 'second 2', 'end FIRST'],
    ]);
  });

  it('does not try again what must never be, and says so once', async () => {
    expect(await samples.outcomeOf(engine, { second: ['never'] })).toEqual([
      ...['first 1', 'second 1', 'failure second never'],
    ]);
  });

  // On a real server these take more than two minutes.
  it.runIf(server.standIn)(
    'tries a step eight times, tells it of the last, and records its end once',
    async () => {
      const outcome = await samples.outcomeOf(engine, { second: Array<'later'>(8).fill('later') });
      expect(outcome.slice(0, 4)).toEqual(['first 1', 'second 1', 'retry second 1', 'second 2']);
      expect(outcome.slice(-4)).toEqual([
        'second 7',
        'retry second 7',
        'second 8 last',
        'failure second used up',
      ]);
    },
  );

  it('runs an event once that is sent twice', async () => {
    const id = await samples.send(engine, {});
    await samples.send(engine, {}, { id });
    await samples.untilEnded(id);
    await samples.send(engine, {}, { id });
    // What is sent after it is through when another run of it would be.
    await samples.outcomeOf(engine, {});
    expect(samples.linesOf(id)).toEqual(['first 1', 'second 1', 'end FIRST']);
  });
});
