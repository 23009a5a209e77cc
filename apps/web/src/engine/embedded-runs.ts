import { DBOS, Error as DbosErrors } from '@dbos-inc/dbos-sdk';

import { createSystemClock } from '../platform/clock.ts';
import {
  StepFailed,
  type EngineEvent,
  type EngineFunction,
  type Failure,
  type Step,
  type StepResult,
} from './port.ts';
import { failureOf, tellRetry, tryStep, type RunOptions, type StepOfRun } from './run-step.ts';
import { createTurns } from './take-turns.ts';

/** DBOS ended a run, not the function: another process has the run, or it was cancelled. */
class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/**
 * Runs functions inside of DBOS workflows.
 *
 * Each try of a step is one DBOS step whose result says how the try ended, so DBOS stores no error, and neither the number of
 * tries nor the time of the next one is lost by a crash. A run that meets the stop stands still: nothing of it is written
 * any more, and the next start takes it up where it was.
 */
export function createRuns(options: RunOptions) {
  const clock = createSystemClock();
  const inTurn = createTurns();
  const working = new Set<Promise<unknown>>();
  let isStopping = false;
  let isStopped = false;

  /** Runs work as a DBOS step: a stored result is given back without running it again. The work must not throw. */
  async function durably<Result extends StepResult>(
    name: string,
    work: () => Promise<Result>,
  ): Promise<Result> {
    if (isStopping) return standStill();
    const guarded = async () => {
      const result = await work();
      // The connections are closed: the step runs again at the next start.
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

  /** Tries until it is done or the policy ends it; `tell` is told of each wait. */
  async function tryUntilDone<Result extends StepResult>(
    of: StepOfRun,
    work: Parameters<typeof tryStep<Result>>[3],
    tell: (tried: number, nextTryAt: Date) => Promise<void>,
    turn: string,
  ): Promise<Result> {
    for (let tried = 1; ; tried += 1) {
      const outcome = await inTurn(turn, () =>
        durably(of.step, () => tryStep<Result>(options, of, tried, work)),
      );
      if (outcome.kind === 'done') return outcome.result;
      if (outcome.kind !== 'later') {
        throw new StepFailed({ step: of.step, permanent: outcome.kind === 'never' }, outcome.reason);
      }
      const nextTryAt = await durably(`${of.step}: waits`, async () => {
        const at = clock.now().getTime() + outcome.delayMs;
        await tell(tried, new Date(at));
        return at;
      });
      await sleepUntil(nextTryAt);
    }
  }

  async function run(engineFunction: EngineFunction, event: EngineEvent): Promise<void> {
    const { id: functionId, concurrencyKey } = engineFunction.definition;
    const turn = `${functionId} ${event.data[concurrencyKey] ?? event.id}`;
    const of = { functionId, eventId: event.id };
    let isInStep = false;
    const step: Step = {
      async run(name, body) {
        // Their order tells DBOS which stored result is whose.
        if (isInStep) throw new Error('The steps of a function run one after another.');
        isInStep = true;
        try {
          return await tryUntilDone(
            { ...of, step: name },
            body,
            (tried, nextTryAt) => tellRetry(options, engineFunction, event, { step: name, tried, nextTryAt }),
            turn,
          );
        } finally {
          isInStep = false;
        }
      },
    };

    try {
      await engineFunction.handle(event, step);
    } catch (error) {
      if (error instanceof Interrupted) return endInterrupted(engineFunction, event, error);
      await settle(engineFunction, event, failureOf(options, of, error), turn);
    }
    if (isStopping) await standStill();
  }

  async function settle(engineFunction: EngineFunction, event: EngineEvent, failure: Failure, turn: string) {
    const of = { functionId: engineFunction.definition.id, eventId: event.id };
    try {
      await tryUntilDone(
        { ...of, step: 'on-failure' },
        async () => {
          await engineFunction.onFailure(event, failure);
          return null;
        },
        () => Promise.resolve(),
        turn,
      );
    } catch (error) {
      if (!(error instanceof StepFailed)) throw error;
      options.log.error({ ...of, failure }, 'A failure could not be recorded');
    }
  }

  async function endInterrupted(engineFunction: EngineFunction, event: EngineEvent, { cause }: Interrupted) {
    if (cause instanceof DbosErrors.DBOSUnexpectedStepError) {
      // An earlier release left a run whose steps this one does not have: it can't go on, and must not be forgotten.
      const of = { functionId: engineFunction.definition.id, eventId: event.id };
      options.log.error({ ...of, err: cause }, 'A run of an earlier release cannot go on');
      await engineFunction.onFailure(event, { step: '', permanent: true });
    }
    throw cause;
  }

  /** Waits for steps that are running, but no longer than told. Nothing is begun any more. */
  async function stop(waitMs: number): Promise<void> {
    isStopping = true;
    const timeout = new AbortController();
    const waited = new Promise((resolve) => {
      const timer = setTimeout(resolve, waitMs);
      timeout.signal.addEventListener('abort', () => {
        clearTimeout(timer);
      });
    });
    await Promise.race([Promise.allSettled([...working]), waited]);
    timeout.abort();
    isStopped = true;
  }

  return { run, stop };
}

const standStill = () => new Promise<never>(() => undefined);
