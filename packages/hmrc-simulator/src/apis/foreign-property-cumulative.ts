import { readBody } from '../bodies/body.ts';
import { date, list, object } from '../bodies/parts.ts';
import type { Answer } from '../platform/answer.ts';
import { refuse } from '../platform/refusals.ts';
import { recordSubmission } from '../state/submissions.ts';
import { FIRST_CUMULATIVE_YEAR } from '../tax-year.ts';
import { findBrokenDateRule } from './cumulative-dates.ts';
import { fulfilObligations, reportsQuarterly } from './obligations.ts';
import type { ApiCall, Operation } from './operation.ts';
import {
  findCallRefusals,
  FIRST_YEAR_BY_PROPERTY,
  PATH_CODES,
  propertyBusiness,
  shownDates,
  startYearOf,
  yearKey,
} from './property-businesses.ts';
import {
  cumulativeCountry,
  cumulativeProperty,
  findDuplicates,
  findMixedExpenses,
} from './property-fields.ts';
import { EXAMPLE_PROPERTY_ID, findForeignMismatch, onlyProperty } from './property-foreign.ts';
import { foreignUpdates, inPounds } from './property-kept.ts';
import { findBrokenDateRules } from './uk-cumulative-body.ts';

const WHERE = { businessId: true, taxYear: { first: FIRST_CUMULATIVE_YEAR, last: 'current' } } as const;
const PATH = '/individuals/business/property/foreign/:nino/:businessId/cumulative/:taxYear';

const dates = { fromDate: date('FORMAT_FROM_DATE'), toDate: date('FORMAT_TO_DATE') };
const byCountry = object({ foreignProperty: list(cumulativeCountry()) }, dates);
const byProperty = object({ foreignProperty: list(cumulativeProperty()) }, dates);

/** Property Business 6.0: the cumulative update of a foreign property business, from tax year 2025-26. */
export const foreignPropertyCumulative: readonly Operation[] = [
  {
    name: 'put-foreign-cumulative',
    method: 'PUT',
    path: PATH,
    version: '6.0',
    scope: 'write:self-assessment',
    codes: [
      ...PATH_CODES,
      'FORMAT_PROPERTY_ID',
      'FORMAT_VALUE',
      'RULE_BOTH_EXPENSES_SUPPLIED',
      'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
      'FORMAT_FROM_DATE',
      'FORMAT_TO_DATE',
      'RULE_TO_DATE_BEFORE_FROM_DATE',
      'FORMAT_COUNTRY_CODE',
      'RULE_COUNTRY_CODE',
      'RULE_DUPLICATE_COUNTRY_CODE',
      'RULE_DUPLICATE_PROPERTY_ID',
      'RULE_PROPERTY_ID_MISMATCH',
      'RULE_ADVANCE_SUBMISSION_REQUIRES_PERIOD_END_DATE',
      'RULE_SUBMISSION_END_DATE_CANNOT_MOVE_BACKWARDS',
      'RULE_START_DATE_NOT_ALIGNED_WITH_REPORTING_TYPE',
      'RULE_START_DATE_NOT_ALIGNED_TO_COMMENCEMENT_DATE',
      'RULE_END_DATE_NOT_ALIGNED_WITH_REPORTING_TYPE',
      'RULE_MISSING_SUBMISSION_DATES',
      'RULE_START_AND_END_DATE_NOT_ALLOWED',
      'RULE_OUTSIDE_AMENDMENT_WINDOW',
      'RULE_EARLY_DATA_SUBMISSION_NOT_ACCEPTED',
    ],
    handle: put,
  },
  {
    name: 'get-foreign-cumulative',
    method: 'GET',
    path: PATH,
    version: '6.0',
    scope: 'read:self-assessment',
    codes: [...PATH_CODES, 'FORMAT_PROPERTY_ID', 'RULE_TYPE_OF_BUSINESS_INCORRECT'],
    scenarios: {
      FOREIGN_PROPERTY_FULL_EXPENSES: (call) =>
        example(call, { premisesRunningCosts: 412.6, professionalFees: 95, travelCosts: 130.75 }),
      FOREIGN_PROPERTY_CONSOLIDATED: (call) => example(call, { consolidatedExpenses: 733.2 }),
      UK_PROPERTY: 'RULE_TYPE_OF_BUSINESS_INCORRECT',
    },
    handle: get,
  },
];

function readUpdate(call: ApiCall) {
  const description = startYearOf(call) < FIRST_YEAR_BY_PROPERTY ? byCountry : byProperty;
  return readBody<{
    fromDate?: string;
    toDate?: string;
    foreignProperty: Parameters<typeof findDuplicates>[0] & Parameters<typeof findMixedExpenses>[0];
  }>(description, call.bodyText, ({ fromDate, toDate, foreignProperty }) => [
    ...findBrokenDateRules(fromDate, toDate),
    ...findDuplicates(foreignProperty, '/foreignProperty'),
    ...findMixedExpenses(foreignProperty, '/foreignProperty'),
  ]);
}

function put(call: ApiCall): Answer {
  const { core, user, nino, param } = call;
  const reading = readUpdate(call);
  const [first, ...more] = findCallRefusals(call, WHERE, reading);
  if (first) return refuse(first, ...more);
  if (!reading.ok) return refuse(...reading.refusals);
  const found = propertyBusiness(call, 'foreign-property');
  // HMRC documents no "wrong type of business" for this operation, so another type is simply not found.
  if (!found.ok) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  const { business } = found;

  const startYear = startYearOf(call);
  const today = core.clock.today();
  const key = yearKey(call);
  const earlier = foreignUpdates.get(core, key);
  const { fromDate, toDate, foreignProperty } = reading.value;
  const brokenDate = findBrokenDateRule({
    startYear,
    today,
    business,
    reportsQuarterly: reportsQuarterly(user, business, startYear, today),
    fromDate,
    toDate,
    lastToDate: earlier?.toDate,
  });
  const broken = brokenDate ? { code: brokenDate } : findForeignMismatch(call, foreignProperty);
  if (broken) return refuse(broken);

  const submittedOn = core.clock.now().toISOString();
  const acceptedCount = (earlier?.acceptedCount ?? 0) + 1;
  foreignUpdates.put(core, key, { submittedOn, acceptedCount, ...reading.value });
  const { businessId } = business;
  recordSubmission(core, { nino, businessId, taxYear: param('taxYear'), kind: 'foreign-cumulative' });
  if (toDate !== undefined) fulfilObligations(core, nino, business, startYear, { toDate });
  return { status: 204 };
}

function get(call: ApiCall): Answer {
  const wanted = onlyProperty(call);
  if (!wanted.ok) return wanted.answer;
  const [first, ...more] = findCallRefusals(call, WHERE);
  if (first) return refuse(first, ...more);
  const found = propertyBusiness(call, 'foreign-property');
  if (!found.ok) return found.answer;
  const update = foreignUpdates.get(call.core, yearKey(call));
  const shown = update?.foreignProperty.filter(wanted.fits) ?? [];
  if (!update || shown.length === 0) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  return { status: 200, body: { ...shownDates(call, update), foreignProperty: inPounds(shown) } };
}

/** What a scenario shows in place of what was sent. */
function example(call: ApiCall, expenses: Record<string, number>): Answer {
  const startYear = startYearOf(call);
  const place =
    startYear < FIRST_YEAR_BY_PROPERTY
      ? { countryCode: 'ITA' }
      : { propertyId: call.query('propertyId') ?? EXAMPLE_PROPERTY_ID };
  const income = {
    rentIncome: { rentAmount: 5210.3 },
    foreignTaxCreditRelief: true,
    foreignTaxPaidOrDeducted: 318.45,
  };
  return {
    status: 200,
    body: {
      submittedOn: call.core.clock.now().toISOString(),
      fromDate: `${startYear}-04-06`,
      toDate: `${startYear}-07-05`,
      foreignProperty: [{ ...place, income, expenses }],
    },
  };
}
