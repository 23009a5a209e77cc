import { type Death } from '../processes/points.ts';
import { type createBreakableProcesses, type End } from '../processes/start.ts';
import { type Job, type Work } from '../processes/job.ts';
import { type Place } from './flow.ts';

/** One row of the matrix: what became of the work of a process that died at one point. */
export interface Row {
  flow: string;
  mode: string;
  /** Null where the process lived. */
  point: ({ number: number } & Death) | null;
  place: Place;
  outcome: string;
  wrong: string[];
}

/** What HMRC does meanwhile, and the patience of the process that may be killed. */
export interface SweptMode extends Pick<Job, 'timing' | 'callMs' | 'whileWaitingMs'> {
  name: string;
  /** Nothing is wrong: the whole flow is run. */
  isPlain?: true;
  /** The process always lives. */
  isUnkilled?: boolean;
  /** Whether it is killed at this point, among all of them; at each where nothing is said. */
  diesAt?: (point: { names: readonly string[]; number: number }) => boolean;
}

/** Something that a process does and during which it can die. */
export interface Swept<Mode extends SweptMode, Ready extends { work: Work }> {
  name: string;
  modes: readonly Mode[];
  /** The statement that first makes HMRC's answer durable, where it brings a pair. */
  firstWrite: RegExp | null;
  /** Fewer moments than these in the mode in which HMRC just answers would mean that they are not seen any more. */
  fewestPoints: number;
  /** Points at which nothing outside the process differs are one: it is killed at the last of them. */
  isOncePerMoment?: true;
  prepare(mode: Mode): Promise<Ready>;
  /** Does what the product does next, in another process, and judges what comes of it. */
  conclude(
    ready: Ready,
    at: { mode: Mode; place: Place; wasKilled: boolean },
  ): Promise<Pick<Row, 'outcome' | 'wrong'>>;
}

type Processes = Pick<ReturnType<typeof createBreakableProcesses>, 'run'>;

/** Finds all points of a flow, HMRC doing one thing after another, then lets a process die at each and judges what comes of it. */
export async function sweep<Mode extends SweptMode, Ready extends { work: Work }>(
  processes: Processes,
  flow: Swept<Mode, Ready>,
): Promise<Row[]> {
  const judgements: (() => Promise<Row>)[] = [];
  for (const mode of flow.modes) {
    if (mode.isUnkilled && !mode.isPlain) {
      judgements.push(async () => (await findPoints(processes, flow, mode)).row);
      continue;
    }
    // One after another, so that no process waits for another and has points of that.
    const { row, deaths } = await findPoints(processes, flow, mode);
    judgements.push(() => Promise.resolve(row), ...(mode.isUnkilled ? [] : deaths));
  }
  const lanes = createLanes(40);
  return Promise.all(judgements.map((judge) => lanes(judge)));
}

async function findPoints<Mode extends SweptMode, Ready extends { work: Work }>(
  processes: Processes,
  flow: Swept<Mode, Ready>,
  mode: Mode,
) {
  const { row, end } = await runOne(null, (seen) => placeOf(seen, flow.firstWrite, null));
  if (end.killedAt !== null) throw new Error('A process died that was told to live.');
  const names = end.points.map(({ name }) => name);
  if (mode.isPlain && names.length < flow.fewestPoints) {
    throw new Error(`Only ${names.length} points were found in ${flow.name}: ${names.join(', ')}`);
  }
  const numbers = names.map((_, index) => index + 1);
  const deadly = numbers
    .filter((number) => !flow.isOncePerMoment || !isAsTheNext(names, number))
    .filter((number) => mode.diesAt?.({ names, number }) ?? true);
  const deaths = deadly.map((number) => {
    const name = names[number - 1] ?? '';
    const time = names.slice(0, number).filter((each) => each === name).length;
    const place = placeOf(names, flow.firstWrite, number);
    return () => dieAt({ number, name, time }, place);
  });
  return { row, deaths };

  /** Where a process waits for another there is a moment more or less: what did not come to pass is tried again. */
  async function dieAt(point: NonNullable<Row['point']>, place: Place): Promise<Row> {
    for (let tried = 1; ; tried += 1) {
      const { row, end } = await runOne(point, () => place);
      if (end.killedAt !== null) return row;
      if (tried === 3) return { ...row, wrong: [...row.wrong, 'the process did not die'] };
    }
  }

  /** @param placeAt where it died, by the names of the points it reached, which only one that lived can tell */
  async function runOne(
    point: Row['point'],
    placeAt: (names: readonly string[]) => Place,
  ): Promise<{ row: Row; end: End }> {
    const ready = await flow.prepare(mode);
    const { timing, callMs, whileWaitingMs } = mode;
    const end = await processes.run({ work: ready.work, dieAt: point, timing, callMs, whileWaitingMs });
    const place = placeAt(end.killedAt === null ? end.points.map(({ name }) => name) : []);
    const concluded = await flow.conclude(ready, { mode, place, wasKilled: end.killedAt !== null });
    return { row: { flow: flow.name, mode: mode.name, point, place, ...concluded }, end };
  }
}

/** Most of a row's time is waiting until the lease of the process that was killed has run out. */
function createLanes(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  let working = 0;
  const queue: (() => void)[] = [];
  return async (work) => {
    if (working >= atOnce) await new Promise<void>((resolve) => queue.push(resolve));
    working += 1;
    try {
      return await work();
    } finally {
      working -= 1;
      queue.shift()?.();
    }
  };
}

/**
 * Whether nothing outside the process changes between a point and the next one: a wait is over and another has not begun, or what is
 * waited for is a seal, which is made and opened within.
 *
 * @param number of the point, from 1
 */
export function isAsTheNext(names: readonly string[], number: number): boolean {
  const [name = '', next = ''] = names.slice(number - 1);
  if (/^before: (seal|open) /.test(name)) return next === name.replace('before', 'after');
  return name.startsWith('after: ') && next.startsWith('before: ');
}

/** @param number of the point, from 1; null at the end */
export function placeOf(names: readonly string[], firstWrite: RegExp | null, number: number | null): Place {
  const write = firstWrite === null ? 0 : names.findIndex((name) => firstWrite.test(name)) + 1;
  if (write === 0) return null;
  if (number === null || number > write) return 'kept';
  const before = names.slice(0, write);
  if (number > before.lastIndexOf('after: HMRC oauth/token, headers')) return 'window';
  return number > before.lastIndexOf('before: HMRC oauth/token') + 1 ? 'asking' : 'before';
}
