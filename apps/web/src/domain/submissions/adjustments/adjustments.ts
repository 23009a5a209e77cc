import { type CapturedHeaders } from '../../connections/index.ts';
import { parseTaxYear, type TaxYear, taxYearDates, taxYearOf } from '../../tax-year.ts';
import { type AskResult, createAsking, isNothingThere, sentenceOf } from '../asking.ts';
import { type SubmissionDeps } from '../deps.ts';
import { type BusinessYear } from '../property-years.ts';
import { type Requests } from '../request.ts';
import { type CommonRefusal, createRequesting, type SubmitClick } from '../requesting.ts';
import { type Views } from '../view.ts';
import { createYearEndLooks, type LookCall } from '../year-end-looks.ts';
import { type AdjustmentAnswers, type PropertyType } from './rules.ts';
import { finalisationWording } from './standing.ts';
import { canBeFinalised, createFinaliseViews, type FinaliseView } from './view.ts';

/** A property business of a landlord's in a tax year. */
export interface PropertyYear extends BusinessYear {
  typeOfBusiness: PropertyType;
}

/** Why no adjustments were sent. */
export type AdjustRefusal =
  | CommonRefusal
  | {
      reason: 'closed' | 'no-summary' | 'outdated' | 'adjusted-already' | 'not-complete' | 'answers-changed';
    };

type AdjustResult = { ok: true; submissionId: string } | ({ ok: false } & AdjustRefusal);

/** Why a business's figures were not called final. */
export type ConfirmRefusal =
  | { reason: 'not-agreed' | 'not-adjusted' | 'undone' | 'newer-summary' }
  | { reason: 'hmrc-not-asked'; sentence: string };

/** A landlord's click on "these figures are final". */
export interface ConfirmClick {
  ownerId: string;
  /** Made with the form: the same form sent twice is one word. */
  id: string;
  agreed: boolean;
  name: string;
  captured: CapturedHeaders;
}

/** Finalising a property business: HMRC's summary of its year, adjustments to it, and its landlord's word that it is final. */
export function createAdjustments(deps: SubmissionDeps, requests: Requests, views: Views) {
  const { store, connections, hmrc, clock } = deps;
  const ask = createAsking(deps);
  const requesting = createRequesting(deps);
  const looks = createYearEndLooks(deps);
  const { view, states } = createFinaliseViews(deps, requests, views);

  /** The business and the year an address names; null where there is no such business of theirs, or HMRC has no way for it. */
  async function find(
    ownerId: string,
    named: { businessId: string; taxYear: string },
  ): Promise<PropertyYear | null> {
    const taxYear = parseTaxYear(named.taxYear);
    if (taxYear === undefined || taxYear > taxYearOf(clock.today())) return null;
    const found = (await connections.businesses(ownerId)).find(
      ({ businessId }) => businessId === named.businessId,
    );
    const type = found?.typeOfBusiness ?? '';
    if (!canBeFinalised(taxYear, type)) return null;
    return { businessId: named.businessId, taxYear, typeOfBusiness: type };
  }

  const save = (ownerId: string, of: PropertyYear, answers: AdjustmentAnswers): Promise<void> =>
    store.noteSummary(ownerId, keyOf(of), { answers, savedAt: clock.now() });

  const asPerson =
    (ownerId: string, captured: CapturedHeaders): LookCall =>
    (purpose, invoke) =>
      ask(ownerId, purpose, captured, invoke);

  /** Has HMRC make a new summary of what it has, and looks whether it is there already. */
  async function trigger(ownerId: string, of: PropertyYear, captured: CapturedHeaders): Promise<AskResult> {
    const now = await view(ownerId, of);
    // A newer summary would have HMRC refuse what is on its way to this one.
    if (now.state === 'sending')
      return { ok: false, sentence: 'Your adjustments are with HMRC: wait for its answer first.' };
    const { start: startDate, end: endDate } = taxYearDates(of.taxYear);
    const { businessId, typeOfBusiness } = of;
    const triggered = await ask(ownerId, 'adjustable-summary', captured, (call, nino) =>
      hmrc.triggerBsas(call, {
        nino,
        summary: { accountingPeriod: { startDate, endDate }, typeOfBusiness, businessId },
      }),
    );
    if (!triggered.ok) return { ok: false, sentence: sentenceOf(triggered) };
    const { calculationId } = triggered.value;
    await store.noteSummary(ownerId, keyOf(of), {
      calculationId,
      requestedAt: clock.now(),
      summary: null,
      seenAt: null,
      listed: [],
      listedAt: null,
    });
    return look(ownerId, of, captured);
  }

  /** Looks whether a summary is there yet, and which summaries HMRC still counts. */
  async function look(ownerId: string, of: PropertyYear, captured: CapturedHeaders): Promise<AskResult> {
    const asPersonNow = asPerson(ownerId, captured);
    const looked = { ownerId, ...keyOf(of) };
    const { calculationId, summary } = await view(ownerId, of);
    if (calculationId !== null) {
      const seen = await looks.lookAtSummary(asPersonNow, looked, {
        type: of.typeOfBusiness,
        calculationId,
      });
      // HMRC may need some seconds to make one.
      if (!seen.ok && isNothingThere(seen) && summary === null) return { ok: true };
      if (!seen.ok) return { ok: false, sentence: sentenceOf(seen) };
    }
    const listed = await looks.lookAtList(asPersonNow, looked);
    return listed.ok || isNothingThere(listed) ? { ok: true } : { ok: false, sentence: sentenceOf(listed) };
  }

  /** Asks for adjustments to be sent: new ones, or a new attempt at those that HMRC did not take. */
  const request = (click: SubmitClick, of: PropertyYear): Promise<AdjustResult> =>
    requesting.once(click, () => send(click, of));

  async function send(click: SubmitClick, of: PropertyYear): Promise<AdjustResult> {
    const ready = await requesting.ready(click.ownerId);
    if (!ready.ok) return ready;
    const now = await view(click.ownerId, of);
    const refusal = refusalOf(now, click.seen);
    if (refusal) return { ok: false, ...refusal };
    if (!now.draft) return { ok: false, reason: 'no-summary' };
    const { figures } = now.draft;
    const { latest } = now;
    return latest && latest.status !== 'submitted'
      ? requesting.placeAgain(click, ready.connectionId, latest, figures)
      : requesting.place(click, ready.connectionId, scopeOf(of), figures);
  }

  /** The landlord's word that the figures are final. HMRC is asked first whether the adjustments still count; nothing is sent. */
  async function confirm(
    click: ConfirmClick,
    of: PropertyYear,
  ): Promise<{ ok: true } | ({ ok: false } & ConfirmRefusal)> {
    const { ownerId, id, captured } = click;
    const name = click.name.trim();
    if (!click.agreed || name === '') return { ok: false, reason: 'not-agreed' };
    const asked = await looks.lookAtList(asPerson(ownerId, captured), { ownerId, ...keyOf(of) });
    if (!asked.ok && !isNothingThere(asked)) {
      return { ok: false, reason: 'hmrc-not-asked', sentence: sentenceOf(asked) };
    }
    const { state, taken, calculationId, listed } = await view(ownerId, of);
    if (state === 'undone') return { ok: false, reason: 'undone' };
    if ((state !== 'adjusted' && state !== 'finalised') || !taken || calculationId === null) {
      return { ok: false, reason: 'not-adjusted' };
    }
    const own = listed.find((each) => each.calculationId === calculationId);
    if (!asked.ok || own?.status !== 'valid') return { ok: false, reason: 'newer-summary' };
    const word = {
      id,
      ownerId,
      ...keyOf(of),
      submissionId: taken.id,
      calculationId,
      confirmedBy: name,
      confirmedAt: clock.now(),
    };
    await store.addFinalisation(word, finalisationWording);
    return { ok: true };
  }

  return { find, view, save, trigger, look, request, confirm, states };
}

const keyOf = ({ businessId, taxYear }: BusinessYear) => ({ businessId, taxYear });

function refusalOf(now: FinaliseView, seen: string): AdjustRefusal | null {
  if (now.state === 'sending') return { reason: 'in-flight', submissionId: now.latest?.id ?? null };
  if (now.isClosed) return { reason: 'closed' };
  if (!now.draft) return { reason: 'no-summary' };
  if (now.taken?.calculationId === now.calculationId) return { reason: 'adjusted-already' };
  if (now.isOutdated) return { reason: 'outdated' };
  if (now.draft.problems.length > 0) return { reason: 'not-complete' };
  return now.draft.fingerprint === seen ? null : { reason: 'answers-changed' };
}

function scopeOf({ businessId, taxYear }: { businessId: string; taxYear: TaxYear }) {
  const { start, end } = taxYearDates(taxYear);
  return {
    kind: 'accounting-adjustments' as const,
    businessId,
    taxYear,
    periodStartDate: start,
    periodEndDate: end,
    dueDate: null,
  };
}
