import { choice, date, group, type In, optional, required, text } from '../../shapes/shape.ts';

const taxYear = text(/^\d{4}-\d{2}$/, 'FORMAT_TAX_YEAR');
const frequency = choice(['A', 'Q'], 'FORMAT_LATENCY_INDICATOR');

export const testBusiness = group({
  typeOfBusiness: required(
    choice(
      ['self-employment', 'uk-property', 'foreign-property', 'property-unspecified'],
      'FORMAT_TYPE_OF_BUSINESS',
    ),
  ),
  /** Wanted of self-employment, refused of property. */
  tradingName: optional(text()),
  /** `YYYY-MM-DD`; both or neither, and a whole tax year. */
  firstAccountingPeriodStartDate: optional(date()),
  /** `YYYY-MM-DD`. */
  firstAccountingPeriodEndDate: optional(date()),
  latencyDetails: optional(
    group({
      /** `YYYY-MM-DD`. */
      latencyEndDate: required(date()),
      /** `YYYY-YY`. */
      taxYear1: required(taxYear),
      /** `A` for a year with one report, `Q` for one with quarterly updates. */
      latencyIndicator1: required(frequency),
      /** `YYYY-YY`. */
      taxYear2: required(taxYear),
      latencyIndicator2: required(frequency),
    }),
  ),
  quarterlyTypeChoice: optional(
    group({
      quarterlyPeriodType: optional(choice(['standard', 'calendar'])),
      /** `YYYY-YY`. */
      taxYearOfChoice: optional(taxYear),
    }),
  ),
  /** Business Details reads `ACCRUALS` back as `ACCRUAL`. */
  accountingType: optional(choice(['CASH', 'ACCRUALS'], 'FORMAT_ACCOUNTING_TYPE')),
  /** `YYYY-MM-DD`, in the past. */
  commencementDate: optional(date()),
  /** `YYYY-MM-DD`. */
  cessationDate: optional(date()),
  /** First line and country are wanted of self-employment; no part of an address is taken of property. */
  businessAddressLineOne: optional(text()),
  businessAddressLineTwo: optional(text()),
  businessAddressLineThree: optional(text()),
  businessAddressLineFour: optional(text()),
  /** Wanted where the country is `GB`. */
  businessAddressPostcode: optional(
    text(/^([A-Z]{1,2}\d[0-9A-Z]?\s?\d[A-Z]{2}|BFPO\s?\d{1,10})$/, 'FORMAT_POSTCODE'),
  ),
  /** Two letters of ISO 3166. */
  businessAddressCountryCode: optional(text(/^[A-Z]{2}$/, 'FORMAT_COUNTRY_CODE')),
});
/** A business for a test user: several of self-employment, one of each kind of property. It lives seven days. */
export type TestBusiness = In<typeof testBusiness>;
