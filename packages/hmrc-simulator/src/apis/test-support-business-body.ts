import type { ValueOf } from '../bodies/body.ts';
import { choice, date, object, optionals, text } from '../bodies/parts.ts';
import type { Refusal } from '../platform/refusals.ts';
import { readTaxYear } from '../tax-year.ts';

const UNFIT = 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED';
const POSTCODE = /^([A-Z]{1,2}\d[\dA-Z]?\s?\d[A-Z]{2}|BFPO\s?\d{1,10})$/;
const day = date('FORMAT_DATE', { withPath: true });
const taxYear = text(/^2\d{3}-\d{2}$/, 'FORMAT_TAX_YEAR');
const indicator = choice(['A', 'Q'], 'FORMAT_LATENCY_INDICATOR');
const line = text(/^.{1,35}$/, UNFIT);

/** A business as a test wants it. HMRC says accruals in the plural here, and in the singular everywhere else. */
export const businessBody = object(
  {
    typeOfBusiness: choice(
      ['self-employment', 'uk-property', 'foreign-property', 'property-unspecified'],
      'FORMAT_TYPE_OF_BUSINESS',
    ),
  },
  {
    tradingName: text(/^.{1,105}$/, UNFIT),
    firstAccountingPeriodStartDate: day,
    firstAccountingPeriodEndDate: day,
    latencyDetails: object({
      latencyEndDate: day,
      taxYear1: taxYear,
      latencyIndicator1: indicator,
      taxYear2: taxYear,
      latencyIndicator2: indicator,
    }),
    quarterlyTypeChoice: optionals({
      quarterlyPeriodType: choice(['standard', 'calendar'], UNFIT),
      taxYearOfChoice: taxYear,
    }),
    accountingType: choice(['CASH', 'ACCRUALS'], 'FORMAT_ACCOUNTING_TYPE'),
    commencementDate: day,
    cessationDate: day,
    businessAddressLineOne: line,
    businessAddressLineTwo: line,
    businessAddressLineThree: line,
    businessAddressLineFour: line,
    businessAddressPostcode: text(POSTCODE, 'FORMAT_POSTCODE'),
    businessAddressCountryCode: text(/^[A-Z]{2}$/, 'FORMAT_COUNTRY_CODE'),
  },
);
export type BusinessBody = ValueOf<typeof businessBody>;

/** Rules between the fields, as they are on a day. */
export function findBrokenRules(body: BusinessBody, today: string): Refusal[] {
  const refusals: Refusal[] = [...findWrongYears(body), ...findWrongPeriod(body), ...findWrongOwner(body)];
  if (body.commencementDate !== undefined && body.commencementDate >= today) {
    refusals.push({ code: 'RULE_COMMENCEMENT_DATE_NOT_SUPPORTED' });
  }
  return refusals;
}

function findWrongYears({ latencyDetails, quarterlyTypeChoice }: BusinessBody): Refusal[] {
  const years = {
    '/latencyDetails/taxYear1': latencyDetails?.taxYear1,
    '/latencyDetails/taxYear2': latencyDetails?.taxYear2,
    '/quarterlyTypeChoice/taxYearOfChoice': quarterlyTypeChoice?.taxYearOfChoice,
  };
  const paths = Object.entries(years).flatMap(([path, text]) => {
    const read = text === undefined ? undefined : readTaxYear(text);
    // One of the wrong form has its own code.
    return read && !read.ok && read.code === 'RULE_TAX_YEAR_RANGE_INVALID' ? [path] : [];
  });
  return paths.length > 0 ? [{ code: 'RULE_TAX_YEAR_RANGE_INVALID', paths }] : [];
}

function findWrongPeriod(body: BusinessBody): Refusal[] {
  const { firstAccountingPeriodStartDate: start, firstAccountingPeriodEndDate: end } = body;
  if (start === undefined && end === undefined) return [];
  if (start === undefined) return [{ code: 'MISSING_FIRST_ACCOUNTING_PERIOD_START_DATE' }];
  if (end === undefined) return [{ code: 'MISSING_FIRST_ACCOUNTING_PERIOD_END_DATE' }];
  const isTaxYear = start.endsWith('-04-06') && end === `${Number(start.slice(0, 4)) + 1}-04-05`;
  return isTaxYear ? [] : [{ code: 'RULE_FIRST_ACCOUNTING_DATE_RANGE_INVALID' }];
}

/** A trade has a name and an address; property has neither. */
function findWrongOwner(body: BusinessBody): Refusal[] {
  const hasAddress = Object.keys(body).some((name) => name.startsWith('businessAddress'));
  if (body.typeOfBusiness !== 'self-employment') {
    return [
      ...(hasAddress ? [{ code: 'RULE_UNEXPECTED_BUSINESS_ADDRESS' } as const] : []),
      ...(body.tradingName === undefined ? [] : [{ code: 'RULE_UNEXPECTED_TRADING_NAME' } as const]),
    ];
  }
  const { businessAddressLineOne: first, businessAddressCountryCode: country } = body;
  return [
    ...(first === undefined || country === undefined
      ? [{ code: 'RULE_MISSING_BUSINESS_ADDRESS' } as const]
      : []),
    ...(country === 'GB' && body.businessAddressPostcode === undefined
      ? [{ code: 'MISSING_POSTCODE' } as const]
      : []),
    ...(body.tradingName === undefined ? [{ code: 'RULE_MISSING_TRADING_NAME' } as const] : []),
  ];
}
