import { type ExpenseStyle } from '../../data/expense-styles.ts';
import { type SubmissionRow } from '../../data/submission-rows.ts';
import { lastDayToAmend, type TaxYear, taxYearOf } from '../tax-year.ts';
import { type SubmissionDeps } from './deps.ts';
import { type CommonRefusal, createRequesting, type SubmitClick } from './requesting.ts';
import { createForeignDrafts } from './foreign/draft.ts';
import { type Obstacle } from './foreign/rules.ts';
import { type PropertyBusinessType } from './property-years.ts';
import { belowNought } from './quarterly/below-nought.ts';
import { behind, byPlace } from './quarterly/behind.ts';
import { createExpenseStyles, isTooMuchForOneTotal } from './quarterly/expense-styles.ts';
import {
  figuresOf,
  fingerprint,
  type UpdateFigures,
  withYearAmounts,
  withOneTotal,
  withoutExpenses,
} from './quarterly/rules.ts';
import { atHmrc, isReported, mayBeNegative, missingBefore, opensOn, replacingWording } from './rules.ts';

/** Which update: HMRC's business and the quarter's last day. */
export interface UpdateKey {
  businessId: string;
  periodEndDate: string;
}

/** Why nothing was sent. */
export type RequestRefusal =
  | CommonRefusal
  | { reason: 'no-such-period' | 'not-supported' | 'too-early' }
  /** HMRC takes no changes of the tax year any more. */
  | { reason: 'closed' }
  /** HMRC has a later update of the same year, which holds these figures. */
  | { reason: 'covered'; submissionId: string }
  /** HMRC has a later update of the same year from other software, which holds these figures. */
  | { reason: 'covered-elsewhere'; later: UpdatePeriod }
  /** This would replace what HMRC has from other software, and nobody ticked that it shall. */
  | { reason: 'replaces-elsewhere'; replaced: UpdatePeriod }
  /** HMRC has no update yet of an earlier quarter of the year, and takes this one only after it. */
  | { reason: 'earlier-first'; earlier: UpdatePeriod }
  | { reason: 'records-changed' }
  /** Something stands in the way of the figures themselves. */
  | { reason: 'obstacles' };

export type RequestResult = { ok: true; submissionId: string } | ({ ok: false } & RequestRefusal);

/** The quarter an update is for, with HMRC's dates. */
export interface UpdatePeriod extends UpdateKey {
  typeOfBusiness: PropertyBusinessType;
  taxYear: TaxYear;
  /**
   * From 2025-26 HMRC's periods all start where the tax year does for the business: updates are the year to date. To 2024-25 each
   * starts where the one before it ended.
   */
  periodStartDate: string;
  dueDate: string;
  status: string;
  receivedDate: string | null;
  /** When HMRC last listed it. */
  seenAt: Date;
}

/** What would be sent for a quarter now, and what stands in the way of it. */
export interface UpdateDraft {
  figures: UpdateFigures;
  obstacles: Obstacle[];
  /** How they have expenses. */
  style: ExpenseStyle;
  /** The same with each expense in its category, where expenses are sent otherwise. */
  itemised: UpdateFigures | null;
}

const propertyTypes = ['uk-property', 'foreign-property'] as const satisfies PropertyBusinessType[];

/** Takes requests to submit, and writes down everything that the engine then needs. */
export function createRequests(deps: SubmissionDeps) {
  const { store, connections, records, clock } = deps;
  const requesting = createRequesting(deps);
  const draftAbroad = createForeignDrafts(deps);
  const expenseStyles = createExpenseStyles(deps, { periods });

  /** The quarters HMRC asks updates of property for, oldest first. */
  async function periods(ownerId: string): Promise<UpdatePeriod[]> {
    const obligations = await connections.obligations(ownerId);
    return obligations.flatMap((each) => {
      const typeOfBusiness = propertyTypes.find((type) => type === each.typeOfBusiness);
      // The tax year of a period is that of its end: calendar quarters begin on 1 April.
      return typeOfBusiness ? [{ ...each, typeOfBusiness, taxYear: taxYearOf(each.periodEndDate) }] : [];
    });
  }

  async function period(ownerId: string, key: UpdateKey): Promise<UpdatePeriod | null> {
    const all = await periods(ownerId);
    return (
      all.find((each) => each.businessId === key.businessId && each.periodEndDate === key.periodEndDate) ??
      null
    );
  }

  /** What would be sent now: the records from the first day of HMRC's period to the last. */
  async function draft(ownerId: string, of: UpdatePeriod): Promise<UpdateDraft> {
    const made = await draftInStyle(ownerId, of);
    const fields = belowNought(made.figures, mayBeNegative(of.taxYear));
    if (fields.length === 0) return made;
    return { ...made, obstacles: [{ kind: 'below-nought', fields }, ...made.obstacles] };
  }

  async function draftInStyle(ownerId: string, of: UpdatePeriod): Promise<UpdateDraft> {
    const [itemised, style] = await Promise.all([
      itemisedDraft(ownerId, of),
      expenseStyles.chosen(ownerId, of),
    ]);
    if (style === 'itemised') return { ...itemised, style, itemised: null };
    if (style === 'none') {
      return {
        figures: withoutExpenses(itemised.figures),
        // What is brought forward is left out, wherever it is of.
        obstacles: itemised.obstacles.filter(({ kind }) => kind !== 'ended-with-costs'),
        style,
        itemised: itemised.figures,
      };
    }
    const { turnoverPence } = await expenseStyles.ofYear(ownerId, of);
    const tooMuch: Obstacle[] = isTooMuchForOneTotal(turnoverPence)
      ? [{ kind: 'too-much-for-one-total', turnoverPence }]
      : [];
    return {
      figures: withOneTotal(itemised.figures),
      obstacles: [...tooMuch, ...itemised.obstacles],
      style,
      itemised: itemised.figures,
    };
  }

  async function itemisedDraft(
    ownerId: string,
    of: UpdatePeriod,
  ): Promise<Pick<UpdateDraft, 'figures' | 'obstacles'>> {
    if (of.typeOfBusiness === 'foreign-property') return draftAbroad(ownerId, of);
    const [totals, amounts] = await Promise.all([
      records.yearToDateTotals(ownerId, of.taxYear, of.periodEndDate, of.periodStartDate),
      store.yearAmounts(ownerId, of),
    ]);
    const figures = figuresOf(totals, { fromDate: of.periodStartDate, toDate: of.periodEndDate });
    return { figures: withYearAmounts(figures, byPlace(amounts)), obstacles: [] };
  }

  /** Asks for the update of a quarter to be sent: a new submission, or a new attempt at the last one where HMRC did not take that. */
  async function request(click: SubmitClick, key: UpdateKey): Promise<RequestResult> {
    const already = await requesting.alreadyAsked(click);
    if (already !== null) return { ok: true, submissionId: already };
    const checked = await prepare(click, key);
    if (!checked.ok) return checked;
    if (checked.again) {
      return requesting.placeAgain(
        click,
        checked.connectionId,
        checked.again,
        checked.figures,
        checked.behind,
      );
    }
    const { businessId, taxYear, periodStartDate, periodEndDate, dueDate } = checked.of;
    return requesting.place(
      click,
      checked.connectionId,
      { kind: 'quarterly-update', businessId, taxYear, periodStartDate, periodEndDate, dueDate },
      checked.figures,
      checked.behind,
    );
  }

  /** A new attempt at a submission that failed or was rejected, with the figures as the records have them now. */
  async function resubmit(click: SubmitClick, submissionId: string): Promise<RequestResult> {
    const already = await requesting.alreadyAsked(click);
    if (already !== null) return { ok: true, submissionId: already };
    const row = await store.byId(click.ownerId, submissionId);
    if (row?.kind !== 'quarterly-update') return { ok: false, reason: 'no-such-period' };
    const checked = await prepare(click, row);
    if (!checked.ok) return checked;
    return requesting.placeAgain(click, checked.connectionId, row, checked.figures, checked.behind);
  }

  /**
   * Resubmits several, one after another, each by its own click: one that can't be sent keeps none of the others back.
   *
   * @returns why the others were not sent, by the submission's id
   */
  async function resubmitAll(
    clicks: readonly { submissionId: string; click: SubmitClick }[],
  ): Promise<Map<string, RequestRefusal>> {
    const refusals = new Map<string, RequestRefusal>();
    for (const { submissionId, click } of clicks) {
      const result = await resubmit(click, submissionId);
      if (!result.ok) refusals.set(submissionId, result);
    }
    return refusals;
  }

  /** Everything that must hold before anything is written down. */
  async function prepare(click: SubmitClick, key: UpdateKey) {
    const ready = await requesting.ready(click.ownerId);
    if (!ready.ok) return ready;
    const of = await period(click.ownerId, key);
    if (!of) return { ok: false, reason: 'no-such-period' } as const;
    if (clock.today() > lastDayToAmend(of.taxYear)) return { ok: false, reason: 'closed' } as const;
    if (!isReported(of.taxYear)) return { ok: false, reason: 'not-supported' } as const;
    if (clock.today() < opensOn(of)) return { ok: false, reason: 'too-early' } as const;
    const updates = await store.list(click.ownerId, 'quarterly-update');
    const listed = await periods(click.ownerId);
    const earlier = missingBefore(of, listed, updates);
    if (earlier) return { ok: false, reason: 'earlier-first', earlier } as const;
    const { coveredBy, coveredElsewhere, replaces } = atHmrc(of, listed, updates);
    if (coveredElsewhere) return { ok: false, reason: 'covered-elsewhere', later: coveredElsewhere } as const;
    if (coveredBy) return { ok: false, reason: 'covered', submissionId: coveredBy.id } as const;
    if (replaces && click.agreesToReplace !== true) {
      return { ok: false, reason: 'replaces-elsewhere', replaced: replaces } as const;
    }
    const now = await draft(click.ownerId, of);
    if (now.obstacles.length > 0) return { ok: false, reason: 'obstacles' } as const;
    if (fingerprint(now.figures) !== click.seen) return { ok: false, reason: 'records-changed' } as const;
    return {
      ok: true,
      ...{ of, connectionId: ready.connectionId, figures: now.figures, again: lastUntaken(of, updates) },
      behind: behind(now.figures, {
        leavesOutExpenses: now.style === 'none',
        replaced: replaces && {
          periodStartDate: replaces.periodStartDate,
          periodEndDate: replaces.periodEndDate,
          wording: replacingWording,
        },
      }),
    } as const;
  }

  return { periods, period, draft, request, resubmit, resubmitAll };
}

export type Requests = ReturnType<typeof createRequests>;

/** The newest update of a quarter, where it failed or was rejected. @param updates the newest first */
function lastUntaken(of: UpdatePeriod, updates: readonly SubmissionRow[]): SubmissionRow | null {
  const last = updates.find(
    (each) =>
      each.businessId === of.businessId &&
      each.periodStartDate === of.periodStartDate &&
      each.periodEndDate === of.periodEndDate,
  );
  return last?.status === 'failed' || last?.status === 'rejected' ? last : null;
}
