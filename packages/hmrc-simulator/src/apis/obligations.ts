import type { Core } from '../core.ts';
import { addDays, isCalendarDate } from '../dates.ts';
import { refuse, type Refusal, type RefusalCode } from '../platform/refusals.ts';
import { BUSINESS_ID, type Business, type User } from '../state/schema.ts';
import { defineCollection } from '../state/documents.ts';
import { businessKey } from '../state/initial.ts';
import { firstDayOf, formatTaxYear, newestObligationYear, quarterlyPeriods } from '../tax-year.ts';
import { statusIn } from './itsa-status.ts';
import { incomeAndExpenditureScenarios } from './obligation-scenarios.ts';
import type { ApiCall, Operation } from './operation.ts';
import { FIRST_PROPERTY_YEAR } from './property-businesses.ts';

const EARLIEST_FROM_DATE = '2018-04-06';
const LONGEST_RANGE_DAYS = 366;
const QUARTERLY_STATUSES: readonly string[] = ['MTD Mandated', 'MTD Voluntary'];

/** By NINO, business id and period end: until when an obligation that was met shows as open. */
const shownFrom = defineCollection<string>('obligations-shown-from');

/** Obligations 3.0: income and expenditure. */
export const obligations: readonly Operation[] = [
  {
    name: 'obligations',
    method: 'GET',
    path: '/obligations/details/:nino/income-and-expenditure',
    version: '3.0',
    scope: 'read:self-assessment',
    codes: [
      'FORMAT_NINO',
      'FORMAT_TYPE_OF_BUSINESS',
      'FORMAT_BUSINESS_ID',
      'FORMAT_FROM_DATE',
      'FORMAT_TO_DATE',
      'FORMAT_STATUS',
      'MISSING_FROM_DATE',
      'MISSING_TO_DATE',
      'RANGE_TO_DATE_BEFORE_FROM_DATE',
      'MISSING_TYPE_OF_BUSINESS',
      'RULE_DATE_RANGE_INVALID',
      'RULE_FROM_DATE_NOT_SUPPORTED',
      'RULE_INSOLVENT_TRADER',
      'CLIENT_OR_AGENT_NOT_AUTHORISED',
      'MATCHING_RESOURCE_NOT_FOUND',
      'NO_OBLIGATIONS_FOUND',
    ],
    scenarios: incomeAndExpenditureScenarios,
    handle: (call) => {
      const [first, ...more] = findFormatRefusals(call);
      if (first) return refuse(first, ...more);
      if (call.user.insolvent) return refuse({ code: 'RULE_INSOLVENT_TRADER' });
      const rule = findBrokenRule(call);
      return rule ? refuse({ code: rule }) : retrieve(call);
    },
  },
];

/** Whether quarterly updates are due from a business in a tax year. */
export function reportsQuarterly(user: User, business: Business, startYear: number, today: string): boolean {
  const { cessationDate, quarterlyTypeChoice } = business;
  if (cessationDate !== undefined && cessationDate < firstDayOf(startYear, quarterlyTypeChoice)) return false;
  const status = statusIn(user, startYear, today)?.status ?? '';
  return QUARTERLY_STATUSES.includes(status) && !business.latentTaxYears.includes(formatTaxYear(startYear));
}

/** Marks the obligations that updates up to a date cover, as met today; `fromDate` where they do not start with the year. */
export function fulfilObligations(
  core: Core,
  nino: string,
  business: Business,
  startYear: number,
  { fromDate = '', toDate }: { fromDate?: string; toDate: string },
): void {
  const key = businessKey(nino, business.businessId);
  const met = { ...core.store.state.fulfilments[key] };
  for (const { startDate, endDate } of quarterlyPeriods(
    startYear,
    business.quarterlyTypeChoice,
    business.commencementDate,
  )) {
    if (startDate < fromDate || endDate > toDate || met[endDate] !== undefined) continue;
    met[endDate] = core.clock.today();
    if (core.obligationDelaySeconds > 0) delay(core, `${key}/${endDate}`);
  }
  core.store.set('fulfilments', key, met);
}

/** HMRC can take an hour before an obligation shows that it was met. */
function delay(core: Core, key: string): void {
  const from = core.clock.now().getTime() + core.obligationDelaySeconds * 1000;
  shownFrom.put(core, key, new Date(from).toISOString());
}

/** Whether an obligation that was met shows it by now. */
function isShown(core: Core, key: string): boolean {
  const from = shownFrom.get(core, key);
  return from === undefined || core.clock.now().getTime() >= Date.parse(from);
}

function findFormatRefusals({ query }: ApiCall): Refusal[] {
  const refusals: Refusal[] = [];
  const check = (name: string, fits: (value: string) => boolean, code: RefusalCode): void => {
    const value = query(name);
    if (value !== undefined && !fits(value)) refusals.push({ code });
  };
  check(
    'typeOfBusiness',
    (value) => ['self-employment', 'uk-property', 'foreign-property'].includes(value),
    'FORMAT_TYPE_OF_BUSINESS',
  );
  check('businessId', (value) => BUSINESS_ID.test(value), 'FORMAT_BUSINESS_ID');
  check('fromDate', isCalendarDate, 'FORMAT_FROM_DATE');
  check('toDate', isCalendarDate, 'FORMAT_TO_DATE');
  check('status', (value) => value === 'open' || value === 'fulfilled', 'FORMAT_STATUS');
  if (query('fromDate') === undefined && query('toDate') !== undefined)
    refusals.push({ code: 'MISSING_FROM_DATE' });
  if (query('toDate') === undefined && query('fromDate') !== undefined)
    refusals.push({ code: 'MISSING_TO_DATE' });
  return refusals;
}

function findBrokenRule({ query }: ApiCall): RefusalCode | undefined {
  if (query('businessId') !== undefined && query('typeOfBusiness') === undefined)
    return 'MISSING_TYPE_OF_BUSINESS';
  const from = query('fromDate');
  const to = query('toDate');
  if (from === undefined || to === undefined) return undefined;
  if (to < from) return 'RANGE_TO_DATE_BEFORE_FROM_DATE';
  if (from < EARLIEST_FROM_DATE) return 'RULE_FROM_DATE_NOT_SUPPORTED';
  return to === from || to >= addDays(from, LONGEST_RANGE_DAYS) ? 'RULE_DATE_RANGE_INVALID' : undefined;
}

function retrieve(call: ApiCall) {
  const { user, query } = call;
  const found = user.businesses
    .filter(({ typeOfBusiness }) => typeOfBusiness === (query('typeOfBusiness') ?? typeOfBusiness))
    .filter(({ businessId }) => businessId === (query('businessId') ?? businessId))
    .map((business) => ({
      typeOfBusiness: business.typeOfBusiness,
      businessId: business.businessId,
      obligationDetails: detailsOf(call, business),
    }))
    .filter(({ obligationDetails }) => obligationDetails.length > 0);
  return found.length > 0
    ? { status: 200, body: { obligations: found } }
    : refuse({ code: 'NO_OBLIGATIONS_FOUND' });
}

function detailsOf({ core, user, nino, query }: ApiCall, business: Business) {
  const today = core.clock.today();
  const wanted = query('status');
  // Without dates HMRC looks from today a year ahead, unless all that is open was asked for.
  const from = query('fromDate') ?? (wanted === 'open' ? '' : today);
  const to = query('toDate') ?? (wanted === 'open' ? '9999-12-31' : addDays(today, LONGEST_RANGE_DAYS));
  const key = businessKey(nino, business.businessId);
  const met = core.store.state.fulfilments[key] ?? {};
  const details = [];
  for (let year = FIRST_PROPERTY_YEAR; year <= newestObligationYear(today); year += 1) {
    if (!reportsQuarterly(user, business, year, today)) continue;
    for (const period of quarterlyPeriods(year, business.quarterlyTypeChoice, business.commencementDate)) {
      const metOn = met[period.endDate];
      const receivedDate =
        metOn !== undefined && isShown(core, `${key}/${period.endDate}`) ? metOn : undefined;
      const status = receivedDate === undefined ? 'open' : 'fulfilled';
      if (period.endDate < from || period.endDate > to || status !== (wanted ?? status)) continue;
      details.push({
        periodStartDate: period.startDate,
        periodEndDate: period.endDate,
        dueDate: period.dueDate,
        status,
        ...(receivedDate !== undefined && { receivedDate }),
      });
    }
  }
  return details;
}
