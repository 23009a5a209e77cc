import type { Answer } from '../platform/answer.ts';
import { refuse } from '../platform/refusals.ts';
import type { Business } from '../state/schema.ts';
import { firstDayOf, taxYearOf } from '../tax-year.ts';
import { accountingTypes } from './business-details-accounting.ts';
import { lateAccountingDateRule } from './business-details-late-date.ts';
import { exampleOf, exampleOfId, exampleTypes, type TypeOfBusiness } from './business-details-examples.ts';
import { periodsOfAccount } from './business-details-periods.ts';
import { quarterlyPeriodType } from './business-details-quarters.ts';
import type { ApiCall, Operation } from './operation.ts';
import { findPathRefusals } from './path-rules.ts';

/** The first tax year of quarterly updates that anybody here was signed up for. */
const YEAR_OF_MIGRATION = '2025';

/** Business Details 2.0. */
export const businessDetails: readonly Operation[] = [
  {
    name: 'list-businesses',
    method: 'GET',
    path: '/individuals/business/details/:nino/list',
    version: '2.0',
    scope: 'read:self-assessment',
    codes: ['FORMAT_NINO', 'CLIENT_OR_AGENT_NOT_AUTHORISED', 'MATCHING_RESOURCE_NOT_FOUND'],
    scenarios: {
      PROPERTY: () => listOf([exampleOf('uk-property')]),
      FOREIGN_PROPERTY: () => listOf([exampleOf('foreign-property')]),
      BUSINESS_AND_PROPERTY: () => listOf(exampleTypes.map(exampleOf)),
      UNSPECIFIED: () => listOf([exampleOf('property-unspecified')]),
    },
    handle: ({ user }) =>
      user.businesses.length > 0 ? listOf(user.businesses) : refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' }),
  },
  {
    name: 'get-business',
    method: 'GET',
    path: '/individuals/business/details/:nino/:businessId',
    version: '2.0',
    scope: 'read:self-assessment',
    codes: [
      'FORMAT_NINO',
      'FORMAT_BUSINESS_ID',
      'CLIENT_OR_AGENT_NOT_AUTHORISED',
      'MATCHING_RESOURCE_NOT_FOUND',
      'NO_BUSINESS_FOUND',
    ],
    scenarios: {
      PROPERTY: example('uk-property'),
      FOREIGN_PROPERTY: example('foreign-property'),
      UNSPECIFIED: example('property-unspecified'),
      DYNAMIC: (call) => detailsOf(call, exampleOfId(call.param('businessId'))),
    },
    handle: (call) => {
      const [first, ...more] = findPathRefusals(call, { businessId: true });
      if (first) return refuse(first, ...more);
      if (call.user.businesses.length === 0) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
      const business = call.user.businesses.find(({ businessId }) => businessId === call.param('businessId'));
      return business ? detailsOf(call, business) : refuse({ code: 'NO_BUSINESS_FOUND' });
    },
  },
  ...quarterlyPeriodType,
  ...accountingTypes,
  ...periodsOfAccount,
  ...lateAccountingDateRule,
];

function listOf(businesses: readonly Business[]): Answer {
  const listOfBusinesses = businesses.map(({ typeOfBusiness, businessId, tradingName }) => ({
    typeOfBusiness,
    businessId,
    ...(tradingName !== undefined && { tradingName }),
  }));
  return { status: 200, body: { listOfBusinesses } };
}

function example(type: TypeOfBusiness) {
  return (call: ApiCall): Answer => detailsOf(call, exampleOf(type));
}

/** All that HMRC tells of one business. */
function detailsOf({ core }: ApiCall, business: Business): Answer {
  const { quarterlyTypeChoice: choice, firstAccountingPeriod: firstPeriod, latencyDetails } = business;
  const { businessId, typeOfBusiness, tradingName, commencementDate, cessationDate } = business;
  const year = taxYearOf(core.clock.today());
  const body = {
    businessId,
    typeOfBusiness,
    ...(tradingName !== undefined && { tradingName }),
    yearOfMigration: YEAR_OF_MIGRATION,
    ...(firstPeriod && {
      firstAccountingPeriodStartDate: firstPeriod.start,
      firstAccountingPeriodEndDate: firstPeriod.end,
    }),
    ...(latencyDetails && { latencyDetails }),
    ...(choice && {
      quarterlyTypeChoice: {
        quarterlyPeriodType: choice.quarterlyPeriodType,
        taxYearOfChoice: choice.taxYearOfChoice,
      },
    }),
    accountingPeriods: [{ start: firstDayOf(year, undefined), end: `${year + 1}-04-05` }],
    commencementDate,
    ...(cessationDate !== undefined && { cessationDate }),
    ...addressOf(business),
  };
  return { status: 200, body };
}

const LINES = ['One', 'Two', 'Three', 'Four'] as const;

function addressOf({ address }: Business): Record<string, string> {
  if (!address) return {};
  const { lines, postcode, countryCode } = address;
  return {
    ...Object.fromEntries(
      lines.slice(0, LINES.length).map((line, index) => [`businessAddressLine${LINES[index] ?? ''}`, line]),
    ),
    ...(postcode !== undefined && { businessAddressPostcode: postcode }),
    businessAddressCountryCode: countryCode,
  };
}
