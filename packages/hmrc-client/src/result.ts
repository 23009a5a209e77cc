import type { Meaning } from './meanings/meaning.ts';

/** What every call returns: nothing that HMRC or the network does is thrown. */
export type HmrcResult<T> = { ok: true; value: T; answer: HmrcAnswer } | { ok: false; failure: HmrcFailure };

/** What belongs to an answer whatever its content: HMRC's support asks for the correlation id. */
export interface HmrcAnswer {
  /** HTTP status. */
  status: number;
  /** HMRC's `X-CorrelationId`. */
  correlationId: string | null;
}

/** Whether the request can have reached HMRC. */
export type Delivery = 'not-sent' | 'unknown' | 'answered';

/**
 * How a call failed: refused by HMRC (`http`), without an answer (`network`, `timeout`, `aborted`), with one that cannot be read, or
 * before any call.
 */
export type FailureKind = 'http' | 'network' | 'timeout' | 'aborted' | 'unreadable' | 'refused-locally';

/** Why a call did not succeed, and what that means. */
export interface HmrcFailure {
  kind: FailureKind;
  /** Whether the request can have reached HMRC. */
  delivery: Delivery;
  /** HTTP status; null where there was no answer. */
  status: number | null;
  /** HMRC's `X-CorrelationId`. */
  correlationId: string | null;
  /** How long HMRC asks us to stay away, at most 24 hours. */
  retryAfterMs: number | null;
  /** Every code HMRC gave, or, for `refused-locally`, would have given. Empty where the answer had none. */
  errors: HmrcError[];
  /** What it means and who must act. */
  meaning: Meaning;
}

/** One refusal: HMRC's code, HMRC's message (ours for `refused-locally`), and the JSON paths it names. */
export interface HmrcError {
  code: string;
  message: string;
  paths: string[];
}
