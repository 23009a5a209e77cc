import { median, quantile } from './median.ts';
import { openBare } from './refresh/bare.ts';
import { openBetterAuth } from './refresh/better-auth.ts';
import { openDatabases, type Databases } from './refresh/databases.ts';
import { hmrcAt, realConnections, type Hmrc } from './refresh/hmrc.ts';
import { openPlatform, type PlatformSide } from './refresh/platform.ts';
import { race, type Side } from './refresh/sides.ts';
import { startSimulatorProcess } from './simulator-process.ts';

const hmrcMs = 100;
const sizes = [100, 10_000, 100_000] as const;
const rounds = 41;
const warmUpRounds = 3;
const cached = { blocks: 50, callsEachBlock: 400 };
const aims = { cachedMs: 1, ratio: 1.5, commits: 3 };

interface Opened {
  /** The platform over each number of connections. */
  platforms: Record<(typeof sizes)[number], PlatformSide>;
  bare: Awaited<ReturnType<typeof openBare>>;
  betterAuth: Side;
}

/**
 * What "give me a token" costs: when cached, and when expired with one and with 100 callers, against a bare refresh and
 * better-auth's; how many commits a refresh takes; and whether the number of connections matters.
 */
export async function benchRefresh(): Promise<void> {
  const databases = await openDatabases();
  const simulator = await startSimulatorProcess();
  const opened: Side[] = [];
  try {
    const hmrc = hmrcAt(simulator.url, simulator.control);
    const sides = await openSides(databases, hmrc, opened);
    await simulator.control('POST', 'faults', { name: 'slow-answer', operation: 'token', ms: hmrcMs });
    console.log(`refresh: Postgres is ${databases.server}; HMRC answers in ${hmrcMs} ms`);
    await race(contestants(sides, 1), { rounds: warmUpRounds, hmrc });
    await benchCached(sides);
    for (const callers of [1, 100]) await benchExpired(sides, callers, hmrc);
    await benchCommits(sides.platforms[100], hmrc);
    await benchFlat(sides.platforms, hmrc);
    await closeAll(opened);
    await reportScans(sides.platforms[100_000]);
  } finally {
    await closeAll(opened);
    await simulator.end();
    await databases.end();
  }
}

async function openSides(databases: Databases, hmrc: Hmrc, opened: Side[]): Promise<Opened> {
  const keep = <T extends Side>(side: T): T => {
    opened.push(side);
    return side;
  };
  const platform = async (size: number) => keep(await openPlatform(await databases.add(), hmrc, size));
  return {
    platforms: {
      100: await platform(100),
      10_000: await platform(10_000),
      100_000: await platform(100_000),
    },
    bare: keep(await openBare(await databases.add(), hmrc)),
    betterAuth: keep(await openBetterAuth(await databases.add(), hmrc)),
  };
}

async function closeAll(sides: readonly Side[]): Promise<void> {
  for (const side of sides) await side.close();
}

/** A hundred answers at once are to be had no sooner than after one refresh: that is all that the bare side makes. */
const contestants = ({ platforms, bare, betterAuth }: Opened, callers: number) => [
  { side: platforms[100], callers },
  { side: bare, callers: 1 },
  { side: betterAuth, callers },
];

async function benchCached({ platforms, bare, betterAuth }: Opened): Promise<void> {
  const anyReal = () => Math.floor(Math.random() * realConnections);
  const ways: { name: string; one: () => Promise<unknown>; ms: number[] }[] = [
    ...sizes.map((size) => ({
      name: `ours of ${inWords(size)}`,
      one: () => platforms[size].giveAny(),
      ms: [],
    })),
    {
      name: 'ours of 100,000, with a row of the audit log for each call',
      one: () => platforms[100_000].giveAnyAudited(),
      ms: [],
    },
    { name: 'a bare select', one: () => bare.read(anyReal()), ms: [] },
    { name: 'better-auth', one: () => betterAuth.give(anyReal()), ms: [] },
  ];
  for (let block = 0; block < cached.blocks; block += 1) {
    for (let turn = 0; turn < ways.length; turn += 1) {
      const way = ways[(block + turn) % ways.length];
      for (let call = 0; way !== undefined && call < cached.callsEachBlock; call += 1) {
        const began = performance.now();
        await way.one();
        way.ms.push(performance.now() - began);
      }
    }
  }
  const [least = [], , most = [], , select = [], theirs = []] = ways.map(({ ms }) => ms);
  console.log(
    `refresh: cached: p99 against ${aims.cachedMs} ms: ${ratio(quantile(most, 0.99), aims.cachedMs)}`,
  );
  for (const { name, ms } of ways) {
    console.log(
      `  ${name}: p50 ${quantile(ms, 0.5).toFixed(3)} ms, p99 ${quantile(ms, 0.99).toFixed(3)} ms of ${ms.length} calls, one after another`,
    );
  }
  console.log(`refresh: cached, 100,000 connections to 100: ${ratio(median(most), median(least))}`);
  console.log(`refresh: cached, to a bare select: ${ratio(median(most), median(select))}`);
  console.log(`refresh: cached, better-auth to a bare select: ${ratio(median(theirs), median(select))}`);
}

async function benchExpired(sides: Opened, callers: number, hmrc: Hmrc): Promise<void> {
  const [ours, bare, theirs] = await race(contestants(sides, callers), { rounds, hmrc });
  if (!ours || !bare || !theirs) return;
  const what = `expired, ${callers} caller${callers === 1 ? '' : 's'}`;
  console.log(`refresh: ${what}: ${ratio(median(ours.ms), median(bare.ms))}`);
  console.log(
    `  medians of ${rounds} rounds in turns: ours ${inMs(ours.ms)}, bare ${inMs(bare.ms)}, better-auth ${inMs(theirs.ms)}; aim ${aims.ratio}`,
  );
  if (callers > 1) console.log('  the bare side makes one refresh for one caller: nobody has answers sooner');
  for (const [name, { asked, refreshed, failedCallers }] of [
    ['ours', ours],
    ['better-auth', theirs],
  ] as const) {
    console.log(
      `  ${name}: ${each(asked)} calls of the token endpoint a round, ${each(refreshed)} of which refreshed; ${each(failedCallers)} of ${callers} callers failed`,
    );
  }
  console.log(`refresh: ${what}, better-auth: ${ratio(median(theirs.ms), median(bare.ms))}`);
}

async function benchCommits(ours: PlatformSide, hmrc: Hmrc): Promise<void> {
  const commits: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await ours.expire(0);
    const before = await ours.countWrites();
    await race([{ side: { ...ours, expire: () => Promise.resolve() }, callers: 100 }], { rounds: 1, hmrc });
    commits.push((await ours.countWrites()) - before);
  }
  console.log(`refresh: commits a refresh: ${median(commits)}`);
  console.log(
    `  transactions that wrote; the median of ${rounds} refreshes for 100 callers, at least ${Math.min(...commits)}, at most ${Math.max(...commits)}; aim ${aims.commits}. One more for all of a second's steps together is the audit log's`,
  );
}

async function benchFlat(platforms: Opened['platforms'], hmrc: Hmrc): Promise<void> {
  const results = await race(
    sizes.map((size) => ({ side: platforms[size], callers: 1 })),
    { rounds, hmrc },
  );
  const [least = [], middle = [], most = []] = results.map(({ ms }) => ms);
  console.log(
    `refresh: expired, 1 caller, 10,000 connections to 100: ${ratio(median(middle), median(least))}`,
  );
  console.log(
    `refresh: expired, 1 caller, 100,000 connections to 100: ${ratio(median(most), median(least))}`,
  );
  console.log(
    `  medians of ${rounds} rounds in turns: ${[least, middle, most].map(inMs).join(', ')}; 20 entries of history each`,
  );
}

/** Asks Postgres itself whether it went through all connections, or all of their history, to give a token. */
async function reportScans(platform: PlatformSide): Promise<void> {
  console.log(
    `refresh: sequential scans of 100,000 connections and their history: ${await platform.scans()}`,
  );
}

const ratio = (one: number, other: number) => (one / other).toFixed(2);
const inMs = (values: readonly number[]) => `${median(values).toFixed(1)} ms`;
const each = (count: number) => (count / rounds).toFixed(1).replace(/\.0$/, '');
const inWords = (count: number) => count.toLocaleString('en-GB');
