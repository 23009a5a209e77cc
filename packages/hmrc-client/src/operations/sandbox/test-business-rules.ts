import type { HmrcError } from '../../result.ts';
import { checkTaxYear } from '../../values/tax-year.ts';
import type { TestBusiness } from './test-business-fields.ts';

/** What HMRC asks of a test business beyond its fields. What hangs on the day it is asked, or on what it has, is left to HMRC. */
export function checkTestBusiness(business: TestBusiness): HmrcError[] {
  return [...checkPeriod(business), ...checkTaxYears(business), ...checkKind(business)];
}

function checkPeriod(business: TestBusiness): HmrcError[] {
  const { firstAccountingPeriodStartDate: start, firstAccountingPeriodEndDate: end } = business;
  if (start === undefined && end !== undefined) {
    return refusal('MISSING_FIRST_ACCOUNTING_PERIOD_START_DATE', 'The period ends but does not start.');
  }
  if (start !== undefined && end === undefined) {
    return refusal('MISSING_FIRST_ACCOUNTING_PERIOD_END_DATE', 'The period starts but does not end.');
  }
  return [];
}

function checkTaxYears({ latencyDetails, quarterlyTypeChoice }: TestBusiness): HmrcError[] {
  const years = [
    ['/latencyDetails/taxYear1', latencyDetails?.taxYear1],
    ['/latencyDetails/taxYear2', latencyDetails?.taxYear2],
    ['/quarterlyTypeChoice/taxYearOfChoice', quarterlyTypeChoice?.taxYearOfChoice],
  ] as const;
  return years.flatMap(([path, taxYear]) =>
    taxYear === undefined ? [] : checkTaxYear(taxYear).map((error) => ({ ...error, paths: [path] })),
  );
}

function checkKind(business: TestBusiness): HmrcError[] {
  return business.typeOfBusiness === 'self-employment' ? checkTrade(business) : checkProperty(business);
}

function checkTrade(business: TestBusiness): HmrcError[] {
  const country = business.businessAddressCountryCode;
  const lacksAddress = business.businessAddressLineOne === undefined || country === undefined;
  const lacksPostcode = country === 'GB' && business.businessAddressPostcode === undefined;
  return [
    ...(business.tradingName === undefined
      ? refusal('RULE_MISSING_TRADING_NAME', 'A trade has a name.', '/tradingName')
      : []),
    ...(lacksAddress
      ? refusal('RULE_MISSING_BUSINESS_ADDRESS', 'A trade has the first line of an address and a country.')
      : []),
    ...(lacksPostcode ? refusal('MISSING_POSTCODE', 'A British address has a postcode.') : []),
  ];
}

function checkProperty(business: TestBusiness): HmrcError[] {
  const address = Object.entries<unknown>(business).filter(
    ([name, value]) => name.startsWith('businessAddress') && value !== undefined,
  );
  return [
    ...(business.tradingName === undefined
      ? []
      : refusal('RULE_UNEXPECTED_TRADING_NAME', 'Property has no trading name.', '/tradingName')),
    ...(address.length === 0
      ? []
      : refusal('RULE_UNEXPECTED_BUSINESS_ADDRESS', 'Property has no business address.')),
  ];
}

function refusal(code: string, message: string, ...paths: string[]): HmrcError[] {
  return [{ code, message, paths }];
}
