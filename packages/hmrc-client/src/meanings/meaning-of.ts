import type { Meaning } from './meaning.ts';

export interface Seen {
  /** A method of the client, such as `putUkPropertyCumulative` or `refreshTokens`. */
  operation: string;
  /** HTTP status; null where there was no answer. */
  status: number | null;
  /** HMRC's codes, all of them. */
  codes: readonly string[];
}

export function meaningOf(seen: Seen): Meaning {
  throw new Error(`not there yet: ${seen.operation}`);
}
