import { type Log } from '../platform/log.ts';
import {
  NeverRetry,
  RetryLater,
  retryDelayMs,
  retryPolicy,
  StepFailed,
  type EngineEvent,
  type EngineFunction,
  type Failure,
  type StepResult,
  type StepTry,
} from './port.ts';

/** How one try of a step ended. It holds no error of others: engines store it. */
export type TryOutcome<Result extends StepResult> =
  | { kind: 'done'; result: Result }
  | { kind: 'later'; delayMs: number; reason: string }
  | { kind: 'used-up'; reason: string }
  | { kind: 'never'; reason: string };

/** What both runners need to run a step. */
export interface RunOptions {
  retryBaseMs: number;
  log: Log;
  /** A number from 0 to 1; chance unless told. */
  random?: () => number;
}

/** One step of one run. */
export interface StepOfRun {
  functionId: string;
  eventId: string;
  step: string;
}

/** Tries a step once, and says what becomes of it by the one retry policy. Never throws. */
export async function tryStep<Result extends StepResult>(
  options: RunOptions,
  of: StepOfRun,
  tried: number,
  body: (tried: StepTry) => Promise<Result>,
): Promise<TryOutcome<Result>> {
  const last = tried >= retryPolicy.tries;
  try {
    return { kind: 'done', result: await body({ number: tried, last }) };
  } catch (error) {
    const outcome = outcomeOf(error, { tried, last }, options);
    options.log.warn({ ...of, tried, outcome: outcome.kind, err: error }, 'A step did not get through');
    return outcome;
  }
}

function outcomeOf(
  error: unknown,
  { tried, last }: { tried: number; last: boolean },
  { retryBaseMs, random = Math.random }: RunOptions,
): Exclude<TryOutcome<never>, { kind: 'done' }> {
  const reason = reasonOf(error);
  if (error instanceof NeverRetry) return { kind: 'never', reason };
  if (last) return { kind: 'used-up', reason };
  const askedForMs = error instanceof RetryLater ? (error.afterMs ?? 0) : 0;
  return { kind: 'later', delayMs: retryDelayMs(tried, retryBaseMs, askedForMs, random()), reason };
}

/** What may be stored of an error: our own sentence, or else only its name, since others' messages may quote anything. */
function reasonOf(error: unknown): string {
  if (error instanceof RetryLater || error instanceof NeverRetry) return error.message;
  return error instanceof Error ? error.name : 'Unknown error';
}

/** Tells the function of a wait. It is for the person's eyes only: when telling fails, the retry goes on. */
export async function tellRetry(
  { log }: RunOptions,
  engineFunction: EngineFunction,
  event: EngineEvent,
  retry: Parameters<EngineFunction['onRetry']>[1],
): Promise<void> {
  try {
    await engineFunction.onRetry(event, retry);
  } catch (error) {
    log.warn(
      { functionId: engineFunction.definition.id, eventId: event.id, err: error },
      'A retry was not told',
    );
  }
}

/** What the function is told of the error that ended it. */
export function failureOf({ log }: RunOptions, of: Omit<StepOfRun, 'step'>, error: unknown): Failure {
  if (error instanceof StepFailed) return { step: error.step, permanent: error.permanent };
  // Outside of steps a function only decides: what fails there once fails always.
  log.error({ ...of, err: error }, 'A function failed outside of its steps');
  return { step: '', permanent: true };
}
