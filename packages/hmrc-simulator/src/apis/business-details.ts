import { refuse } from '../platform/refusals.ts';
import type { Operation } from './operation.ts';

/** Business Details 2.0: List All Businesses. */
export const businessDetails: readonly Operation[] = [
  {
    name: 'list-businesses',
    method: 'GET',
    path: '/individuals/business/details/:nino/list',
    version: '2.0',
    scope: 'read:self-assessment',
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
