import { type AdjustableSummaryRow, type FinalisationRow } from '../../../data/year-end.ts';
import { lastDayToAmend } from '../../tax-year.ts';
import { type SubmissionDeps } from '../deps.ts';
import { isOver } from '../final-declaration/rules.ts';
import { type BusinessYear } from '../property-years.ts';
import { type Requests, type UpdatePeriod } from '../request.ts';
import { outstanding, yearOfQuarters } from '../rules.ts';
import { type SubmissionView, type Views } from '../view.ts';
import {
  type AdjustableSummary,
  adjustmentFingerprint,
  type AdjustmentAnswers,
  type AdjustmentFigures,
  type AdjustmentProblem,
  adjustmentsOfAnswers,
  type ListedSummary,
  type PropertyType,
  readAdjustmentAnswers,
  readAdjustmentFigures,
  readListed,
  readSummary,
} from './rules.ts';
import { createPlaces, type PlaceBeside, withNames } from './places.ts';
import { type FinaliseState, isOutdated, standingOf, type Undoing, undoingOf } from './standing.ts';
import { refusalsBeforeTheCall } from './wire.ts';

/** Adjustments that HMRC took. */
export interface TakenAdjustments {
  id: string;
  calculationId: string;
  figures: AdjustmentFigures;
  at: Date;
}

/** What would be sent now. */
export interface AdjustmentDraft {
  figures: AdjustmentFigures;
  problems: AdjustmentProblem[];
  fingerprint: string;
}

/** Finalising a business as its landlord sees it. */
export interface FinaliseView extends BusinessYear {
  typeOfBusiness: PropertyType;
  state: FinaliseState;
  undoing: Undoing | null;
  /** True where the summary can't be adjusted any more, since something was sent after it was made. */
  isOutdated: boolean;
  isOver: boolean;
  lastDay: string;
  isClosed: boolean;
  /** The quarters of the year that HMRC has no update for yet. */
  openQuarters: UpdatePeriod[];
  calculationId: string | null;
  requestedAt: Date | null;
  /** Null until HMRC has made it. */
  summary: AdjustableSummary | null;
  listed: ListedSummary[];
  listedAt: Date | null;
  /**
   * The summary's figures beside the ledger's, the dates that the ledger's are of, and whether expenses are left out of them, as they
   * are of updates; null while there is no summary.
   */
  beside: { places: PlaceBeside[]; from: string; to: string; leavesOutExpenses: boolean } | null;
  answers: AdjustmentAnswers;
  savedAt: Date | null;
  /** Null while there is no summary to adjust. */
  draft: AdjustmentDraft | null;
  /** The newest submission of adjustments, whatever became of it. */
  latest: SubmissionView | null;
  taken: TakenAdjustments | null;
  /** The landlord's word of these adjustments. */
  finalisation: FinalisationRow | null;
  /** Their last word where it holds no more, and whether HMRC has taken figures since; else a newer summary took its place. */
  earlierWord: { by: string; at: Date; isOfChanged: boolean } | null;
}

/** Where a business of a tax year stands, for a list of what a year wants. */
export interface BusinessState {
  businessId: string;
  typeOfBusiness: PropertyType;
  state: FinaliseState;
}

/** HMRC takes the word that there is nothing to adjust from this tax year on; before it was an End of Period Statement's. */
const firstYear = '2024-25';

/** Whether a business can be finalised here. */
export const canBeFinalised = (taxYear: string, typeOfBusiness: string): typeOfBusiness is PropertyType =>
  taxYear >= firstYear && (typeOfBusiness === 'uk-property' || typeOfBusiness === 'foreign-property');

interface Loaded {
  rows: AdjustableSummaryRow[];
  all: SubmissionView[];
  finalisations: FinalisationRow[];
}

/** What pages ask about finalising. Every function takes the owner. */
export function createFinaliseViews(deps: SubmissionDeps, requests: Requests, views: Views) {
  const { store, connections, clock } = deps;
  const placesBeside = createPlaces(deps);

  async function load(ownerId: string, taxYear: string): Promise<Loaded> {
    const [rows, all, finalisations] = await Promise.all([
      store.adjustableSummaries(ownerId, { taxYear }),
      views.all(ownerId),
      store.finalisations(ownerId, taxYear),
    ]);
    return { rows, all: all.filter((each) => each.taxYear === taxYear), finalisations };
  }

  /** Where each business that can be finalised stands in a tax year. */
  async function states(ownerId: string, taxYear: string): Promise<BusinessState[]> {
    const [loaded, businesses] = await Promise.all([load(ownerId, taxYear), connections.businesses(ownerId)]);
    return businesses.flatMap(({ businessId, typeOfBusiness }) =>
      canBeFinalised(taxYear, typeOfBusiness)
        ? [{ businessId, typeOfBusiness, state: standingOf(standingIn(loaded, businessId).standing) }]
        : [],
    );
  }

  async function view(
    ownerId: string,
    of: BusinessYear & { typeOfBusiness: PropertyType },
  ): Promise<FinaliseView> {
    const { businessId, taxYear, typeOfBusiness: type } = of;
    const [loaded, periods] = await Promise.all([load(ownerId, taxYear), requests.periods(ownerId)]);
    const { row, standing, latest, taken, finalisations } = standingIn(loaded, businessId);
    const quarters = periods.filter((each) => each.businessId === businessId && each.taxYear === taxYear);
    const updates = loaded.all.filter(({ kind }) => kind === 'quarterly-update');
    const summary = summaryIn(row);
    const answers = readAdjustmentAnswers(row?.answers);
    const lastDay = lastDayToAmend(taxYear);
    const today = clock.today();
    const beside = summary && (await besideOf(ownerId, of, { quarters, summary }));
    return {
      ...of,
      state: standingOf(standing),
      undoing: undoingOf(standing),
      isOutdated: isOutdated({ ...standing, requestedAt: row?.requestedAt ?? null }),
      isOver: isOver(taxYear, today),
      lastDay,
      isClosed: today > lastDay,
      openQuarters: outstanding(quarters, updates),
      calculationId: standing.calculationId,
      requestedAt: row?.requestedAt ?? null,
      summary,
      listed: [...standing.listed],
      listedAt: standing.listedAt,
      beside,
      answers,
      savedAt: row?.savedAt ?? null,
      draft: summary && draftOf(answers, type, { summary, taxYear, places: beside?.places ?? [] }),
      latest,
      taken,
      finalisation: finalisations.find(({ submissionId }) => submissionId === taken?.id) ?? null,
      earlierWord: earlierWordIn(standing, finalisations[0]),
    };
  }

  /** The ledger is of the dates that HMRC has the year by: calendar quarters begin on 1 April. */
  async function besideOf(
    ownerId: string,
    of: BusinessYear & { typeOfBusiness: PropertyType },
    { quarters, summary }: { quarters: readonly UpdatePeriod[]; summary: AdjustableSummary },
  ): Promise<NonNullable<FinaliseView['beside']>> {
    const span = yearOfQuarters(of.taxYear, quarters);
    const [places, style] = await Promise.all([
      placesBeside(ownerId, of, { summary, span }),
      store.expenseStyle(ownerId, of),
    ]);
    return { places, ...span, leavesOutExpenses: style === 'none' };
  }

  return { view, states };
}

/** The figures of the newest summary; those of one before say nothing of it. */
function summaryIn(row: AdjustableSummaryRow | undefined): AdjustableSummary | null {
  const summary = readSummary(row?.summary ?? null);
  return summary?.calculationId === row?.calculationId ? summary : null;
}

function draftOf(
  answers: AdjustmentAnswers,
  type: PropertyType,
  {
    summary,
    taxYear,
    places,
  }: { summary: AdjustableSummary; taxYear: string; places: readonly PlaceBeside[] },
): AdjustmentDraft {
  const { figures: unnamed, problems } = adjustmentsOfAnswers(answers, type, summary);
  const figures = withNames(unnamed, places);
  const more = problems.length > 0 ? [] : refusalsBeforeTheCall(figures, taxYear);
  return { figures, problems: [...problems, ...more], fingerprint: adjustmentFingerprint(figures) };
}

/** What is known of one business, out of everything of a year. */
function standingIn({ rows, all, finalisations }: Loaded, businessId: string) {
  const row = rows.find((each) => each.businessId === businessId);
  const own = all.filter((each) => each.businessId === businessId);
  const sent = own.filter(({ kind }) => kind === 'accounting-adjustments');
  const taken = lastOf(sent.filter(({ status }) => status === 'submitted'));
  const figures = own.filter(
    ({ kind, status }) =>
      status === 'submitted' && (kind === 'quarterly-update' || kind === 'annual-summary'),
  );
  const ofBusiness = finalisations.filter((each) => each.businessId === businessId);
  const takenAdjustments = taken && takenOf(taken);
  return {
    row,
    latest: sent[0] ?? null,
    taken: takenAdjustments,
    finalisations: ofBusiness,
    standing: {
      calculationId: row?.calculationId ?? null,
      isSending: sent.some(({ status }) => status === 'processing'),
      taken: takenAdjustments && { ...takenAdjustments, submissionId: takenAdjustments.id },
      figuresTakenAt: lastOf(figures)?.latest.finishedAt ?? null,
      listed: readListed(row?.listed ?? []),
      listedAt: row?.listedAt ?? null,
      finalised: ofBusiness.map(({ submissionId }) => submissionId),
    },
  };
}

function earlierWordIn(
  standing: ReturnType<typeof standingIn>['standing'],
  last: FinalisationRow | undefined,
): FinaliseView['earlierWord'] {
  if (!last || standingOf(standing) === 'finalised') return null;
  const { confirmedBy: by, confirmedAt: at, submissionId } = last;
  const isTakenSince = standing.figuresTakenAt !== null && standing.figuresTakenAt > at;
  const isUndone = standing.taken?.submissionId === submissionId && undoingOf(standing) !== null;
  return { by, at, isOfChanged: isTakenSince || isUndone };
}

/** The one that HMRC took last. */
function lastOf(taken: readonly SubmissionView[]): SubmissionView | null {
  const at = ({ latest }: SubmissionView) => latest.finishedAt?.getTime() ?? 0;
  return taken.toSorted((a, b) => at(b) - at(a))[0] ?? null;
}

function takenOf({ id, latest }: SubmissionView): TakenAdjustments {
  const figures = readAdjustmentFigures(latest.figures);
  return { id, figures, calculationId: figures.calculationId, at: latest.finishedAt ?? latest.requestedAt };
}
