import { randomUUID } from 'node:crypto';
import { readBody, type ValueOf } from '../bodies/body.ts';
import { choice, date, object, text } from '../bodies/parts.ts';
import type { Core } from '../core.ts';
import { isCalendarDate } from '../dates.ts';
import { refuse, type Refusal } from '../platform/refusals.ts';
import { businessKey } from '../state/initial.ts';
import { BUSINESS_ID, type Business } from '../state/schema.ts';
import { nextSubmissionNumber } from '../state/submissions.ts';
import {
  amendmentWindowEnd,
  FIRST_CUMULATIVE_YEAR,
  formatTaxYear,
  quarterlyPeriods,
  taxYearOf,
} from '../tax-year.ts';
import { keepSummary, type KeptSubmissionPeriod } from './bsas-kept.ts';
import { existsIn } from './calculations-sources.ts';
import { reportsQuarterly } from './obligations.ts';
import type { ApiCall, PersonOperation } from './operation.ts';
import { submittedFigures, type PropertyFigures, type PropertyKind } from './property-figures.ts';
import { foreignUpdates, periods } from './property-kept.ts';

/** The types that summaries are asked for by; those of furnished holiday lets end with 2024-25. */
export const SUMMARY_TYPES = [
  'self-employment',
  'uk-property-fhl',
  'uk-property',
  'foreign-property-fhl-eea',
  'foreign-property',
] as const;
type SummaryType = (typeof SUMMARY_TYPES)[number];

/** The first tax year of retrieving and adjusting, by its starting year; a summary of an earlier one would be of no use. */
export const FIRST_SUMMARY_YEAR = 2023;
/** The first tax years that HMRC can assign an accounting period to. */
const FIRST_PERIOD_YEAR = 2019;
const FIRST_FOREIGN_PERIOD_YEAR = 2021;

const body = object({
  accountingPeriod: object({ startDate: date('FORMAT_START_DATE'), endDate: date('FORMAT_END_DATE') }),
  typeOfBusiness: choice(SUMMARY_TYPES, 'FORMAT_TYPE_OF_BUSINESS', { withPath: false }),
  businessId: text(BUSINESS_ID, 'FORMAT_BUSINESS_ID'),
});
type Wanted = ValueOf<typeof body>;

export const triggerSummary: PersonOperation = {
  name: 'trigger-bsas',
  method: 'POST',
  path: '/individuals/self-assessment/adjustable-summary/:nino/trigger',
  version: '7.0',
  scope: 'write:self-assessment',
  codes: [
    'FORMAT_NINO',
    'FORMAT_START_DATE',
    'FORMAT_END_DATE',
    'FORMAT_TYPE_OF_BUSINESS',
    'FORMAT_BUSINESS_ID',
    'RULE_END_DATE_BEFORE_START_DATE',
    'RULE_ACCOUNTING_PERIOD_NOT_SUPPORTED',
    'RULE_ACCOUNTING_PERIOD_NOT_ALIGNED',
    'RULE_ACCOUNTING_PERIOD_NOT_ENDED',
    'RULE_OBLIGATIONS_NOT_MET',
    'RULE_NO_ACCOUNTING_PERIOD',
    'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
    'RULE_OUTSIDE_AMENDMENT_WINDOW',
    'RULE_TAX_YEAR_NOT_SUPPORTED',
    'INVALID_TAX_YEAR_PARAMETER',
    'CLIENT_OR_AGENT_NOT_AUTHORISED',
    'MATCHING_RESOURCE_NOT_FOUND',
    'RULE_REQUEST_CANNOT_BE_FULFILLED',
  ],
  handle: trigger,
};

/** Whether a type of business is one of furnished holiday lets, which 2025-26 no longer has. */
export const isHolidayLet = (type: SummaryType): boolean =>
  type === 'uk-property-fhl' || type === 'foreign-property-fhl-eea';

function trigger(call: ApiCall) {
  const { core, nino } = call;
  const reading = readBody(body, call.bodyText, findDateRefusals);
  if (!reading.ok) return refuse(...reading.refusals);
  const { accountingPeriod, typeOfBusiness, businessId } = reading.value;
  const startYear = taxYearOf(accountingPeriod.startDate);
  const refusal = findPeriodRefusal(call, reading.value) ?? findBusinessRefusal(call, reading.value);
  if (refusal || typeOfBusiness === 'self-employment')
    return refuse(refusal ?? { code: 'RULE_REQUEST_CANNOT_BE_FULFILLED' });

  const taxYear = formatTaxYear(startYear);
  const figures = submittedFigures(core, nino, businessId, taxYear);
  const calculationId = randomUUID();
  keepSummary(core, nino, {
    calculationId,
    businessId,
    typeOfBusiness,
    taxYear,
    ...accountingPeriod,
    requestedAt: core.clock.now().toISOString(),
    number: nextSubmissionNumber(core),
    submissionPeriods: submissionPeriodsOf(call, reading.value, figures, typeOfBusiness),
    figures,
  });
  return { status: 200, body: { calculationId } };
}

function findDateRefusals({ accountingPeriod, typeOfBusiness }: Wanted): Refusal[] {
  const { startDate, endDate } = accountingPeriod;
  if (!isCalendarDate(startDate) || !isCalendarDate(endDate)) return [];
  // HMRC takes the type of business from the list that the tax year of the period's end has.
  if (isHolidayLet(typeOfBusiness) && endDate >= `${FIRST_CUMULATIVE_YEAR + 1}-04-05`)
    return [{ code: 'FORMAT_TYPE_OF_BUSINESS' }];
  return endDate < startDate ? [{ code: 'RULE_END_DATE_BEFORE_START_DATE' }] : [];
}

function findPeriodRefusal(
  { core }: ApiCall,
  { accountingPeriod, typeOfBusiness }: Wanted,
): Refusal | undefined {
  const { startDate, endDate } = accountingPeriod;
  const startYear = taxYearOf(startDate);
  const today = core.clock.today();
  const isForeign = typeOfBusiness.startsWith('foreign');
  if (taxYearOf(endDate) < (isForeign ? FIRST_FOREIGN_PERIOD_YEAR : FIRST_PERIOD_YEAR))
    return { code: 'RULE_ACCOUNTING_PERIOD_NOT_SUPPORTED' };
  if (startDate !== `${startYear}-04-06` || endDate !== `${startYear + 1}-04-05`)
    return { code: 'RULE_ACCOUNTING_PERIOD_NOT_ALIGNED' };
  if (startYear < FIRST_SUMMARY_YEAR) return { code: 'INVALID_TAX_YEAR_PARAMETER' };
  if (endDate >= today) return { code: 'RULE_ACCOUNTING_PERIOD_NOT_ENDED' };
  return findClosedSummaryYear(core, startYear);
}

/** Why summaries of a tax year can no longer be made or adjusted, if they cannot: a limit from 2025-26 on. */
export function findClosedSummaryYear(core: Core, startYear: number): Refusal | undefined {
  return startYear >= FIRST_CUMULATIVE_YEAR && core.clock.today() > amendmentWindowEnd(startYear)
    ? { code: 'RULE_OUTSIDE_AMENDMENT_WINDOW' }
    : undefined;
}

function findBusinessRefusal(call: ApiCall, wanted: Wanted): Refusal | undefined {
  const { core, user, nino } = call;
  const { accountingPeriod, typeOfBusiness, businessId } = wanted;
  const business = user.businesses.find((one) => one.businessId === businessId);
  if (business?.typeOfBusiness !== businessTypeOf(typeOfBusiness))
    return { code: 'MATCHING_RESOURCE_NOT_FOUND' };
  const startYear = taxYearOf(accountingPeriod.startDate);
  if (!existsIn(business, startYear)) return { code: 'RULE_NO_ACCOUNTING_PERIOD' };
  if (typeOfBusiness === 'self-employment') return undefined;
  const figures = submittedFigures(core, nino, businessId, formatTaxYear(startYear));
  return isAllSent(call, business, startYear, figures) ? undefined : { code: 'RULE_OBLIGATIONS_NOT_MET' };
}

/** Whether all that is due of a business's tax year was sent; where no quarters are due, whether anything was. */
function isAllSent(
  { core, user, nino }: ApiCall,
  business: Business,
  startYear: number,
  { updated, annual }: PropertyFigures,
): boolean {
  if (!reportsQuarterly(user, business, startYear, core.clock.today())) return updated || annual;
  const met = core.store.state.fulfilments[businessKey(nino, business.businessId)] ?? {};
  return quarterlyPeriods(startYear, business.quarterlyTypeChoice, business.commencementDate).every(
    ({ endDate }) => met[endDate] !== undefined,
  );
}

function businessTypeOf(type: SummaryType): Business['typeOfBusiness'] {
  if (type === 'uk-property-fhl') return 'uk-property';
  return type === 'foreign-property-fhl-eea' ? 'foreign-property' : type;
}

/** What a summary is made of, as it shows it. Figures that came without dates are those of the whole year. */
function submissionPeriodsOf(
  { core, nino }: ApiCall,
  { accountingPeriod, businessId }: Wanted,
  { firstDate, lastDate }: PropertyFigures,
  kind: PropertyKind,
): KeptSubmissionPeriod[] {
  const startYear = taxYearOf(accountingPeriod.startDate);
  const key = `${businessKey(nino, businessId)}/${formatTaxYear(startYear)}`;
  if (startYear < FIRST_CUMULATIVE_YEAR) {
    return periods.list(core, `${key}/`).map(({ key: periodKey, value }) => ({
      submissionId: periodKey.slice(key.length + 1),
      startDate: value.fromDate,
      endDate: value.toDate,
      receivedDateTime: value.submittedOn,
    }));
  }
  const submittedOn =
    kind === 'uk-property'
      ? core.store.state.updates[key]?.current.submittedOn
      : foreignUpdates.get(core, key)?.submittedOn;
  return [
    {
      submissionId: randomUUID(),
      startDate: firstDate ?? accountingPeriod.startDate,
      endDate: lastDate ?? accountingPeriod.endDate,
      receivedDateTime: submittedOn ?? core.clock.now().toISOString(),
    },
  ];
}
