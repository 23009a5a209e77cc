import type { HmrcError } from '../result.ts';

const taxYearForm = /^\d{4}-\d{2}$/;

/** Form `YYYY-YY`, one year apart. */
export function checkTaxYear(taxYear: string): HmrcError[] {
  if (!taxYearForm.test(taxYear)) {
    return [{ code: 'FORMAT_TAX_YEAR', message: 'A tax year is written like 2026-27.', paths: [] }];
  }
  if ((Number(taxYear.slice(0, 4)) + 1) % 100 !== Number(taxYear.slice(5))) {
    const message = 'A tax year runs over two years that follow each other.';
    return [{ code: 'RULE_TAX_YEAR_RANGE_INVALID', message, paths: [] }];
  }
  return [];
}
