import { type HeldLossesRow } from '../../../data/year-end.ts';
import { type CapturedHeaders } from '../../connections/index.ts';
import { lastDayToAmend, parseTaxYear, type TaxYear, taxYearDates, taxYearOf } from '../../tax-year.ts';
import { type AskResult, createAsking, sentenceOf } from '../asking.ts';
import { type SubmissionDeps } from '../deps.ts';
import { isOver } from '../final-declaration/rules.ts';
import { type CommonRefusal, createRequesting, type SubmitClick } from '../requesting.ts';
import { type SubmissionView, type Views } from '../view.ts';
import { createYearEndLooks } from '../year-end-looks.ts';
import {
  changeOfAnswers,
  firstYearOfLosses,
  type HeldLosses,
  isTogether,
  type LossAnswers,
  type LossProblem,
  readHeldLosses,
  readLossFigures,
  targetOf,
} from './rules.ts';

/** A business with what is known of its losses in a tax year. */
export interface BusinessLosses {
  businessId: string;
  typeOfBusiness: 'uk-property' | 'foreign-property';
  taxYear: TaxYear;
  /** By HMRC, when it was last looked; null before. */
  held: HeldLosses | null;
  seenAt: Date | null;
  /** The newest change, whatever became of it. */
  latest: SubmissionView | null;
  /** A change that HMRC took after it was last looked: what was seen is from before it. */
  takenSince: SubmissionView | null;
}

/** The losses of a tax year. */
export interface LossYear {
  taxYear: TaxYear;
  /** HMRC takes losses and claims together, in one piece for each business. */
  isTogether: boolean;
  isOver: boolean;
  lastDay: string;
  isClosed: boolean;
  businesses: BusinessLosses[];
}

export type LossRefusal =
  CommonRefusal | { reason: 'closed' | 'not-seen' } | { reason: 'wrong'; problems: LossProblem[] };

/** Losses: brought forward, claimed, and what HMRC has of them. */
export function createLosses(deps: SubmissionDeps, views: Views) {
  const { store, connections, clock } = deps;
  const ask = createAsking(deps);
  const requesting = createRequesting(deps);
  const looks = createYearEndLooks(deps);

  /** Reads a tax year that HMRC takes losses of; undefined for another. */
  function readYear(text: string): TaxYear | undefined {
    const taxYear = parseTaxYear(text);
    const isTaken =
      taxYear !== undefined && taxYear >= firstYearOfLosses && taxYear <= taxYearOf(clock.today());
    return isTaken ? taxYear : undefined;
  }

  async function year(ownerId: string, taxYear: TaxYear): Promise<LossYear> {
    const [businesses, rows, all] = await Promise.all([
      connections.businesses(ownerId),
      store.heldLosses(ownerId, taxYear),
      views.all(ownerId),
    ]);
    const today = clock.today();
    const lastDay = lastDayToAmend(taxYear);
    const sent = all.filter((each) => each.kind === 'losses' && each.taxYear === taxYear);
    return {
      taxYear,
      isTogether: isTogether(taxYear),
      isOver: isOver(taxYear, today),
      lastDay,
      isClosed: today > lastDay,
      businesses: businesses.flatMap(({ businessId, typeOfBusiness }) => {
        if (typeOfBusiness !== 'uk-property' && typeOfBusiness !== 'foreign-property') return [];
        const own = sent.filter((each) => each.businessId === businessId);
        const seen = seenIn(rows, businessId);
        return [
          {
            ...{ businessId, typeOfBusiness, taxYear },
            ...seen,
            latest: own[0] ?? null,
            takenSince: own.find((each) => isTakenAfter(each, seen.seenAt)) ?? null,
          },
        ];
      }),
    };
  }

  /** A business of theirs in a tax year that HMRC takes losses of. */
  async function find(
    ownerId: string,
    named: { businessId: string; taxYear: string },
  ): Promise<{ year: LossYear; business: BusinessLosses } | null> {
    const taxYear = readYear(named.taxYear);
    if (taxYear === undefined) return null;
    const found = await year(ownerId, taxYear);
    const business = found.businesses.find(({ businessId }) => businessId === named.businessId);
    return business ? { year: found, business } : null;
  }

  /** Looks up what HMRC has, for every business. */
  async function look(ownerId: string, taxYear: TaxYear, captured: CapturedHeaders): Promise<AskResult> {
    const { businesses } = await year(ownerId, taxYear);
    for (const { businessId } of businesses) {
      const seen = await looks.lookAtLosses((purpose, invoke) => ask(ownerId, purpose, captured, invoke), {
        ownerId,
        businessId,
        taxYear,
      });
      if (!seen.ok) return { ok: false, sentence: sentenceOf(seen) };
    }
    return { ok: true };
  }

  /** Asks for one change to be sent: a new submission, or a new attempt at the same change that HMRC did not take. */
  async function request(
    click: SubmitClick,
    of: { businessId: string; taxYear: string },
    answers: LossAnswers,
  ): Promise<{ ok: true; submissionId: string } | ({ ok: false } & LossRefusal) | null> {
    const already = await requesting.alreadyAsked(click);
    if (already !== null) return { ok: true, submissionId: already };
    const found = await find(click.ownerId, of);
    if (!found) return null;
    const { business } = found;
    if (found.year.isClosed) return { ok: false, reason: 'closed' };
    if (!business.held) return { ok: false, reason: 'not-seen' };
    const read = changeOfAnswers(answers, { ...business, held: business.held });
    if (!read.ok) return { ok: false, reason: 'wrong', problems: read.problems };
    const ready = await requesting.ready(click.ownerId);
    if (!ready.ok) return ready;
    const { latest } = business;
    const isAgain =
      latest !== null &&
      (latest.status === 'failed' || latest.status === 'rejected') &&
      targetOf(readLossFigures(latest.latest.figures)) === targetOf(read.figures);
    return isAgain
      ? requesting.placeAgain(click, ready.connectionId, latest, read.figures)
      : requesting.place(click, ready.connectionId, scopeOf(business), read.figures);
  }

  /** Where the losses of a tax year stand, for a list of what a year wants. */
  async function state(ownerId: string, taxYear: TaxYear): Promise<LossesState> {
    const { businesses } = await year(ownerId, taxYear);
    const latest = businesses.flatMap((each) => each.latest ?? []);
    if (latest.some(({ status }) => status === 'processing')) return { is: 'sending', notTaken: null };
    const known = businesses.flatMap(({ held }) => held ?? []);
    const isOlder = businesses.some(({ takenSince }) => takenSince !== null);
    return {
      is: isOlder ? 'changed' : known.some(isAny) ? 'some' : known.length === 0 ? 'not-asked' : 'none',
      notTaken: latest.map(notTakenOf).find((each) => each !== null) ?? null,
    };
  }

  return { readYear, year, find, look, request, state };
}

/** Where the losses of a tax year stand, and a newest change of a business that HMRC did not take. */
export interface LossesState {
  is: 'not-asked' | 'none' | 'some' | 'changed' | 'sending';
  notTaken: { submissionId: string; status: 'failed' | 'rejected' } | null;
}

const notTakenOf = ({ id, status }: SubmissionView): LossesState['notTaken'] =>
  status === 'failed' || status === 'rejected' ? { submissionId: id, status } : null;

const isTakenAfter = ({ status, latest }: SubmissionView, seenAt: Date | null): boolean =>
  status === 'submitted' && seenAt !== null && latest.finishedAt !== null && latest.finishedAt > seenAt;

const isAny = ({ losses, claims, together }: HeldLosses): boolean =>
  losses.length > 0 || claims.length > 0 || together !== null;

function seenIn(rows: readonly HeldLossesRow[], businessId: string) {
  const row = rows.find((each) => each.businessId === businessId);
  return { held: row ? readHeldLosses(row.held) : null, seenAt: row?.seenAt ?? null };
}

function scopeOf({ businessId, taxYear }: BusinessLosses) {
  const { start, end } = taxYearDates(taxYear);
  return {
    kind: 'losses' as const,
    businessId,
    taxYear,
    periodStartDate: start,
    periodEndDate: end,
    dueDate: null,
  };
}
