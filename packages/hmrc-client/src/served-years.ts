import type { ServedYears } from './operation.ts';
import type { HmrcError } from './result.ts';

/** Refuses a tax year that an operation does not serve, and names the operation that does. A malformed one is not judged here. */
export function checkServedYears(
  years: ServedYears | undefined,
  taxYear: string,
  paths: string[] = [],
): HmrcError[] {
  if (years === undefined || !/^\d{4}-\d{2}$/.test(taxYear)) return [];
  const { from = '', to = '9999-00', otherwise } = years;
  if (taxYear >= from && taxYear <= to) return [];
  const message = `This operation does not serve ${taxYear}. ${otherwise}`;
  return [{ code: 'RULE_TAX_YEAR_NOT_SUPPORTED', message, paths }];
}
