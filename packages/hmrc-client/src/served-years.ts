import type { ServedYears } from './operation.ts';
import type { HmrcError } from './result.ts';

/** Refuses a tax year that an operation does not serve, and names the operation that does. A malformed one is not judged here. */
export function checkServedYears(
  years: ServedYears | undefined,
  taxYear: string,
  paths: string[] = [],
  inProduction: () => boolean = () => false,
): HmrcError[] {
  if (years === undefined || !/^\d{4}-\d{2}$/.test(taxYear)) return [];
  if (isServed(years, taxYear, inProduction)) return [];
  const { otherwise } = years;
  const instead = typeof otherwise === 'string' ? otherwise : otherwise(taxYear, inProduction());
  const message = `This operation does not serve ${taxYear}. ${instead}`;
  return [{ code: 'RULE_TAX_YEAR_NOT_SUPPORTED', message, paths }];
}

function isServed(
  { from = '', sandboxFrom = from, to = '9999-00' }: ServedYears,
  taxYear: string,
  inProduction: () => boolean,
): boolean {
  if (taxYear > to) return false;
  // Most years are served by both or by neither, without a look at the address.
  if (taxYear >= from && taxYear >= sandboxFrom) return true;
  return taxYear >= (inProduction() ? from : sandboxFrom);
}
