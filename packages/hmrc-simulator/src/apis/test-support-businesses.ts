import { randomInt } from 'node:crypto';
import { readBody } from '../bodies/body.ts';
import type { Core } from '../core.ts';
import type { Answer } from '../platform/answer.ts';
import { refuse } from '../platform/refusals.ts';
import { defineCollection } from '../state/documents.ts';
import { forgetBusiness } from '../state/person.ts';
import type { Business } from '../state/schema.ts';
import { formatTaxYear, taxYearOf } from '../tax-year.ts';
import type { ApiCall, Operation } from './operation.ts';
import { findPathRefusals } from './path-rules.ts';
import { businessBody, findBrokenRules, type BusinessBody } from './test-support-business-body.ts';

const PATH = '/individuals/self-assessment-test-support/business/:nino';
/** How long ago a business began, where nothing is said. */
const YEARS_AGO = 2;
const letters: Record<Business['typeOfBusiness'], string> = {
  'self-employment': 'B',
  'uk-property': 'P',
  'foreign-property': 'F',
  'property-unspecified': 'A',
};

/** Ids of the businesses made here: only these can be deleted. */
const made = defineCollection<true>('test-businesses');

/** Businesses that come and go as a test wants it. */
export const testBusinesses: readonly Operation[] = [
  {
    name: 'create-test-business',
    method: 'POST',
    path: PATH,
    version: '1.0',
    scope: 'write:self-assessment',
    codes: [
      'FORMAT_NINO',
      'FORMAT_TYPE_OF_BUSINESS',
      'FORMAT_DATE',
      'FORMAT_TAX_YEAR',
      'FORMAT_ACCOUNTING_TYPE',
      'FORMAT_POSTCODE',
      'FORMAT_LATENCY_INDICATOR',
      'MISSING_POSTCODE',
      'FORMAT_COUNTRY_CODE',
      'RULE_COMMENCEMENT_DATE_NOT_SUPPORTED',
      'RULE_PROPERTY_BUSINESS_ADDED',
      'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
      'RULE_TAX_YEAR_RANGE_INVALID',
      'MISSING_FIRST_ACCOUNTING_PERIOD_START_DATE',
      'MISSING_FIRST_ACCOUNTING_PERIOD_END_DATE',
      'RULE_FIRST_ACCOUNTING_DATE_RANGE_INVALID',
      'RULE_UNEXPECTED_BUSINESS_ADDRESS',
      'RULE_MISSING_BUSINESS_ADDRESS',
      'RULE_UNEXPECTED_TRADING_NAME',
      'RULE_MISSING_TRADING_NAME',
      'CLIENT_OR_AGENT_NOT_AUTHORISED',
    ],
    handle: create,
  },
  {
    name: 'delete-test-business',
    method: 'DELETE',
    path: `${PATH}/:businessId`,
    version: '1.0',
    scope: 'write:self-assessment',
    codes: [
      'FORMAT_NINO',
      'FORMAT_BUSINESS_ID',
      'CLIENT_OR_AGENT_NOT_AUTHORISED',
      'MATCHING_RESOURCE_NOT_FOUND',
    ],
    handle: remove,
  },
];

function create(call: ApiCall): Answer {
  const { core, user, nino } = call;
  const today = core.clock.today();
  const reading = readBody(businessBody, call.bodyText, (value) => findBrokenRules(value, today));
  if (!reading.ok) return refuse(...reading.refusals);
  const { typeOfBusiness } = reading.value;
  if (
    typeOfBusiness !== 'self-employment' &&
    user.businesses.some((one) => one.typeOfBusiness === typeOfBusiness)
  ) {
    return refuse({ code: 'RULE_PROPERTY_BUSINESS_ADDED' });
  }
  const business = businessOf(reading.value, newId(core, typeOfBusiness), today);
  core.store.set('users', nino, { ...user, businesses: [...user.businesses, business] });
  made.put(core, `${nino}/${business.businessId}`, true);
  return { status: 201, body: { businessId: business.businessId } };
}

function remove(call: ApiCall): Answer {
  const { core, user, nino, param } = call;
  const [first, ...more] = findPathRefusals(call, { businessId: true });
  if (first) return refuse(first, ...more);
  const businessId = param('businessId');
  if (!made.remove(core, `${nino}/${businessId}`)) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  const businesses = user.businesses.filter((one) => one.businessId !== businessId);
  core.store.set('users', nino, { ...user, businesses });
  forgetBusiness(core, nino, businessId);
  return { status: 204 };
}

function businessOf(body: BusinessBody, businessId: string, today: string): Business {
  const { latencyDetails: latency, quarterlyTypeChoice: choice, accountingType } = body;
  const { firstAccountingPeriodStartDate: start, firstAccountingPeriodEndDate: end } = body;
  const { businessAddressCountryCode: countryCode, businessAddressPostcode: postcode } = body;
  const year = taxYearOf(today);
  return {
    businessId,
    typeOfBusiness: body.typeOfBusiness,
    ...(body.tradingName !== undefined && { tradingName: body.tradingName }),
    commencementDate: body.commencementDate ?? start ?? `${year - YEARS_AGO}-04-06`,
    ...(body.cessationDate !== undefined && { cessationDate: body.cessationDate }),
    ...(choice && {
      quarterlyTypeChoice: {
        quarterlyPeriodType: choice.quarterlyPeriodType ?? 'standard',
        taxYearOfChoice: choice.taxYearOfChoice ?? formatTaxYear(year),
      },
    }),
    latentTaxYears: latency
      ? [
          ...(latency.latencyIndicator1 === 'A' ? [latency.taxYear1] : []),
          ...(latency.latencyIndicator2 === 'A' ? [latency.taxYear2] : []),
        ]
      : [],
    ...(latency && { latencyDetails: latency }),
    ...(start !== undefined && end !== undefined && { firstAccountingPeriod: { start, end } }),
    ...(accountingType && { accountingType: accountingType === 'CASH' ? 'CASH' : 'ACCRUAL' }),
    ...(countryCode !== undefined && {
      address: { lines: linesOf(body), countryCode, ...(postcode !== undefined && { postcode }) },
    }),
  };
}

function linesOf(body: BusinessBody): string[] {
  const { businessAddressLineOne, businessAddressLineTwo, businessAddressLineThree } = body;
  return [
    businessAddressLineOne,
    businessAddressLineTwo,
    businessAddressLineThree,
    body.businessAddressLineFour,
  ].filter((line) => line !== undefined);
}

/** An id that nobody's business has. */
function newId(core: Core, type: Business['typeOfBusiness']): string {
  const taken = new Set(
    Object.values(core.store.state.users).flatMap(({ businesses }) =>
      businesses.map(({ businessId }) => businessId),
    ),
  );
  for (;;) {
    const id = `X${letters[type]}IS${String(randomInt(1_000_000_000)).padStart(11, '0')}`;
    if (!taken.has(id)) return id;
  }
}
