import { refuse, type Refusal } from '../platform/refusals.ts';
import { BUSINESS_ID } from '../state/schema.ts';
import { FIRST_CUMULATIVE_YEAR } from '../tax-year.ts';
import { statusOfSummary, summariesOf, type KeptSummary } from './bsas-kept.ts';
import { isHolidayLet, SUMMARY_TYPES } from './bsas-trigger.ts';
import type { ApiCall, PersonOperation } from './operation.ts';
import { findPathRefusals } from './path-rules.ts';
import { startYearOf } from './property-businesses.ts';

const WHERE = { taxYear: { first: 2019, last: 'current' } } as const;
const BUSINESS_IDS: Readonly<Record<string, string>> = {
  XBIS12345678901: 'self-employment',
  XBIS12345678902: 'uk-property',
  XBIS12345678915: 'foreign-property',
  XBIS12345678903: 'foreign-property-fhl-eea',
  XBIS12345678904: 'uk-property-fhl',
};

export const listSummaries: PersonOperation = {
  name: 'list-bsas',
  method: 'GET',
  path: '/individuals/self-assessment/adjustable-summary/:nino/:taxYear',
  version: '7.0',
  scope: 'read:self-assessment',
  codes: [
    'FORMAT_NINO',
    'FORMAT_TAX_YEAR',
    'FORMAT_BUSINESS_ID',
    'FORMAT_TYPE_OF_BUSINESS',
    'RULE_TAX_YEAR_NOT_SUPPORTED',
    'RULE_TAX_YEAR_RANGE_INVALID',
    'CLIENT_OR_AGENT_NOT_AUTHORISED',
    'MATCHING_RESOURCE_NOT_FOUND',
    'RULE_REQUEST_CANNOT_BE_FULFILLED',
  ],
  scenarios: {
    SELF_EMPLOYMENT: (call) => example(call, 'self-employment'),
    UK_PROPERTY: (call) => example(call, 'uk-property'),
    UK_PROPERTY_FHL: (call) => example(call, 'uk-property-fhl'),
    FOREIGN_PROPERTY: (call) => example(call, 'foreign-property'),
    FOREIGN_PROPERTY_FHL: (call) => example(call, 'foreign-property-fhl-eea'),
    DYNAMIC: (call) =>
      example(
        call,
        call.query('typeOfBusiness') ?? BUSINESS_IDS[call.query('businessId') ?? ''] ?? 'uk-property',
      ),
  },
  handle: list,
};

function list(call: ApiCall) {
  const [first, ...more] = findRefusals(call);
  if (first) return refuse(first, ...more);
  const { core, nino, param, query } = call;
  const found = summariesOf(core, nino, param('taxYear'))
    .filter(({ businessId }) => businessId === (query('businessId') ?? businessId))
    .filter(({ typeOfBusiness }) => typeOfBusiness === (query('typeOfBusiness') ?? typeOfBusiness));
  if (found.length === 0) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  const bySource = new Map<string, KeptSummary[]>();
  for (const summary of found) {
    const source = `${summary.businessId} ${summary.typeOfBusiness}`;
    const ofSource = bySource.get(source);
    if (ofSource) ofSource.push(summary);
    else bySource.set(source, [summary]);
  }
  const businessSources = [...bySource.values()].flatMap((ofSource) => writeSource(call, ofSource));
  return { status: 200, body: { businessSources } };
}

function writeSource({ core, nino }: ApiCall, ofSource: readonly KeptSummary[]): object[] {
  const newest = ofSource.at(-1);
  if (!newest) return [];
  const { typeOfBusiness, businessId, startDate, endDate, taxYear } = newest;
  const summaries = ofSource.map((summary) => ({
    calculationId: summary.calculationId,
    requestedDateTime: summary.requestedAt,
    summaryStatus: statusOfSummary(core, nino, summary, newest),
    adjustedSummary: summary.adjusted !== undefined,
    ...(summary.adjusted && { adjustedDateTime: summary.adjusted.at }),
  }));
  return [{ typeOfBusiness, businessId, accountingPeriod: { startDate, endDate }, taxYear, summaries }];
}

function findRefusals(call: ApiCall): Refusal[] {
  const refusals = findPathRefusals(call, WHERE);
  const [businessId, typeOfBusiness] = [call.query('businessId'), call.query('typeOfBusiness')];
  if (businessId !== undefined && !BUSINESS_ID.test(businessId))
    refusals.push({ code: 'FORMAT_BUSINESS_ID' });
  if (typeOfBusiness === undefined) return refusals;
  const known = SUMMARY_TYPES.find((type) => type === typeOfBusiness);
  const hasEnded = known && isHolidayLet(known) && startYearOf(call) >= FIRST_CUMULATIVE_YEAR;
  if (!known || hasEnded) refusals.push({ code: 'FORMAT_TYPE_OF_BUSINESS' });
  return refusals;
}

/** One made-up summary of a type of business in the tax year of the request. */
function example(call: ApiCall, typeOfBusiness: string) {
  const [first, ...more] = findRefusals(call);
  if (first) return refuse(first, ...more);
  const { core, param, query } = call;
  const startYear = startYearOf(call);
  const ended = typeOfBusiness.includes('fhl') && startYear >= FIRST_CUMULATIVE_YEAR;
  if (ended) return refuse({ code: 'RULE_INCORRECT_GOV_TEST_SCENARIO' });
  const at = core.clock.now().toISOString();
  const source = {
    typeOfBusiness,
    businessId: query('businessId') ?? 'XXIS00000000001',
    accountingPeriod: { startDate: `${startYear}-04-06`, endDate: `${startYear + 1}-04-05` },
    taxYear: param('taxYear'),
    summaries: [
      {
        calculationId: '5b1f6c1e-0d5c-4a53-9f0e-3f6f8a3d9c01',
        requestedDateTime: at,
        summaryStatus: 'valid',
        adjustedSummary: true,
        adjustedDateTime: at,
      },
    ],
  };
  return { status: 200, body: { businessSources: [source] } };
}
