import { type ListedSummary } from './rules.ts';

/** What a landlord's word says; HMRC prescribes none, and nothing of it is sent. */
export const finalisationWording =
  'As far as I know, HMRC’s figures for this business, with these adjustments, are complete and correct for the tax year';

/** Where finalising a business stands. */
export type FinaliseState =
  | 'not-started'
  /** HMRC was asked for a summary that is not adjusted yet. */
  | 'summary'
  /** Adjustments are with HMRC, and its answer is not known. */
  | 'sending'
  | 'adjusted'
  /** HMRC took adjustments, and something sent later has undone them. */
  | 'undone'
  | 'finalised';

/** What tells that adjustments count no longer: something HMRC took from here later, or HMRC's own list. */
export type Undoing = { by: 'later-update'; at: Date } | { by: 'hmrc'; at: Date };

interface Standing {
  /** HMRC's id of the newest summary. */
  calculationId: string | null;
  isSending: boolean;
  /** The adjustments that HMRC took last. */
  taken: { submissionId: string; calculationId: string; at: Date } | null;
  /** When HMRC last took an update or an annual summary of the business and year from here. */
  figuresTakenAt: Date | null;
  listed: readonly ListedSummary[];
  listedAt: Date | null;
  /** The adjustments that its landlord has called final, by their submissions. */
  finalised: readonly string[];
}

/** HMRC drops adjustments once figures they were made to are sent anew. */
export function undoingOf({ taken, figuresTakenAt, listed, listedAt }: Standing): Undoing | null {
  if (!taken) return null;
  const own = listed.find(({ calculationId }) => calculationId === taken.calculationId);
  if (listedAt && own?.status === 'invalid') return { by: 'hmrc', at: listedAt };
  return figuresTakenAt && figuresTakenAt > taken.at ? { by: 'later-update', at: figuresTakenAt } : null;
}

export function standingOf(of: Standing): FinaliseState {
  const { calculationId, taken } = of;
  if (of.isSending) return 'sending';
  if (taken !== null && taken.calculationId === calculationId) {
    if (undoingOf(of)) return 'undone';
    return of.finalised.includes(taken.submissionId) ? 'finalised' : 'adjusted';
  }
  return calculationId === null ? 'not-started' : 'summary';
}

/** Whether a summary that was not adjusted can't be any more: something was sent since, or HMRC says so. */
export function isOutdated({
  calculationId,
  requestedAt,
  figuresTakenAt,
  listed,
}: Pick<Standing, 'calculationId' | 'figuresTakenAt' | 'listed'> & { requestedAt: Date | null }): boolean {
  const own = listed.find((each) => each.calculationId === calculationId);
  if (own && own.status !== 'valid') return true;
  return figuresTakenAt !== null && requestedAt !== null && figuresTakenAt > requestedAt;
}
