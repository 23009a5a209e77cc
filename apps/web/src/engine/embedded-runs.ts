import { Error as DbosErrors } from '@dbos-inc/dbos-sdk';

import { createDurableSteps, Interrupted, type DurableSteps } from './durable-steps.ts';
import {
  StepFailed,
  type EngineEvent,
  type EngineFunction,
  type Failure,
  type Step,
  type StepResult,
  type StepTry,
} from './port.ts';
import { failureOf, tellRetry, tryStep, type RunOptions } from './run-step.ts';
import { createTurns } from './take-turns.ts';

/** One event for one function, and what it takes to run it. */
interface Run {
  options: RunOptions;
  durable: DurableSteps;
  engineFunction: EngineFunction;
  event: EngineEvent;
  inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

/** Runs functions inside of DBOS workflows. */
export function createRuns(options: RunOptions) {
  const durable = createDurableSteps();
  const inTurn = createTurns();

  async function run(engineFunction: EngineFunction, event: EngineEvent): Promise<void> {
    const { id, concurrencyKey } = engineFunction.definition;
    const key = `${id} ${event.data[concurrencyKey] ?? event.id}`;
    const one: Run = { options, durable, engineFunction, event, inTurn: (work) => inTurn(key, work) };
    try {
      await runToItsEnd(one);
      await durable.standStillIfStopping();
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      await leaveInterrupted(one, error);
    }
  }

  return { run, stop: durable.stop };
}

async function runToItsEnd(run: Run): Promise<void> {
  const { options, engineFunction, event } = run;
  try {
    await engineFunction.handle(event, stepsOf(run));
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    const of = { functionId: engineFunction.definition.id, eventId: event.id };
    await settle(run, failureOf(options, of, error));
  }
}

function stepsOf(run: Run): Step {
  let isInStep = false;
  return {
    async run(name, body) {
      // Their order tells DBOS which stored result is whose.
      if (isInStep) throw new Error('The steps of a function run one after another.');
      isInStep = true;
      try {
        return await tryUntilDone(run, name, body, (tried, nextTryAt) =>
          tellRetry(run.options, run.engineFunction, run.event, { step: name, tried, nextTryAt }),
        );
      } finally {
        isInStep = false;
      }
    },
  };
}

/**
 * Each try is one DBOS step whose result says how it ended: so DBOS stores no error, and neither the number of tries nor the
 * time of the next one is lost by a crash.
 */
async function tryUntilDone<Result extends StepResult>(
  { options, durable, engineFunction, event, inTurn }: Run,
  step: string,
  body: (tried: StepTry) => Promise<Result>,
  tell: (tried: number, nextTryAt: Date) => Promise<void>,
): Promise<Result> {
  const of = { functionId: engineFunction.definition.id, eventId: event.id, step };
  for (let tried = 1; ; tried += 1) {
    const outcome = await inTurn(() => durable.run(step, () => tryStep(options, of, tried, body)));
    if (outcome.kind === 'done') return outcome.result;
    if (outcome.kind !== 'later') {
      throw new StepFailed({ step, permanent: outcome.kind === 'never' }, outcome.reason);
    }
    const nextTryAt = await durable.run(`${step}: waits`, async () => {
      const at = durable.now().getTime() + outcome.delayMs;
      await tell(tried, new Date(at));
      return at;
    });
    await durable.sleepUntil(nextTryAt);
  }
}

async function settle(run: Run, failure: Failure): Promise<void> {
  const { options, engineFunction, event } = run;
  const record = async () => {
    await engineFunction.onFailure(event, failure);
    return null;
  };
  try {
    await tryUntilDone(run, 'on-failure', record, () => Promise.resolve());
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    const of = { functionId: engineFunction.definition.id, eventId: event.id };
    options.log.error({ ...of, failure }, 'A failure could not be recorded');
  }
}

async function leaveInterrupted(
  { options, engineFunction, event }: Run,
  { cause }: Interrupted,
): Promise<never> {
  if (cause instanceof DbosErrors.DBOSUnexpectedStepError) {
    // An earlier release left a run whose steps this one does not have: it can't go on, and must not be forgotten.
    const of = { functionId: engineFunction.definition.id, eventId: event.id };
    options.log.error({ ...of, err: cause }, 'A run of an earlier release cannot go on');
    await engineFunction.onFailure(event, { step: '', permanent: true });
  }
  throw cause;
}
