import { defaultApplication } from '@quarterday/hmrc-simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJourney, type Journey } from '../../apps/web/src/test/journey.ts';
import { bundle } from './processes/bundle.ts';
import { type CallerProcess, startCallers } from './race/callers.ts';
import { type Results } from './race/work.ts';
import { report } from './report/part.ts';

const processCount = 8;
const callerCount = 1_000;
const connectionCount = 200;
/** HMRC answers a refresh when the lease is long over. */
const leaseMs = 150;
const slowMs = 400;
const offMs = 2 * 60 * 1000;

let journey: Journey;
let program: Awaited<ReturnType<typeof bundle>>;
let connectionIds: string[];

beforeAll(async () => {
  journey = await createJourney();
  program = await bundle('caller-process', argsOf(0));
  let left = connectionCount;
  const connect = async () => {
    while (left > 0) {
      left -= 1;
      await journey.addConnected();
    }
  };
  await Promise.all(Array.from({ length: 6 }, connect));
  const { rows } = await journey.pool.query<{ id: string }>('select id from connections');
  connectionIds = rows.map(({ id }) => id);
  await journey.control.addFault({ name: 'slow-answer', operation: 'token', ms: slowMs });
});
afterAll(async () => {
  await program.remove();
  await journey.close();
});

/** Neighbours in the list belong to different processes, and each connection to five callers in four or more of them. */
const callersOf = (process: number): string[] => {
  const each = callerCount / processCount;
  return Array.from(
    { length: each },
    (_, caller) => connectionIds[(process * each + caller) % connectionCount]!,
  );
};

function argsOf(offBy: number): string[] {
  const { clientId, clientSecret } = defaultApplication;
  return [journey.url, journey.simulatorUrl, clientId, clientSecret, String(offBy), String(leaseMs)];
}

interface Race {
  calls: number;
  failed: string[];
  /** Asked for by the processes, and given by HMRC. */
  refreshesAsked: number;
  pairsGiven: number;
  generationsMoved: number;
  /** Of the connection that was renewed most often. */
  mostForOne: number;
}

/** Lets all callers call at once, and once more after something has happened under them. */
async function race(processes: readonly CallerProcess[], underThem?: () => Promise<unknown>): Promise<Race> {
  const count = async () => {
    const { rows } = await journey.pool.query<{ id: string; generation: number }>(
      'select id, generation from connections',
    );
    return {
      pairs: journey.control.tokens().tokens.length,
      generations: new Map(rows.map(({ id, generation }) => [id, generation])),
    };
  };
  const before = await count();
  let answered = 0;
  let happens: Promise<unknown> | undefined;
  const onOne = () => {
    answered += 1;
    // While others are still under way.
    if (answered === callerCount / 4) happens = underThem?.();
    if (answered < callerCount) return;
    void Promise.resolve(happens).then(() => {
      for (const one of processes) one.again();
    });
  };
  const results: Results[] = await Promise.all(
    processes.map((one, index) =>
      one.call({ connectionIds: callersOf(index), times: underThem === undefined ? 1 : 2 }, onOne),
    ),
  );
  const after = await count();
  const moved = [...after.generations].map(([id, now]) => now - (before.generations.get(id) ?? now));
  const sum = (of: (each: Results) => number) => results.reduce((total, each) => total + of(each), 0);
  return {
    calls: sum(({ succeeded, failed }) => succeeded + failed.length),
    failed: results.flatMap(({ failed }) => failed),
    refreshesAsked: sum(({ refreshes }) => refreshes),
    pairsGiven: after.pairs - before.pairs,
    generationsMoved: moved.reduce((total, each) => total + each, 0),
    mostForOne: Math.max(...moved),
  };
}

/** What is wrong with a race; nothing where each renewal was asked for and stored once, and every caller was served. */
function problemsOf(what: string, seen: Race, right: { calls: number; refreshes?: number }): string[] {
  const { calls, failed, refreshesAsked, pairsGiven, generationsMoved, mostForOne } = seen;
  const problems = [
    calls !== right.calls && `${calls} calls in place of ${right.calls}`,
    failed.length > 0 && `failed: ${[...new Set(failed)].join(', ')}`,
    right.refreshes !== undefined && pairsGiven !== right.refreshes && `HMRC gave ${pairsGiven} pairs`,
    pairsGiven !== refreshesAsked && `HMRC was asked ${refreshesAsked} times and gave ${pairsGiven} pairs`,
    pairsGiven !== generationsMoved && `HMRC gave ${pairsGiven} pairs, and ${generationsMoved} were stored`,
    mostForOne > 1 && `one connection was renewed ${mostForOne} times`,
  ];
  return problems.filter((each) => each !== false).map((each) => `${what}: ${each}`);
}

describe.each([
  { clocks: 'all clocks are right', offBy: 0 },
  { clocks: 'one clock is two minutes ahead', offBy: offMs },
  { clocks: 'one clock is two minutes behind', offBy: -offMs },
])(`${callerCount} callers in ${processCount} processes, where $clocks`, ({ clocks, offBy }) => {
  let processes: CallerProcess[];

  beforeAll(async () => {
    processes = await Promise.all(
      Array.from({ length: processCount }, (_, index) =>
        startCallers(program.file, argsOf(index === 0 ? offBy : 0)),
      ),
    );
  });
  afterAll(() => {
    for (const one of processes) one.stop();
  });

  it('renew each connection once, whatever ends the tokens, and nobody fails', async (context) => {
    await journey.control.advanceClock('PT5H');
    const expired = await race(processes);
    const killed = await race(processes, () => journey.control.addFault({ name: 'expire-access-tokens' }));
    // Four minutes before the end by the right clock: near enough to it by one that is off, and not by the others.
    await journey.control.advanceClock('PT3H56M');
    const near = await race(processes);
    const { rows } = await journey.pool.query<{ lost: number }>(
      `select (select count(*) from connections where status <> 'connected' or held_since is not null)::int
         + (select count(*) from connection_events where kind in ('expired', 'held'))::int as lost`,
    );
    const lost = rows[0]!.lost;

    const problems = [
      ...problemsOf('expired', expired, { calls: callerCount, refreshes: connectionCount }),
      ...problemsOf('killed', killed, { calls: 2 * callerCount, refreshes: connectionCount }),
      ...problemsOf('near', near, { calls: callerCount, ...(offBy === 0 && { refreshes: 0 }) }),
      ...(lost === 0 ? [] : [`${lost} connections were lost`]),
    ];
    const line = (what: string, { calls, failed, pairsGiven, mostForOne }: Race) =>
      `  ${what}: ${calls} calls, ${failed.length} failed; ${pairsGiven} refreshes, at most ${mostForOne} of a connection`;
    report(context, {
      lines: [
        `race, ${connectionCount} connections, ${callerCount} callers, ${processCount} processes, ${clocks}`,
        line('tokens expired', expired),
        line('tokens killed at HMRC under them', killed),
        line('tokens near their end', near),
        `  connections lost: ${lost}`,
        ...problems.map((problem) => `  WRONG ${problem}`),
      ],
      rows: 1,
      wrong: problems.length === 0 ? 0 : 1,
    });
    expect(problems).toEqual([]);
  });
});
