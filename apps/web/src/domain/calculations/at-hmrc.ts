import { type ListedCalculation, type TaxCalculation } from '@quarterday/hmrc-client';

import { type CalculationRow } from '../../data/calculations.ts';
import { type CapturedHeaders } from '../connections/index.ts';
import { type TaxYear } from '../tax-year.ts';
import { type Answered, type Ask, type NotAnswered } from './asking.ts';
import { type CalculationDeps } from './deps.ts';
import { type CalculationFigures, readFigures } from './figures.ts';
import { isCalculationId, kindInList, kindOfShown, readInstant } from './rules.ts';

/** A calculation in HMRC's list of a tax year, whoever asked for it. */
export interface CalculationInList {
  calculationId: string;
  /** Null where HMRC gives no instant. */
  madeAt: Date | null;
  /** One of `KindAtHmrc`, or another as HMRC names it. */
  kind: string;
  /** What set it off: HMRC's word. */
  trigger: string | null;
  /** `PROCESSED`, `ERROR`, `REJECTED`; null for years of which HMRC does not say it. */
  outcome: string | null;
  /** Negative where HMRC owes; null where HMRC gives none in its list. */
  duePence: number | null;
  /** The calendar date up to which it goes, from 2025-26. */
  until: string | null;
  /** Ours of it, where it was asked for here. */
  own: { id: string; taxYear: string; isReady: boolean } | null;
  /** False for a number that HMRC takes no question about. */
  isAskable: boolean;
}

/** A calculation as HMRC shows it. */
export interface CalculationAtHmrc {
  calculationId: string;
  madeAt: Date | null;
  /** One of `KindAtHmrc`, or another as HMRC names it. */
  kind: string;
  /** What set it off: HMRC's word. */
  trigger: string;
  figures: CalculationFigures;
}

/** The newest first; none where HMRC holds none. */
export type ListAtHmrc = { ok: true; all: CalculationInList[]; askedAt: Date } | NotAnswered;
export type OneAtHmrc =
  | ({ ok: true; calculation: CalculationAtHmrc } & Pick<Answered<unknown>, 'askedAt' | 'correlationId'>)
  | NotAnswered;

/** A click that asks HMRC about a tax year. */
interface YearClick {
  ownerId: string;
  taxYear: TaxYear;
  captured: CapturedHeaders;
}

const notShown =
  'HMRC shows no calculation of this number for this tax year: it has not finished it, could not make it, or holds none. ' +
  'Ask for HMRC’s list of the year, or try again in a few minutes.';

/** The calculations that HMRC has, from whichever software they were asked for. One call each; nothing of it is kept. */
export function createAtHmrc({ hmrc, store }: Pick<CalculationDeps, 'hmrc' | 'store'>, ask: Ask) {
  /** HMRC's list of a tax year's calculations, and which of them were asked for here. */
  async function list({ ownerId, taxYear, captured }: YearClick): Promise<ListAtHmrc> {
    const answer = await ask({
      ownerId,
      captured,
      purpose: 'calculate-tax',
      invoke: (call, nino) => hmrc.listCalculations(call, { nino, taxYear }),
    });
    if (!answer.ok) return answer;
    const own = await store.ofYear(ownerId, taxYear);
    const all = (answer.value ?? []).map((each) => inList(taxYear, each, own));
    return { ok: true, all: all.sort(newestFirst), askedAt: answer.askedAt };
  }

  /** One of them in full. @param click its `calculationId` is one by its form: see `isCalculationId` */
  async function one(click: YearClick & { calculationId: string }): Promise<OneAtHmrc> {
    const { ownerId, taxYear, calculationId, captured } = click;
    const answer = await ask({
      ownerId,
      captured,
      purpose: 'calculate-tax',
      invoke: (call, nino) => hmrc.retrieveCalculation(call, { nino, taxYear, calculationId }),
    });
    if (!answer.ok) return answer.reason === 'not-ready' ? { ...answer, sentence: notShown } : answer;
    const { value, askedAt, correlationId } = answer;
    if (!value) return { ok: false, reason: 'not-ready', sentence: notShown };
    return { ok: true, calculation: shown(value), askedAt, correlationId };
  }

  return { list, one };
}

function inList(
  taxYear: TaxYear,
  listed: ListedCalculation,
  own: readonly CalculationRow[],
): CalculationInList {
  const { calculationId } = listed;
  const ours = own.find((each) => each.calculationId === calculationId);
  return {
    calculationId,
    madeAt: readInstant(listed.calculationTimestamp),
    kind: kindInList(taxYear, listed),
    trigger: listed.calculationTrigger ?? listed.requestedBy ?? null,
    outcome: listed.calculationOutcome ?? null,
    duePence: listed.liabilityAmountPence ?? listed.totalIncomeTaxAndNicsDuePence ?? null,
    until: listed.toDate ?? null,
    own: ours ? { id: ours.id, taxYear, isReady: ours.state === 'ready' } : null,
    isAskable: isCalculationId(calculationId),
  };
}

const newestFirst = (one: CalculationInList, other: CalculationInList): number =>
  (other.madeAt?.getTime() ?? 0) - (one.madeAt?.getTime() ?? 0);

function shown(value: TaxCalculation): CalculationAtHmrc {
  const { metadata } = value;
  return {
    calculationId: metadata.calculationId,
    madeAt: readInstant(metadata.calculationTimestamp),
    kind: kindOfShown(metadata),
    trigger: metadata.calculationReason,
    figures: readFigures(value),
  };
}
