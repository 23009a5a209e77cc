import type { Meaning } from './meaning.ts';

/** A line of the table of meanings. Where several lines fit an answer, the one that says more about where it holds decides. */
export interface MeaningRow extends Meaning {
  /** HTTP statuses it holds for; absent: whatever the status. */
  statuses?: readonly number[];
  /**
   * Operations it holds for; absent: all. Always there where the outcome says what HMRC has or does, which another operation's code
   * must not: `already-done`, `wait`, `start-over`, `nothing-there`.
   */
  operations?: readonly string[];
}

type Shared = Omit<MeaningRow, 'code' | 'sentence'>;

/** Lines that differ in their code and sentence alone. */
export function rows(shared: Shared, sentences: Readonly<Record<string, string>>): MeaningRow[] {
  return Object.entries(sentences).map(([code, sentence]) => ({ ...shared, code, sentence }));
}

export const authorisationLost = {
  owner: 'landlord',
  outcome: 'authorisation-lost',
  retry: 'never',
} as const;
export const refreshAndReplay = {
  owner: 'nobody',
  outcome: 'refresh-and-replay',
  retry: 'after-refresh',
} as const;
export const operatorFault = { owner: 'operator', outcome: 'operator-fault', retry: 'never' } as const;
export const malformed = { owner: 'operator', outcome: 'malformed', retry: 'never' } as const;
export const notAllowed = { owner: 'landlord', outcome: 'not-allowed', retry: 'never' } as const;
export const rejected = { owner: 'landlord', outcome: 'rejected', retry: 'never' } as const;
export const tryAgain = { owner: 'hmrc', outcome: 'try-again', retry: 'later' } as const;
export const wait = { owner: 'nobody', outcome: 'wait', retry: 'later' } as const;
export const startOver = { owner: 'landlord', outcome: 'start-over', retry: 'never' } as const;
export const alreadyDone = { owner: 'nobody', outcome: 'already-done', retry: 'never' } as const;
export const nothingThere = { owner: 'nobody', outcome: 'nothing-there', retry: 'never' } as const;

/** Said wherever the people who run the software must act and the landlord need not. */
export const ourFault =
  'This is our fault, not yours, and nothing you entered is lost. We are looking into it; there is nothing for you to do.';
