import { NonRetriableError, RetryAfterError, type Inngest } from 'inngest';

import { createSystemClock } from '../platform/clock.ts';
import {
  retryPolicy,
  StepFailed,
  type EngineEvent,
  type EngineFunction,
  type Failure,
  type Step,
  type StepResult,
  type StepTry,
} from './port.ts';
import { failureOf, tellRetry, tryStep, type RunOptions } from './run-step.ts';

// Inngest's type lists the numbers from 0 to 20.
const retries = (retryPolicy.tries - 1) as 7;
const neverAgain = 'Not to be tried again';
const usedUp = 'Tried for the last time';
const clock = createSystemClock();

/** The part of Inngest's context that a run uses. */
interface RunContext {
  event: { id?: string; name: string; data?: unknown };
  /** How often the step that runs now has failed before. */
  attempt: number;
  step: { run(id: string, body: () => Promise<StepResult>): Promise<unknown> };
}

/** Gives Inngest a function: its tries, waits and end are those of the embedded runner. */
export function toInngestFunction(client: Inngest, options: RunOptions, engineFunction: EngineFunction) {
  const { id, event, concurrencyKey } = engineFunction.definition;
  return client.createFunction(
    {
      id,
      triggers: [{ event }],
      retries,
      // Counts steps that run now, not runs that wait.
      concurrency: { key: `event.data.${concurrencyKey}`, limit: 1 },
      // Each finished step is Inngest's before the next begins.
      checkpointing: false,
      onFailure: ({ event: failed }) => settleLost(options, engineFunction, asEngineEvent(failed.data.event)),
    },
    (context) => run(options, engineFunction, context),
  );
}

async function run(options: RunOptions, engineFunction: EngineFunction, context: RunContext) {
  const event = asEngineEvent(context.event);
  const of = { functionId: engineFunction.definition.id, eventId: event.id };
  const step = stepsOf(options, engineFunction, context);
  try {
    await engineFunction.handle(event, step);
    return { outcome: 'done' };
  } catch (error) {
    const failure = failureOf(options, of, error);
    // A step, since Inngest tries its own failure handler twice only, and at once.
    await step.run('on-failure', async () => {
      await engineFunction.onFailure(event, failure);
      return null;
    });
    return { outcome: 'failed', ...failure };
  }
}

function stepsOf(options: RunOptions, engineFunction: EngineFunction, context: RunContext): Step {
  const event = asEngineEvent(context.event);
  const of = { functionId: engineFunction.definition.id, eventId: event.id };

  async function tryOnce<Result extends StepResult>(
    step: string,
    body: (tried: StepTry) => Promise<Result>,
  ): Promise<Result> {
    const tried = context.attempt + 1;
    const outcome = await tryStep(options, { ...of, step }, tried, body);
    if (outcome.kind === 'done') return outcome.result;
    if (outcome.kind !== 'later') {
      const verdict = outcome.kind === 'never' ? neverAgain : usedUp;
      throw withoutStack(new NonRetriableError(`${verdict}: ${outcome.reason}`));
    }
    const nextTryAt = new Date(clock.now().getTime() + outcome.delayMs);
    await tellRetry(options, engineFunction, event, { step, tried, nextTryAt });
    throw withoutStack(new RetryAfterError(outcome.reason, nextTryAt));
  }

  return {
    async run<Result extends StepResult>(name: string, body: (tried: StepTry) => Promise<Result>) {
      try {
        // Inngest gives back what the step returned, through JSON, which a StepResult survives unchanged.
        return (await context.step.run(name, () => tryOnce(name, body))) as Result;
      } catch (error) {
        throw stepFailed(name, error);
      }
    },
  };
}

/** What a step threw at Inngest comes back as an error with the same message. */
function stepFailed(step: string, error: unknown): StepFailed {
  const message = error instanceof Error ? error.message : '';
  const permanent = message.startsWith(neverAgain);
  return new StepFailed({ step, permanent }, message);
}

/** Inngest gave a run up by itself, for example because it could not reach us. */
async function settleLost(
  { log }: RunOptions,
  engineFunction: EngineFunction,
  event: EngineEvent,
): Promise<void> {
  const failure: Failure = { step: '', permanent: false };
  log.error({ functionId: engineFunction.definition.id, eventId: event.id }, 'Inngest gave up a run');
  try {
    await engineFunction.onFailure(event, failure);
  } catch (error) {
    log.error({ eventId: event.id, failure, err: error }, 'A failure could not be recorded');
    throw withoutStack(new Error('The failure could not be recorded'));
  }
}

/** Inngest stores the stack of an error, and shows it. */
function withoutStack<Thrown extends Error>(error: Thrown): Thrown {
  error.stack = `${error.name}: ${error.message}`;
  return error;
}

function asEngineEvent({ id, name, data }: RunContext['event']): EngineEvent {
  const members = Object.entries(typeof data === 'object' && data !== null ? data : {});
  const texts = members.filter((member): member is [string, string] => typeof member[1] === 'string');
  return { id: id ?? '', name, data: Object.fromEntries(texts) };
}
