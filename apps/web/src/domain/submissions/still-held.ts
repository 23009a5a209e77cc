import { isCumulative } from './rules.ts';
import { lastTaken, type SubmissionView } from './view.ts';

/** The kinds of which a newer one takes the place of the one HMRC has. */
const replacing: readonly SubmissionView['kind'][] = [
  'quarterly-update',
  'annual-summary',
  'final-declaration',
];

/**
 * What HMRC took before a submission that it did not take, and has still; undefined where there is none, or the submission is not one
 * that would have taken its place.
 *
 * @param all the owner's submissions
 */
export function stillHeld(
  { id, kind, status, businessId, taxYear, periodEndDate }: SubmissionView,
  all: readonly SubmissionView[],
): SubmissionView | undefined {
  if (!replacing.includes(kind) || status === 'submitted' || status === 'processing') return undefined;
  const isOfQuarter = kind === 'quarterly-update' && !isCumulative(taxYear);
  return lastTaken(
    all
      .filter((each) => each.id !== id && each.kind === kind)
      .filter((each) => each.businessId === businessId && each.taxYear === taxYear)
      .filter((each) => !isOfQuarter || each.periodEndDate === periodEndDate),
  );
}
