import type { Core } from '../core.ts';
import { defineCollection } from './documents.ts';

/** Something that was accepted for a business's tax year: the higher the number, the later it came. */
export interface Submission {
  number: number;
  /** When, by the simulator's clock. */
  at: string;
  /** Such as `uk-cumulative` or `uk-annual`. */
  kind: string;
}

const submissions = defineCollection<Submission>('submissions');

/** Records that something was accepted, and gives its number: numbers only grow, whatever the clock says. */
export function recordSubmission(
  core: Core,
  what: { nino: string; businessId: string; taxYear: string; kind: string },
): Submission {
  const number = nextSubmissionNumber(core);
  const submission = { number, at: core.clock.now().toISOString(), kind: what.kind };
  submissions.put(core, `${what.nino}/${what.taxYear}/${what.businessId}`, submission);
  return submission;
}

/** The last submission of a business's tax year; of any business, where none is named. */
export function lastSubmission(
  core: Core,
  nino: string,
  businessId: string | undefined,
  taxYear: string,
): Submission | undefined {
  if (businessId !== undefined) return submissions.get(core, `${nino}/${taxYear}/${businessId}`);
  return submissions
    .list(core, `${nino}/${taxYear}/`)
    .map(({ value }) => value)
    .reduce<Submission | undefined>(
      (last, one) => (last && last.number > one.number ? last : one),
      undefined,
    );
}

/** A number from the same sequence, for what only has to be compared with submissions: a calculation, a summary. */
export function nextSubmissionNumber(core: Core): number {
  const number = core.store.state.nextSubmissionNumber;
  core.store.setValue('nextSubmissionNumber', number + 1);
  return number;
}
