import type { Refusal, RefusalCode } from '../platform/refusals.ts';
import { BUSINESS_ID } from '../state/schema.ts';
import { readTaxYear, taxYearOf } from '../tax-year.ts';
import type { ApiCall } from './operation.ts';

/** What an operation's path (or query) holds besides the NINO, and which tax years the operation serves. */
export interface PathRules {
  /** The parameter `businessId`. */
  businessId?: true;
  /** The parameter `taxYear`: which starting years are served; `current` is the year the clock is in. */
  taxYear?: { first?: number; last?: number | 'current' };
  /** Further parameters by name, each with its form and the code of another form. */
  forms?: Readonly<Record<string, readonly [form: RegExp, code: RefusalCode]>>;
}

/** A calculation id: eight digits or a UUID. */
export const CALCULATION_ID = /^(\d{8}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;

/** Everything that is wrong with the parameters of a call's path. */
export function findPathRefusals({ core, param }: ApiCall, rules: PathRules): Refusal[] {
  const refusals: Refusal[] = [];
  if (rules.taxYear) {
    const code = checkTaxYear(param('taxYear'), rules.taxYear, core.clock.today());
    if (code) refusals.push({ code });
  }
  if (rules.businessId && !BUSINESS_ID.test(param('businessId')))
    refusals.push({ code: 'FORMAT_BUSINESS_ID' });
  for (const [name, [form, code]] of Object.entries(rules.forms ?? {})) {
    if (!form.test(param(name))) refusals.push({ code });
  }
  return refusals;
}

/** The code that refuses a tax year, if one does: for one in a query or body as well. */
export function checkTaxYear(
  text: string,
  { first = 0, last = Infinity }: NonNullable<PathRules['taxYear']>,
  today: string,
): RefusalCode | undefined {
  const taxYear = readTaxYear(text);
  if (!taxYear.ok) return taxYear.code;
  const newest = last === 'current' ? taxYearOf(today) : last;
  return taxYear.startYear < first || taxYear.startYear > newest ? 'RULE_TAX_YEAR_NOT_SUPPORTED' : undefined;
}
