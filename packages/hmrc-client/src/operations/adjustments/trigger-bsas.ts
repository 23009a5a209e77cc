import { content, type Operation } from '../../operation.ts';
import type { HmrcError } from '../../result.ts';
import { reads } from '../../shapes/read.ts';
import { choice, date, group, type In, type Out, required, text } from '../../shapes/shape.ts';
import { firstYearWithoutHolidayLets, isHolidayLet, noHolidayLets } from '../../values/holiday-lets.ts';
import { typesOfBusiness } from './business-types.ts';

export interface TriggerBsasParams {
  nino: string;
  summary: BsasTrigger;
}

const trigger = group({
  /** One whole tax year, 6 April to 5 April, that is over. */
  accountingPeriod: required(
    group({
      /** `YYYY-MM-DD`. */
      startDate: required(date('FORMAT_START_DATE')),
      /** `YYYY-MM-DD`. */
      endDate: required(date('FORMAT_END_DATE')),
    }),
  ),
  /** Those of furnished holiday lettings up to tax year 2024-25. */
  typeOfBusiness: required(choice(typesOfBusiness, 'FORMAT_TYPE_OF_BUSINESS')),
  businessId: required(text(/^X[A-Z0-9]IS\d{11}$/, 'FORMAT_BUSINESS_ID')),
});
/** What a summary is asked for: one business in one tax year, which its accounting period names. */
export type BsasTrigger = In<typeof trigger>;

const triggered = group({
  /** For `getUkPropertyBsas` and the other operations on this summary. */
  calculationId: required(text()),
});
/** The summary that was asked for. HMRC may need some seconds before it can be read. */
export type TriggeredBsas = Out<typeof triggered>;

/**
 * Business Source Adjustable Summary 7.0: make a new summary of what was submitted for a tax year. 200; HMRC may need some seconds
 * before it can be read. 404 `MATCHING_RESOURCE_NOT_FOUND` where HMRC has no such business of this type.
 * @see Business Source Adjustable Summary (MTD) 7.0, HMRC, August 2026
 */
export const triggerBsas: Operation<TriggerBsasParams, TriggeredBsas> = {
  name: 'triggerBsas',
  version: '7.0',
  method: 'POST',
  path: '/individuals/self-assessment/adjustable-summary/{nino}/trigger',
  body: ({ summary }) => content(trigger, summary),
  check: ({ summary }) => checkSummary(summary),
  reads: reads(triggered),
};

/** The last days before HMRC's first tax years: 2019-20, and 2021-22 for foreign property. */
const tooEarly = (typeOfBusiness: string): string =>
  typeOfBusiness.startsWith('foreign-property') ? '2021-04-05' : '2019-04-05';

function checkSummary({ accountingPeriod, typeOfBusiness }: BsasTrigger): HmrcError[] {
  const { startDate, endDate } = accountingPeriod;
  const refusal = (code: string, message: string, path: string): HmrcError[] => [
    { code, message, paths: [path] },
  ];
  if (endDate < startDate) {
    const message = 'The accounting period ends before it starts.';
    return refusal('RULE_END_DATE_BEFORE_START_DATE', message, '/accountingPeriod');
  }
  if (endDate <= tooEarly(typeOfBusiness)) {
    const message = 'HMRC makes summaries from tax year 2019-20, for foreign property from 2021-22.';
    return refusal('RULE_ACCOUNTING_PERIOD_NOT_SUPPORTED', message, '/accountingPeriod');
  }
  const startYear = Number(startDate.slice(0, 4));
  if (startDate !== `${String(startYear)}-04-06` || endDate !== `${String(startYear + 1)}-04-05`) {
    const message = 'The accounting period is one whole tax year, 6 April to 5 April.';
    return refusal('RULE_ACCOUNTING_PERIOD_NOT_ALIGNED', message, '/accountingPeriod');
  }
  if (isHolidayLet(typeOfBusiness) && startYear >= Number(firstYearWithoutHolidayLets.slice(0, 4))) {
    return refusal('FORMAT_TYPE_OF_BUSINESS', noHolidayLets, '/typeOfBusiness');
  }
  return [];
}
