import { DBOS } from '@dbos-inc/dbos-sdk';

import { createSystemClock } from '../platform/clock.ts';
import { type StepResult } from './port.ts';
import { waitAtMost } from './wait-at-most.ts';

/** DBOS ended a run, not the function: it was cancelled, or another process has it. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

export type DurableSteps = ReturnType<typeof createDurableSteps>;

/**
 * What a run may do inside of a DBOS workflow, until this process stops.
 *
 * A run that meets the stop stands still: nothing of it is written any more, and the next start takes it up where it was.
 */
export function createDurableSteps() {
  const clock = createSystemClock();
  const working = new Set<Promise<unknown>>();
  let isStopping = false;
  let isStopped = false;

  /** Runs work, or gives back its stored result without running it again. The work must not throw. */
  async function run<Result extends StepResult>(name: string, work: () => Promise<Result>): Promise<Result> {
    if (isStopping) return standStill();
    const guarded = async () => {
      const result = await work();
      // The connections are closed: the work is done again at the next start.
      return isStopped ? standStill() : result;
    };
    const done = DBOS.runStep(guarded, { name }).catch(interrupt);
    working.add(done);
    return done.finally(() => working.delete(done));
  }

  async function sleepUntil(time: number): Promise<void> {
    if (isStopping) return standStill();
    await DBOS.sleep(time - clock.now().getTime()).catch(interrupt);
  }

  function interrupt(error: unknown): Promise<never> {
    if (isStopping) return standStill();
    throw new Interrupted('DBOS ended a run', { cause: error });
  }

  /** To be asked last in a run: DBOS must not write its end when the connections close. */
  async function standStillIfStopping(): Promise<void> {
    if (isStopping) await standStill();
  }

  /** Waits for work that is running, but no longer than told. Nothing is begun any more. */
  async function stop(waitMs: number): Promise<void> {
    isStopping = true;
    await waitAtMost(waitMs, Promise.allSettled([...working]));
    isStopped = true;
  }

  return { run, now: () => clock.now(), sleepUntil, standStillIfStopping, stop };
}

const standStill = () => new Promise<never>(() => undefined);
