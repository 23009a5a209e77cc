import type { Answer } from '../platform/answer.ts';
import { refuse } from '../platform/refusals.ts';
import type { Business } from '../state/schema.ts';
import type { Operation } from './operation.ts';

type TypeOfBusiness = Business['typeOfBusiness'];

/** One business of each type, for scenarios. */
const exampleIds: Record<TypeOfBusiness, string> = {
  'self-employment': 'XBIS00000000901',
  'uk-property': 'XPIS00000000902',
  'foreign-property': 'XFIS00000000903',
  'property-unspecified': 'XAIS00000000904',
};

/** Business Details 2.0: List All Businesses. */
export const businessDetails: readonly Operation[] = [
  {
    name: 'list-businesses',
    method: 'GET',
    path: '/individuals/business/details/:nino/list',
    version: '2.0',
    scope: 'read:self-assessment',
    codes: ['FORMAT_NINO', 'CLIENT_OR_AGENT_NOT_AUTHORISED', 'MATCHING_RESOURCE_NOT_FOUND'],
    scenarios: {
      PROPERTY: () => listOf('uk-property'),
      FOREIGN_PROPERTY: () => listOf('foreign-property'),
      BUSINESS_AND_PROPERTY: () => listOf('self-employment', 'uk-property', 'foreign-property'),
      UNSPECIFIED: () => listOf('property-unspecified'),
    },
    handle: ({ user }) => {
      if (user.businesses.length === 0) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
      const listOfBusinesses = user.businesses.map(({ typeOfBusiness, businessId, tradingName }) => ({
        typeOfBusiness,
        businessId,
        ...(tradingName !== undefined && { tradingName }),
      }));
      return { status: 200, body: { listOfBusinesses } };
    },
  },
];

function listOf(...types: TypeOfBusiness[]): Answer {
  const listOfBusinesses = types.map((typeOfBusiness) => ({
    typeOfBusiness,
    businessId: exampleIds[typeOfBusiness],
    ...(typeOfBusiness === 'self-employment' && { tradingName: 'Odd Jobs' }),
  }));
  return { status: 200, body: { listOfBusinesses } };
}
