import { refuse } from '../platform/refusals.ts';
import { businessKey } from '../state/initial.ts';
import { type AcceptedUpdate } from '../state/schema.ts';
import { recordSubmission } from '../state/submissions.ts';
import { FIRST_CUMULATIVE_YEAR } from '../tax-year.ts';
import { findBrokenDateRule } from './cumulative-dates.ts';
import { fulfilObligations, reportsQuarterly } from './obligations.ts';
import type { ApiCall, Operation } from './operation.ts';
import { findPathRefusals } from './path-rules.ts';
import { shownDates } from './property-businesses.ts';
import { readCumulativeBody, toUkProperty } from './uk-cumulative-body.ts';

const WHERE = { businessId: true, taxYear: { first: FIRST_CUMULATIVE_YEAR, last: 'current' } } as const;
const PATH = '/individuals/business/property/uk/:nino/:businessId/cumulative/:taxYear';

const CODES_OF_BOTH = [
  'FORMAT_NINO',
  'FORMAT_TAX_YEAR',
  'FORMAT_BUSINESS_ID',
  'RULE_TAX_YEAR_RANGE_INVALID',
  'RULE_TAX_YEAR_NOT_SUPPORTED',
  'CLIENT_OR_AGENT_NOT_AUTHORISED',
  'MATCHING_RESOURCE_NOT_FOUND',
] as const;

/** Property Business 6.0: the cumulative update of a UK property business, from tax year 2025-26. */
export const ukPropertyCumulative: readonly Operation[] = [
  {
    name: 'put-uk-cumulative',
    method: 'PUT',
    path: PATH,
    version: '6.0',
    scope: 'write:self-assessment',
    codes: [
      ...CODES_OF_BOTH,
      'FORMAT_VALUE',
      'RULE_BOTH_EXPENSES_SUPPLIED',
      'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
      'FORMAT_FROM_DATE',
      'FORMAT_TO_DATE',
      'RULE_TO_DATE_BEFORE_FROM_DATE',
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
    name: 'get-uk-cumulative',
    method: 'GET',
    path: PATH,
    version: '6.0',
    scope: 'read:self-assessment',
    codes: [...CODES_OF_BOTH, 'RULE_TYPE_OF_BUSINESS_INCORRECT'],
    scenarios: {
      UK_PROPERTY_FULL_EXPENSES: (call) => example(call, { premisesRunningCosts: 840.5, travelCosts: 61.25 }),
      UK_PROPERTY_CONSOLIDATED: (call) => example(call, { consolidatedExpenses: 1204.75 }),
      FOREIGN_PROPERTY: 'RULE_TYPE_OF_BUSINESS_INCORRECT',
    },
    handle: get,
  },
];

function put(call: ApiCall) {
  const { core, user, nino, param, bodyText, correlationId } = call;
  const reading = readCumulativeBody(bodyText);
  const [first, ...more] = [...findPathRefusals(call, WHERE), ...(reading.ok ? [] : reading.refusals)];
  if (first) return refuse(first, ...more);
  if (!reading.ok) return refuse(...reading.refusals);

  const startYear = Number(param('taxYear').slice(0, 4));
  const business = user.businesses.find(({ businessId }) => businessId === param('businessId'));
  // HMRC documents no "wrong type of business" for this operation, so another type is simply not found.
  if (business?.typeOfBusiness !== 'uk-property') return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });

  const today = core.clock.today();
  const key = updateKey(call);
  const earlier = core.store.state.updates[key];
  const { update } = reading;
  const broken = findBrokenDateRule({
    startYear,
    today,
    business,
    reportsQuarterly: reportsQuarterly(user, business, startYear, today),
    fromDate: update.fromDate,
    toDate: update.toDate,
    lastToDate: earlier?.current.toDate,
  });
  if (broken) return refuse({ code: broken });

  const current: AcceptedUpdate = { submittedOn: core.clock.now().toISOString(), correlationId, ...update };
  const place = { nino, businessId: business.businessId, taxYear: param('taxYear') };
  const acceptedCount = (earlier?.acceptedCount ?? 0) + 1;
  core.store.set('updates', key, { ...place, acceptedCount, current });
  core.store.addToHistory(key, current);
  recordSubmission(core, { ...place, kind: 'uk-cumulative' });
  const { toDate } = update;
  if (toDate !== undefined) fulfilObligations(core, nino, business, startYear, { toDate });
  return { status: 204 };
}

function get(call: ApiCall) {
  const { core, user, param } = call;
  const [first, ...more] = findPathRefusals(call, WHERE);
  if (first) return refuse(first, ...more);
  const business = user.businesses.find(({ businessId }) => businessId === param('businessId'));
  if (business && business.typeOfBusiness !== 'uk-property')
    return refuse({ code: 'RULE_TYPE_OF_BUSINESS_INCORRECT' });
  const update = business && core.store.state.updates[updateKey(call)];
  if (!update) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  const { current } = update;
  return {
    status: 200,
    body: { ...shownDates(call, current), ukProperty: toUkProperty(current.pence) },
  };
}

function updateKey({ nino, param }: ApiCall): string {
  return `${businessKey(nino, param('businessId'))}/${param('taxYear')}`;
}

/** What a scenario shows in place of what was sent. */
function example({ core, param }: ApiCall, expenses: Record<string, number>) {
  const startYear = Number(param('taxYear').slice(0, 4));
  return {
    status: 200,
    body: {
      submittedOn: core.clock.now().toISOString(),
      fromDate: `${startYear}-04-06`,
      toDate: `${startYear}-07-05`,
      ukProperty: { income: { periodAmount: 3450, otherIncome: 25.5 }, expenses },
    },
  };
}
