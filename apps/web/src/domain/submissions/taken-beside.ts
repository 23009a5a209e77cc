import { isCumulative } from './rules.ts';
import { lastTaken, type SubmissionView } from './view.ts';

/** The kinds of which a newer one takes the place of the one HMRC has. */
const replacing: readonly SubmissionView['kind'][] = [
  'quarterly-update',
  'annual-summary',
  'final-declaration',
];

/** What HMRC took from here beside a submission that it did not take. */
export interface TakenBeside {
  taken: SubmissionView;
  /** Whether that was after this one ended; else before it. */
  isSince: boolean;
}

/**
 * What HMRC took last beside a submission that it did not take; null where there is none, or the submission is not one that would have
 * taken its place.
 *
 * @param all the owner's submissions
 */
export function takenBeside(
  { id, kind, status, businessId, taxYear, periodEndDate, latest }: SubmissionView,
  all: readonly SubmissionView[],
): TakenBeside | null {
  if (!replacing.includes(kind) || status === 'submitted' || status === 'processing') return null;
  const isOfQuarter = kind === 'quarterly-update' && !isCumulative(taxYear);
  const taken = lastTaken(
    all
      .filter((each) => each.id !== id && each.kind === kind)
      .filter((each) => each.businessId === businessId && each.taxYear === taxYear)
      .filter((each) => !isOfQuarter || each.periodEndDate === periodEndDate),
  );
  return taken ? { taken, isSince: endOf(taken.latest) > endOf(latest) } : null;
}

const endOf = ({ finishedAt }: SubmissionView['latest']): number => finishedAt?.getTime() ?? 0;
