import { type Death } from '../processes/points.ts';
import { type createBreakableProcesses, type End } from '../processes/start.ts';
import { type Journey } from '../../../apps/web/src/test/journey.ts';
import { type Flow } from './flow.ts';
import { type Mode } from './modes.ts';
import { readTruth } from './truth.ts';

/** One row of the matrix: what became of a connection when its process died at one point. */
export interface Row {
  flow: string;
  mode: string;
  /** Null where the process lived. */
  point: ({ number: number } & Death) | null;
  isInWindow: boolean;
  outcome: string;
  wrong: string[];
}

/** Where flows are run. */
export interface World {
  journey: Journey;
  processes: ReturnType<typeof createBreakableProcesses>;
}

/** Finds all points of a flow, HMRC doing one thing after another, then lets a process die at each and judges what comes of it. */
export async function sweep(world: World, flow: Flow): Promise<Row[]> {
  // One after another, so that no process waits for another and has points of that.
  const judgements: (() => Promise<Row>)[] = [];
  for (const mode of flow.modes) {
    const { row, deaths } = await findPoints(world, flow, mode);
    judgements.push(() => Promise.resolve(row), ...deaths);
  }
  const lanes = createLanes(40);
  return Promise.all(judgements.map((judge) => lanes(judge)));
}

async function findPoints(world: World, flow: Flow, mode: Mode) {
  const { row, end } = await runOne(null);
  if (end.killedAt !== null) throw new Error('A process died that was told to live.');
  const names = end.points.map(({ name }) => name);
  if (mode.isPlain && names.length < flow.fewestPoints) {
    throw new Error(`Only ${names.length} points were found in ${flow.name}: ${names.join(', ')}`);
  }
  const window = windowOf(names, flow.firstWrite);
  const deaths = names.map((name, index) => {
    const number = index + 1;
    const time = names.slice(0, number).filter((each) => each === name).length;
    const isInWindow = number >= window.from && number <= window.to;
    return () => dieAt({ number, name, time }, isInWindow);
  });
  return { row, deaths };

  /** Where a process waits for another there is a moment more or less: what did not come to pass is tried again. */
  async function dieAt(point: NonNullable<Row['point']>, isInWindow: boolean): Promise<Row> {
    for (let tried = 1; ; tried += 1) {
      const { row, end } = await runOne(point, isInWindow);
      if (end.killedAt !== null) return row;
      if (tried === 3) return { ...row, wrong: [...row.wrong, 'the process did not die'] };
    }
  }

  async function runOne(point: Row['point'], isInWindow = false): Promise<{ row: Row; end: End }> {
    const prepared = await flow.prepare(mode);
    const { timing, callMs, whileWaitingMs } = mode;
    const end = await world.processes.run({
      work: prepared.work,
      dieAt: point,
      timing,
      callMs,
      whileWaitingMs,
    });
    const left = await readTruth(world.journey, prepared.landlord);
    const { on } = world.journey.control.faults();
    const isFaultAhead = on.some(({ nino }) => nino === prepared.landlord.nino);
    const after = await flow.goOn(prepared);
    const wrong = flow.judge({ ...after, mode, left, isFaultAhead, isInWindow });
    const outcome = [...after.told, ...(after.connectedAnew > 0 ? ['connected anew'] : [])].join(', then ');
    return { row: { flow: flow.name, mode: mode.name, point, isInWindow, outcome, wrong }, end };
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

/** From HMRC's answer to the moment before it is durable, as numbers of points; empty where none comes or it brings no pair. */
export function windowOf(names: readonly string[], firstWrite: RegExp): { from: number; to: number } {
  const to = names.findIndex((name) => firstWrite.test(name)) + 1;
  const from = names.slice(0, to).lastIndexOf('after: HMRC oauth/token, headers') + 1;
  return to === 0 ? { from: 1, to: 0 } : { from, to };
}
