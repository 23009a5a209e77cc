/** Who must act before the same request can succeed. */
export type Owner = 'landlord' | 'operator' | 'hmrc' | 'nobody';

/** What becomes of the request. */
export type Outcome =
  | 'authorisation-lost'
  | 'refresh-and-replay'
  | 'operator-fault'
  | 'try-again'
  | 'rejected'
  | 'malformed'
  | 'wait'
  | 'start-over'
  | 'already-done'
  | 'nothing-there';

/** Whether the same request may be sent again without a person. */
export type Retry = 'never' | 'later' | 'after-refresh';

/** The one meaning of an answer from HMRC. */
export interface Meaning {
  /** The code that decided, HMRC's, or a fallback such as `HTTP_403` or `TIMED_OUT`. */
  code: string;
  owner: Owner;
  outcome: Outcome;
  retry: Retry;
  /** What a landlord understands; ends with what to do where they must act. */
  sentence: string;
}
