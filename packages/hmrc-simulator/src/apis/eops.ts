import { date, choice, flag, object, text } from '../bodies/parts.ts';
import { readBody, type ValueOf } from '../bodies/body.ts';
import { refuse, type Refusal } from '../platform/refusals.ts';
import { defineCollection } from '../state/documents.ts';
import { BUSINESS_ID } from '../state/schema.ts';
import { amendmentWindowEnd, formatTaxYear, taxYearOf } from '../tax-year.ts';
import { findMisfits } from './calculations-checks.ts';
import { statusIn } from './itsa-status.ts';
import type { ApiCall, Operation } from './operation.ts';
import { submittedFigures } from './property-figures.ts';

/** The first tax year with statements, and the last: they were withdrawn when 2024-25 had begun. */
const FIRST_YEAR = 2021;
const LAST_YEAR = 2023;

const statement = object({
  typeOfBusiness: choice(['uk-property', 'foreign-property', 'self-employment'], 'FORMAT_TYPE_OF_BUSINESS', {
    withPath: false,
  }),
  businessId: text(BUSINESS_ID, 'FORMAT_BUSINESS_ID'),
  accountingPeriod: object({
    startDate: date('FORMAT_START_DATE'),
    endDate: date('FORMAT_END_DATE'),
  }),
  finalised: flag({ value: true, code: 'FORMAT_FINALISED' }),
});
type Statement = ValueOf<typeof statement>;

/** When a statement was made, by `NINO/businessId/taxYear`. */
const kept = defineCollection<{ submittedOn: string }>('end-of-period-statements');

const mismatch = (text: string): Refusal => ({ code: 'RULE_BUSINESS_VALIDATION_FAILURE', message: text });

/** End of Period Statement 3.0, withdrawn by HMRC. */
export const eops: readonly Operation[] = [
  {
    name: 'submit-end-of-period-statement',
    method: 'POST',
    path: '/individuals/business/end-of-period-statement/:nino',
    version: '3.0',
    scope: 'write:self-assessment',
    codes: [
      'FORMAT_NINO',
      'FORMAT_START_DATE',
      'FORMAT_END_DATE',
      'FORMAT_TYPE_OF_BUSINESS',
      'FORMAT_BUSINESS_ID',
      'FORMAT_FINALISED',
      'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
      'RANGE_END_DATE_BEFORE_START_DATE',
      'RULE_END_DATE_BEFORE_START_DATE',
      'RULE_ALREADY_SUBMITTED',
      'RULE_EARLY_SUBMISSION',
      'RULE_LATE_SUBMISSION',
      'RULE_NON_MATCHING_PERIOD',
      'RULE_BUSINESS_VALIDATION_FAILURE',
      'RULE_TAX_YEAR_NOT_SUPPORTED',
      'RULE_BUSINESS_INCOME_PERIOD_RESTRICTION',
      'CLIENT_OR_AGENT_NOT_AUTHORISED',
      'MATCHING_RESOURCE_NOT_FOUND',
    ],
    scenarios: {
      BVR_MISMATCHED_START_DATE: mismatch('The updates do not start with the accounting period'),
      BVR_CLASS4_OVER_16: mismatch('The person is too old for this exemption from Class 4'),
      BVR_CLASS4_PENSION_AGE: mismatch('The person is too young for this exemption from Class 4'),
      BVR_CONSOLIDATED_EXPENSES: mismatch('The turnover is too large for consolidated expenses'),
      BVR_END_DATE_SHORT: mismatch('The updates end before the accounting period'),
      BVR_END_DATE_EXCEEDS: mismatch('The updates end after the accounting period'),
      BVR_FHL_PRIVATE_USE_ADJUSTMENT: mismatch('Private use of the holiday lets exceeds their expenses'),
      BVR_NON_FHL_PRIVATE_USE_ADJUSTMENT: mismatch('Private use exceeds the expenses'),
      BVR_UK_PROPERTY_MULTIPLE_ERRORS: () =>
        refuse(
          mismatch('Private use exceeds the expenses'),
          mismatch('The updates end before the accounting period'),
        ),
    },
    handle: submit,
  },
];

function submit(call: ApiCall) {
  const { core, nino } = call;
  const reading = readBody(statement, call.bodyText, ({ accountingPeriod: { startDate, endDate } }) =>
    // HMRC's file has this code and RANGE_END_DATE_BEFORE_START_DATE for the same; this is the one its service answered.
    endDate < startDate ? [{ code: 'RULE_END_DATE_BEFORE_START_DATE' }] : [],
  );
  if (!reading.ok) return refuse(...reading.refusals);
  const { value } = reading;
  const [broken, ...more] = findBrokenRules(call, value);
  if (broken) return refuse(broken, ...more);
  kept.put(core, keyOf(nino, value), { submittedOn: core.clock.now().toISOString() });
  return { status: 204 };
}

function findBrokenRules(call: ApiCall, value: Statement): Refusal[] {
  const { core, user, nino } = call;
  const { startDate, endDate } = value.accountingPeriod;
  const startYear = taxYearOf(endDate);
  const today = core.clock.today();
  if (startYear < FIRST_YEAR || startYear > LAST_YEAR) return [{ code: 'RULE_TAX_YEAR_NOT_SUPPORTED' }];
  const business = user.businesses.find(
    ({ businessId, typeOfBusiness }) =>
      businessId === value.businessId && typeOfBusiness === value.typeOfBusiness,
  );
  if (!business) return [{ code: 'MATCHING_RESOURCE_NOT_FOUND' }];
  // A property business's accounting period is the tax year; for those who report once a year that is a rule of its own.
  if (startDate !== `${startYear}-04-06` || endDate !== `${startYear + 1}-04-05`) {
    const yearly =
      statusIn(user, startYear, today)?.status === 'Annual' ||
      business.latentTaxYears.includes(formatTaxYear(startYear));
    return [{ code: yearly ? 'RULE_BUSINESS_INCOME_PERIOD_RESTRICTION' : 'RULE_NON_MATCHING_PERIOD' }];
  }
  if (business.commencementDate > endDate) return [{ code: 'RULE_NON_MATCHING_PERIOD' }];
  if (kept.get(core, keyOf(nino, value))) return [{ code: 'RULE_ALREADY_SUBMITTED' }];
  if (today <= endDate) return [{ code: 'RULE_EARLY_SUBMISSION' }];
  if (today > amendmentWindowEnd(startYear)) return [{ code: 'RULE_LATE_SUBMISSION' }];
  return findFailures(call, value);
}

/** What does not fit together in the figures; only with these together is a statement complete. */
function findFailures({ core, nino }: ApiCall, value: Statement): Refusal[] {
  const taxYear = formatTaxYear(taxYearOf(value.accountingPeriod.endDate));
  const figures = submittedFigures(core, nino, value.businessId, taxYear);
  if (!figures.updated) return [mismatch('No income and expenses were sent for the accounting period')];
  const { startDate, endDate } = value.accountingPeriod;
  return [
    ...((figures.firstDate ?? startDate) > startDate
      ? [mismatch('The updates do not start with the accounting period')]
      : []),
    ...((figures.lastDate ?? endDate) < endDate
      ? [mismatch('The updates end before the accounting period')]
      : []),
    ...findMisfits(figures).map(({ text }) => mismatch(text)),
  ];
}

function keyOf(nino: string, { businessId, accountingPeriod }: Statement): string {
  return `${nino}/${businessId}/${formatTaxYear(taxYearOf(accountingPeriod.endDate))}`;
}
