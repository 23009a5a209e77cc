import { z } from 'zod';
import type { Operation } from '../../operation.ts';

export interface ListAllBusinessesParams {
  nino: string;
}

export interface Business {
  /** `self-employment`, `uk-property`, `foreign-property`, `property-unspecified`, or one that HMRC adds later. */
  typeOfBusiness: string;
  businessId: string;
  tradingName: string | null;
  tradingType: string | null;
}

/** Business Details 2.0. All UK lets are one `uk-property` business, all foreign ones one `foreign-property` business. */
export const listAllBusinesses: Operation<ListAllBusinessesParams, Business[]> = {
  name: 'listAllBusinesses',
  version: '2.0',
  method: 'GET',
  path: '/individuals/business/details/{nino}/list',
  reads: z
    .object({
      listOfBusinesses: z.array(
        z.object({
          typeOfBusiness: z.string(),
          businessId: z.string(),
          tradingName: z.string().nullish().default(null),
          tradingType: z.string().nullish().default(null),
        }),
      ),
    })
    .transform(({ listOfBusinesses }) => listOfBusinesses),
};
