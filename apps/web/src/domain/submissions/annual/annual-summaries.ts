import { type YearAmountRow } from '../../../data/year-amounts.ts';
import { lastDayToAmend, type TaxYear, taxYearDates } from '../../tax-year.ts';
import { type SubmissionDeps } from '../deps.ts';
import { createPropertyYears } from '../property-years.ts';
import { type Requests, type UpdatePeriod } from '../request.ts';
import { type CommonRefusal, createRequesting, type SubmitClick } from '../requesting.ts';
import { isReported, outstanding } from '../rules.ts';
import { type SubmissionView, type Views } from '../view.ts';
import { type AccountingType, canBeConfirmed, createAccountingTypes } from './accounting-type.ts';
import { type AnnualDraft, type AnnualYear, createAnnualDrafts } from './draft.ts';
import { type AnnualAnswers } from './entry/rules.ts';
import { type AnnualAnswersAbroad, readAnswersAbroad } from './places/rules.ts';
import { type AnnualFigures, annualFingerprint, readAnnualFigures } from './rules.ts';

/** Why no annual summary was sent. */
export type AnnualRefusal =
  CommonRefusal | { reason: 'closed' | 'accounting-type' | 'not-complete' | 'obstacles' | 'answers-changed' };

export type AnnualResult = { ok: true; submissionId: string } | ({ ok: false } & AnnualRefusal);

/** An annual summary as its landlord has it: answered so far, and sent so far. */
export interface AnnualView extends AnnualYear, AnnualDraft {
  savedAt: Date | null;
  fingerprint: string;
  accountingType: {
    /** By HMRC's record; null where it holds none. */
    atHmrc: AccountingType | null;
    seenAt: Date | null;
    confirmedAt: Date | null;
    /** Whether HMRC takes a word on it of this year; without, none is asked for. */
    canBeConfirmed: boolean;
  };
  /** The newest of this year, whatever became of it. */
  latest: SubmissionView | null;
  /** Whether the year's updates leave out expenses, as the landlord chose. */
  leavesOutExpenses: boolean;
  /** What the year's updates claim of Rent a Room relief, as the landlord entered it, in pence; nought where nothing. */
  roomClaimPence: number;
  /** What HMRC took last from here. */
  accepted: { figures: AnnualFigures; submission: SubmissionView } | null;
  /** The quarters of the year that HMRC has no update for yet. */
  openQuarters: UpdatePeriod[];
  lastDay: string;
  isClosed: boolean;
}

/** Annual summaries of property, in the UK or abroad: answered bit by bit, reviewed, and sent. */
export function createAnnualSummaries(deps: SubmissionDeps, requests: Requests, views: Views) {
  const { store, clock } = deps;
  const requesting = createRequesting(deps);
  const accountingTypes = createAccountingTypes(deps);
  const draftOf = createAnnualDrafts(deps, views);
  const findUk = createPropertyYears(deps, 'uk-property');
  const findForeign = createPropertyYears(deps, 'foreign-property');

  /** The business and the year an address names; null where there is no such annual summary of theirs. */
  async function find(
    ownerId: string,
    named: { businessId: string; taxYear: string },
  ): Promise<AnnualYear | null> {
    if (!isReported(named.taxYear)) return null;
    const uk = await findUk(ownerId, named);
    if (uk) return { ...uk, typeOfBusiness: 'uk-property' };
    const foreign = await findForeign(ownerId, named);
    return foreign && { ...foreign, typeOfBusiness: 'foreign-property' };
  }

  /** Keeps answers: of UK property, or of places abroad, where those of places that are not named stay. */
  async function save(
    ownerId: string,
    of: AnnualYear,
    answers: AnnualAnswers | AnnualAnswersAbroad,
  ): Promise<void> {
    const before = 'places' in answers ? (await store.annualDraft(ownerId, of))?.answers : undefined;
    const all =
      'places' in answers ? { places: { ...readAnswersAbroad(before).places, ...answers.places } } : answers;
    await store.saveAnnualDraft(ownerId, of, { answers: all, savedAt: clock.now() });
  }

  async function view(ownerId: string, of: AnnualYear): Promise<AnnualView> {
    const [draft, all, periods, style, amounts] = await Promise.all([
      store.annualDraft(ownerId, of),
      views.all(ownerId),
      requests.periods(ownerId),
      store.expenseStyle(ownerId, of),
      store.yearAmounts(ownerId, of),
    ]);
    const ofYear = all.filter((each) => each.businessId === of.businessId && each.taxYear === of.taxYear);
    const summaries = ofYear.filter((each) => each.kind === 'annual-summary');
    const updates = ofYear.filter((each) => each.kind === 'quarterly-update');
    const now = await draftOf(ownerId, of, draft?.answers);
    // A newer one is made only after HMRC took the one before: the newest it took is what it has.
    const taken = summaries.find((each) => each.status === 'submitted');
    const lastDay = lastDayToAmend(of.taxYear);
    return {
      ...of,
      ...now,
      savedAt: draft?.savedAt ?? null,
      fingerprint: annualFingerprint(now.figures),
      accountingType: {
        atHmrc: draft?.accountingTypeAtHmrc ?? null,
        seenAt: draft?.accountingTypeSeenAt ?? null,
        confirmedAt: draft?.accountingTypeConfirmedAt ?? null,
        canBeConfirmed: canBeConfirmed(of.taxYear),
      },
      latest: summaries[0] ?? null,
      accepted: taken ? { figures: readAnnualFigures(taken.latest.figures), submission: taken } : null,
      openQuarters: outstanding(
        periods.filter((each) => each.businessId === of.businessId && each.taxYear === of.taxYear),
        updates,
      ),
      leavesOutExpenses: style === 'none',
      roomClaimPence: style === 'none' ? 0 : roomClaim(amounts),
      lastDay,
      isClosed: clock.today() > lastDay,
    };
  }

  /** Asks for the annual summary to be sent: a new one, or a new attempt at the one that HMRC did not take. */
  const request = (click: SubmitClick, of: AnnualYear): Promise<AnnualResult> =>
    requesting.once(click, () => send(click, of));

  async function send(click: SubmitClick, of: AnnualYear): Promise<AnnualResult> {
    const ready = await requesting.ready(click.ownerId);
    if (!ready.ok) return ready;
    const now = await view(click.ownerId, of);
    const refusal = refusalOf(now, click.seen);
    if (refusal) return { ok: false, ...refusal };
    const { latest, figures } = now;
    return latest && latest.status !== 'submitted'
      ? requesting.placeAgain(click, ready.connectionId, latest, figures)
      : requesting.place(click, ready.connectionId, scopeOf(of), figures);
  }

  return {
    find,
    save,
    view,
    request,
    lookUpAccountingType: accountingTypes.lookUp,
    confirmAccountingType: accountingTypes.confirm,
    accountingTypes: accountingTypes.ofYear,
  };
}

const roomClaim = (amounts: readonly YearAmountRow[]): number =>
  amounts.find(({ kind }) => kind === 'rent-a-room')?.amountPence ?? 0;

/** Whether a landlord must say first how accounts are kept. */
export const isToBeConfirmed = (type: AnnualView['accountingType']): boolean =>
  type.canBeConfirmed && type.confirmedAt === null;

function refusalOf(now: AnnualView, seen: string): AnnualRefusal | null {
  if (now.latest?.status === 'processing') return { reason: 'in-flight', submissionId: now.latest.id };
  if (now.isClosed) return { reason: 'closed' };
  if (isToBeConfirmed(now.accountingType)) return { reason: 'accounting-type' };
  if (now.obstacles.length > 0) return { reason: 'obstacles' };
  if (now.problems.length > 0) return { reason: 'not-complete' };
  return now.fingerprint === seen ? null : { reason: 'answers-changed' };
}

function scopeOf({ businessId, taxYear }: { businessId: string; taxYear: TaxYear }) {
  const { start, end } = taxYearDates(taxYear);
  return {
    kind: 'annual-summary' as const,
    businessId,
    taxYear,
    periodStartDate: start,
    periodEndDate: end,
    // HMRC sets no day of its own for it: it comes before the final declaration.
    dueDate: null,
  };
}
