/** Who must act before the same request can succeed. */
export type Owner = 'landlord' | 'operator' | 'hmrc' | 'nobody';

/**
 * What becomes of the request:
 * - `authorisation-lost`: none is taken until the person has reconnected;
 * - `refresh-and-replay`: taken with a new access token, perhaps;
 * - `operator-fault`: refused because of the application or its credentials;
 * - `malformed`: refused for its form, which no landlord can mend;
 * - `not-allowed`: refused for how HMRC has the person or the business, which no other figure, date or claim changes;
 * - `rejected`: refused for figures, dates or claims that the landlord can change;
 * - `start-over`: refused because something moved since, so that the person has to look and decide again;
 * - `wait`: HMRC is still at work on what went before;
 * - `try-again`: neither taken nor refused;
 * - `already-done`: HMRC has it, by this request or by an earlier one;
 * - `nothing-there`: HMRC holds nothing of what was asked for.
 */
export type Outcome =
  | 'authorisation-lost'
  | 'refresh-and-replay'
  | 'operator-fault'
  | 'malformed'
  | 'not-allowed'
  | 'rejected'
  | 'start-over'
  | 'wait'
  | 'try-again'
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
