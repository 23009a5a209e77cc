import { type CapturedHeaders } from '../../connections/index.ts';
import { parseTaxYear, quarterTypeOf, type QuarterType, type TaxYear, taxYearOf } from '../../tax-year.ts';
import { type AskResult, createAsking, sentenceOf } from '../asking.ts';
import { type SubmissionDeps } from '../deps.ts';
import { type PropertyBusinessType } from '../property-years.ts';
import { type Requests, type UpdatePeriod } from '../request.ts';
import { isCumulative } from '../rules.ts';
import { type Views } from '../view.ts';
import { createDaysBetween, type DaysBetween } from './days-between.ts';
import { chosenIn, createQuarterChoices } from './quarter-choices.ts';

/** Which quarters HMRC has for a business in a tax year, and whether they can be changed. */
export interface QuarterTypeView {
  businessId: string;
  taxYear: TaxYear;
  typeOfBusiness: PropertyBusinessType;
  /** By the dates that HMRC listed last. */
  type: QuarterType;
  quarters: UpdatePeriod[];
  /** Why no other can be chosen: HMRC takes the choice for the year under way, before its first update. */
  fixedBy: 'year' | 'update' | null;
  /** Days at the start of the year that quarters from the 6th would leave in no update; null where there are none. */
  lostByStandard: DaysBetween | null;
  /** A choice of which it is not known whether HMRC has it, or that HMRC's record does not have; null where there is none. */
  unanswered: { type: QuarterType; state: 'asking' | 'not-taken'; nextAskAt: Date } | null;
}

/** The choice between quarters from 6 April and calendar quarters, which HMRC keeps. */
export function createQuarterTypes(
  deps: SubmissionDeps,
  requests: Requests,
  views: Pick<Views, 'list'>,
  options: { scaleMs: (ms: number) => number },
) {
  const { connections, hmrc, clock } = deps;
  const ask = createAsking(deps);
  const choices = createQuarterChoices(deps, options.scaleMs);
  const daysBetween = createDaysBetween(deps, requests);

  /** Null where HMRC listed no quarters of the business and year for this owner. */
  async function view(
    ownerId: string,
    named: { businessId: string; taxYear: string },
  ): Promise<QuarterTypeView | null> {
    const taxYear = parseTaxYear(named.taxYear);
    if (taxYear === undefined || !isCumulative(taxYear)) return null;
    const isOfYear = (each: { businessId: string; taxYear: string }) =>
      each.businessId === named.businessId && each.taxYear === taxYear;
    const quarters = (await requests.periods(ownerId)).filter(isOfYear);
    const [first] = quarters;
    if (!first) return null;
    const updates = (await views.list(ownerId)).filter(isOfYear);
    const hasUpdate =
      quarters.some(({ status }) => status === 'fulfilled') ||
      updates.some(({ status }) => status === 'submitted' || status === 'processing');
    return {
      businessId: named.businessId,
      taxYear,
      typeOfBusiness: first.typeOfBusiness,
      type: quarterTypeOf(first.periodEndDate),
      quarters,
      fixedBy: taxYear !== taxYearOf(clock.today()) ? 'year' : hasUpdate ? 'update' : null,
      lostByStandard: await daysBetween.beforeStandard(ownerId, first),
      unanswered: await choices.of(ownerId, { businessId: named.businessId, taxYear }),
    };
  }

  /**
   * Tells HMRC of the choice, reads back what it has of it whatever became of the call, and asks for the quarters anew. Nothing is
   * said to be chosen that HMRC's own record does not have; while that is not known, HMRC is asked in the background.
   */
  async function choose(
    ownerId: string,
    of: QuarterTypeView,
    type: QuarterType,
    captured: CapturedHeaders,
  ): Promise<AskResult> {
    if (of.fixedBy !== null) return { ok: false, sentence: fixedWords[of.fixedBy] };
    const { businessId, taxYear } = of;
    const choice = await choices.begin({ ownerId, businessId, taxYear }, type, captured);
    /** What became of an earlier choice, whose answer was lost, is still asked. */
    const notTaken = async (sentence: string): Promise<AskResult> => {
      if (choice.isFirst) await choices.forget(choice);
      return { ok: false, sentence };
    };
    const put = await ask(ownerId, 'quarter-type', captured, (call, nino) =>
      hmrc.putQuarterlyPeriodType(call, { nino, businessId, taxYear, quarterlyPeriodType: type }),
    );
    // Of everything else HMRC's answer is known, and it is no.
    if (!put.ok && put.kind !== 'retry') return notTaken(sentenceOf(put));
    if (put.ok) await choices.accept(choice);
    const held = await ask(ownerId, 'quarter-type', captured, (call, nino) =>
      hmrc.retrieveBusinessDetails(call, { nino, businessId }),
    );
    if (!held.ok) return { ok: false, sentence: unknown };
    if (chosenIn(held.value) !== type) {
      return put.ok ? { ok: false, sentence: notThere } : notTaken(sentenceOf(put));
    }
    const { id } = await connections.view(ownerId);
    const how = { purpose: 'quarter-type', freshness: 'live', priority: 'person' } as const;
    const asked =
      id !== null &&
      (await connections.refreshObligations(
        { id, ownerId },
        { ...how, fraudPreventionHeaders: captured.headers },
      ));
    if (!asked || !asked.ok) return { ok: false, sentence: datesUnknown };
    await choices.forget(choice);
    return { ok: true };
  }

  return { view, choose, askDue: choices.askDue, daysBetween: daysBetween.ofYear };
}

const fixedWords = {
  year: 'HMRC takes this choice for the tax year under way alone. Nothing was sent.',
  update: 'HMRC takes this choice before the first update of a tax year alone. Nothing was sent.',
} as const;

const unknown =
  'HMRC’s answer did not reach us, so it is not known whether HMRC has your choice. We keep asking HMRC, and this page says what it has.';

const notThere =
  'HMRC took your choice, but its record does not show it yet. We keep asking HMRC: look here again in an hour, before you send an update.';

const datesUnknown =
  'HMRC has your choice, but its new dates could not be read just now. We keep asking HMRC: look here again before you send an update.';
