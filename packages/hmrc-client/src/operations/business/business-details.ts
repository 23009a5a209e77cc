import { z } from 'zod';
import type { Operation } from '../../operation.ts';
import { reads } from '../../shapes/read.ts';
import { date, group, list, optional, type Out, required, text } from '../../shapes/shape.ts';

export interface ListAllBusinessesParams {
  nino: string;
}

export interface RetrieveBusinessDetailsParams {
  nino: string;
  businessId: string;
}

/** A business in HMRC's list. */
export interface Business {
  /** `self-employment`, `uk-property`, `foreign-property`, `property-unspecified`, or one that HMRC adds later. */
  typeOfBusiness: string;
  businessId: string;
  tradingName: string | null;
  tradingType: string | null;
}

/**
 * Business Details 2.0. All UK lets are one `uk-property` business, all foreign ones one `foreign-property` business.
 * @see Business Details (MTD) 2.0, HMRC, August 2026
 */
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

/** The first two tax years of a business, in which it may report once a year. */
const latencyDetails = group({
  latencyEndDate: required(date()),
  /** `YYYY-YY`. */
  taxYear1: required(text()),
  /** `A`: once a year; `Q`: each quarter. */
  latencyIndicator1: required(text()),
  taxYear2: required(text()),
  latencyIndicator2: required(text()),
});

const businessDetails = group({
  businessId: required(text()),
  /** `self-employment`, `uk-property`, `foreign-property`, `property-unspecified`, or one that HMRC adds later. */
  typeOfBusiness: required(text()),
  tradingType: optional(text()),
  tradingName: optional(text()),
  /** `YYYY`. */
  yearOfMigration: optional(text()),
  /** HMRC: not to be shown to users, as all accounting periods here. */
  firstAccountingPeriodStartDate: optional(date()),
  firstAccountingPeriodEndDate: optional(date()),
  latencyDetails: optional(latencyDetails),
  quarterlyTypeChoice: optional(
    group({
      /** `standard`: quarters from the 6th; `calendar`: from the 1st. */
      quarterlyPeriodType: optional(text()),
      /** `YYYY-YY`. */
      taxYearOfChoice: optional(text()),
    }),
  ),
  /** The latest accounting period alone. HMRC: not to be shown to users. */
  accountingPeriods: optional(list(group({ start: required(date()), end: required(date()) }))),
  commencementDate: optional(date()),
  cessationDate: optional(date()),
  businessAddressLineOne: optional(text()),
  businessAddressLineTwo: optional(text()),
  businessAddressLineThree: optional(text()),
  businessAddressLineFour: optional(text()),
  businessAddressPostcode: optional(text()),
  /** Two letters of ISO 3166. */
  businessAddressCountryCode: optional(text()),
});
/** What HMRC holds about one business; members that HMRC has nothing for are absent. */
export type BusinessDetails = Out<typeof businessDetails>;

/**
 * Business Details 2.0: one business. 404 `NO_BUSINESS_FOUND` or `MATCHING_RESOURCE_NOT_FOUND` where HMRC has none of that id.
 * @see Business Details (MTD) 2.0, HMRC, August 2026
 */
export const retrieveBusinessDetails: Operation<RetrieveBusinessDetailsParams, BusinessDetails> = {
  name: 'retrieveBusinessDetails',
  version: '2.0',
  method: 'GET',
  path: '/individuals/business/details/{nino}/{businessId}',
  reads: reads(businessDetails),
};
