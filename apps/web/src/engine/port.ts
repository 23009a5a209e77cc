import { type z } from 'zod';

/**
 * What the platform asks of an engine: functions made of named steps, each retried on its own, that survive a crash.
 *
 * Two runners stand behind it, the embedded one and Inngest's. Function bodies know neither.
 */
export interface Engine {
  /** Takes up the functions, and whatever an earlier process left unfinished. */
  start(functions: readonly EngineFunction[]): Promise<void>;
  /** Hands an event over. Starting is idempotent by the event's id, for ever. */
  send(event: EngineEvent): Promise<void>;
  /** Stops taking up work. Unfinished functions go on at the next start. */
  stop(): Promise<void>;
}

/** What happened. Its data holds ids only, never a secret, a NINO or a figure: engines store it. */
export interface EngineEvent {
  id: string;
  name: string;
  data: Readonly<Record<string, string>>;
}

/** What a step may return; engines store it, so it holds no secret either. */
export type StepResult = string | number | boolean | null | { readonly [key: string]: StepResult };

/** How a function looks from outside, apart from what it does. */
export interface FunctionDefinition<Data extends Readonly<Record<string, string>>> {
  id: string;
  event: string;
  schema: z.ZodType<Data>;
  steps: readonly string[];
  /** Steps of events with the same value of this member run one after another, out of courtesy: never the lock. */
  concurrencyKey: keyof Data & string;
}

/** One try of a step. */
export interface StepTry {
  /** 1 for the first. */
  number: number;
  /** True when the policy has no further try after this one. */
  last: boolean;
}

export interface Step {
  /**
   * Runs a named step once to its end: a finished step is not run again, an interrupted one may be.
   *
   * @throws {StepFailed} when it must not be tried again or its tries are used up; let through, it ends the function
   */
  run<Result extends StepResult>(name: string, body: (tried: StepTry) => Promise<Result>): Promise<Result>;
}

/** A try that failed, before the wait for the next one. */
export interface Retry {
  step: string;
  /** How many tries there were, 1 or more. */
  tried: number;
  /** In real time, not the simulator's. */
  nextTryAt: Date;
}

/** The end of a function that did not get through. */
export interface Failure {
  /** The step that failed; empty when what failed was outside of any. */
  step: string;
  /** True when it must not be tried again, false when the tries are used up. */
  permanent: boolean;
}

export interface EngineFunction {
  definition: Omit<FunctionDefinition<Readonly<Record<string, string>>>, 'schema' | 'concurrencyKey'> & {
    concurrencyKey: string;
  };
  /** What it does outside of steps is done again with each step: only steps may call out or write. */
  handle(event: EngineEvent, step: Step): Promise<void>;
  /** Told before each wait, so that the person can be shown the number of the try and the time of the next. May be told twice. */
  onRetry(event: EngineEvent, retry: Retry): Promise<void>;
  /** Told once when a step was tried for the last time, or must not be tried again. Must be safe to run twice. */
  onFailure(event: EngineEvent, failure: Failure): Promise<void>;
}

/** A step that should be tried again: after the policy's delay, or after the one that was asked for if that is longer. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater';
  readonly afterMs: number | undefined;

  constructor(message: string, options: { afterMs?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.afterMs = options.afterMs;
  }
}

/** A step that must not be tried again. Any other error is tried again by the policy. */
export class NeverRetry extends Error {
  override readonly name = 'NeverRetry';
}

/** A step that ended without getting through. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';
  readonly step: string;
  /** True when it must not be tried again, false when the tries are used up. */
  readonly permanent: boolean;

  constructor(failure: Failure, reason: string) {
    super(`${failure.step}: ${reason}`);
    this.step = failure.step;
    this.permanent = failure.permanent;
  }
}

/** The one retry policy, the same on both runners. */
export const retryPolicy = {
  tries: 8,
  firstDelayMs: 30_000,
  factor: 2,
  longestDelayMs: 3_600_000,
  /** Up to this share is added, so that what failed together is not tried again together. */
  jitter: 0.1,
} as const;

/**
 * How long to wait after a try that failed.
 *
 * @param tried how many tries there were, 1 or more
 * @param baseMs the first delay; `RETRY_BASE_MS` scales all of them
 * @param askedForMs what HMRC asked for with `Retry-After`; the longer of both counts
 * @param random a number from 0 to 1
 */
export function retryDelayMs(tried: number, baseMs: number, askedForMs: number, random: number): number {
  const scale = baseMs / retryPolicy.firstDelayMs;
  const delay = Math.min(
    retryPolicy.firstDelayMs * retryPolicy.factor ** (tried - 1),
    retryPolicy.longestDelayMs,
  );
  return Math.round(Math.max(delay * scale * (1 + retryPolicy.jitter * random), askedForMs));
}
