import { z } from 'zod';
import type { HmrcError } from '../result.ts';

const taxYearForm = z.string().regex(/^\d{4}-\d{2}$/);

/** First tax year of cumulative summaries. Before it, each quarter was sent on its own. */
const firstCumulativeYear = 2025;

function startYear(taxYear: string): number {
  return Number(taxYear.slice(0, 4));
}

/** Form `YYYY-YY`, one year apart. */
export function checkTaxYear(taxYear: string): HmrcError[] {
  if (!taxYearForm.safeParse(taxYear).success) {
    return [{ code: 'FORMAT_TAX_YEAR', message: 'A tax year is written like 2026-27.', paths: [] }];
  }
  if ((startYear(taxYear) + 1) % 100 !== Number(taxYear.slice(5))) {
    const message = 'A tax year runs over two years that follow each other.';
    return [{ code: 'RULE_TAX_YEAR_RANGE_INVALID', message, paths: [] }];
  }
  return [];
}

/** A tax year that cumulative summaries serve; an earlier one is refused with the operation that serves it. */
export function checkCumulativeTaxYear(taxYear: string): HmrcError[] {
  const wrongForm = checkTaxYear(taxYear);
  if (wrongForm.length > 0 || startYear(taxYear) >= firstCumulativeYear) return wrongForm;
  const message =
    'Cumulative summaries start with 2025-26. Earlier tax years are sent quarter by quarter, ' +
    'with the period summary operations (.../period/{taxYear}).';
  return [{ code: 'RULE_TAX_YEAR_NOT_SUPPORTED', message, paths: [] }];
}
