import { readBody } from '../bodies/body.ts';
import { refuse, type Refusal, type RefusalCode } from '../platform/refusals.ts';
import { adjustmentsBody, type SentAdjustments, type SentSide } from './bsas-adjust-bodies.ts';
import { toAdjustment, withAdjustments } from './bsas-figures.ts';
import {
  statusOfSummary,
  summaries,
  summaryKey,
  type KeptAdjustment,
  type KeptSummary,
} from './bsas-kept.ts';
import { findSummaryPathRefusals, SUMMARY_CODES, summaryInPath } from './bsas-path.ts';
import { findClosedSummaryYear } from './bsas-trigger.ts';
import type { ApiCall, PersonOperation } from './operation.ts';
import { startYearOf, type PropertyType } from './property-businesses.ts';
import { findBothExpenses, findDuplicates } from './property-fields.ts';
import { sumPence, type FiguresOfProperty } from './property-figures.ts';
import { foreignProperties } from './property-kept.ts';

/** The largest turnover with one total of expenses, in pence: as the threshold for VAT, which rose with 2024-25. */
const consolidatedThresholdPence = (startYear: number): number => (startYear < 2024 ? 8_500_000 : 9_000_000);
/** The first tax year whose expenses may be negative, by its starting year. */
const FIRST_NEGATIVE_EXPENSES_YEAR = 2024;

const CODES = [
  ...SUMMARY_CODES,
  'FORMAT_VALUE',
  'RULE_BOTH_EXPENSES_SUPPLIED',
  'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
  'RULE_SUMMARY_STATUS_INVALID',
  'RULE_SUMMARY_STATUS_SUPERSEDED',
  'RULE_ALREADY_ADJUSTED',
  'RULE_RESULTING_VALUE_NOT_PERMITTED',
  'RULE_OVER_CONSOLIDATED_EXPENSES_THRESHOLD',
  'RULE_PROPERTY_INCOME_ALLOWANCE_CLAIMED',
  'RULE_BOTH_PROPERTIES_SUPPLIED',
  'RULE_ZERO_ADJUSTMENTS_INVALID',
  'RULE_BOTH_ADJUSTMENTS_SUPPLIED',
  'RULE_OUTSIDE_AMENDMENT_WINDOW',
] as const;

const FOREIGN_CODES = [
  ...CODES,
  'FORMAT_COUNTRY_CODE',
  'RULE_COUNTRY_CODE',
  'RULE_DUPLICATE_COUNTRY_CODE',
  'FORMAT_PROPERTY_ID',
  'RULE_DUPLICATE_PROPERTY_ID',
  'RULE_PROPERTY_ID_MISMATCH',
] as const;

export const adjustSummary = (type: PropertyType): PersonOperation => {
  const [name, scenarioName] =
    type === 'uk-property' ? ['uk', 'UK_PROPERTY'] : ['foreign', 'FOREIGN_PROPERTY'];
  return {
    name: `adjust-${name}-bsas`,
    method: 'POST',
    path: `/individuals/self-assessment/adjustable-summary/:nino/${type}/:calculationId/adjust/:taxYear`,
    version: '7.0',
    scope: 'write:self-assessment',
    codes: type === 'uk-property' ? CODES : FOREIGN_CODES,
    scenarios: {
      [`${scenarioName}_OVER_CONSOLIDATED_EXPENSES_THRESHOLD`]: 'RULE_OVER_CONSOLIDATED_EXPENSES_THRESHOLD',
      [`${scenarioName}_INCOME_ALLOWANCE_CLAIMED`]: 'RULE_PROPERTY_INCOME_ALLOWANCE_CLAIMED',
    },
    handle: (call) => adjust(call, type),
  };
};

function adjust(call: ApiCall, type: PropertyType) {
  const pathRefusals = findSummaryPathRefusals(call);
  // Which body is right depends on the tax year: without a sound one there is no saying what is wrong with it.
  const [firstOfPath, ...moreOfPath] = pathRefusals;
  if (firstOfPath) return refuse(firstOfPath, ...moreOfPath);
  const startYear = startYearOf(call);
  const reading = readBody(adjustmentsBody(type, startYear), call.bodyText, findRefusalsBetween);
  if (!reading.ok) return refuse(...reading.refusals);
  const found = summaryInPath(call, type);
  if (!found.ok) return found.answer;
  const { summary } = found;
  const { property, holidayLets } = reading.value;
  const isHolidayLet = summary.typeOfBusiness.includes('fhl');
  const side = isHolidayLet ? holidayLets : property;
  if (!side) return refuse({ code: 'RULE_TYPE_OF_BUSINESS_INCORRECT' });
  const items = side.items.map((item) => withCountry(call, item));
  const refusal =
    findClosedSummaryYear(call.core, startYear) ??
    findStatusRefusal(call, summary) ??
    findForeignProperty(call, summary, items) ??
    findResultRefusal(summary, items, startYear);
  if (refusal) return refuse(refusal);
  keep(call, summary, items);
  return { status: 200 };
}

function keep({ core, nino }: ApiCall, summary: KeptSummary, items: readonly KeptAdjustment[]): void {
  const { taxYear, calculationId } = summary;
  summaries.put(core, summaryKey(nino, taxYear, calculationId), {
    ...summary,
    adjusted: { at: core.clock.now().toISOString(), items },
  });
}

function findRefusalsBetween({ property, holidayLets }: SentAdjustments): Refusal[] {
  if (property && holidayLets) return [{ code: 'RULE_BOTH_PROPERTIES_SUPPLIED' }];
  const side = property ?? holidayLets;
  return side ? findSideRefusals(side) : [];
}

function findSideRefusals({ items, listed, path, zeroAdjustments }: SentSide): Refusal[] {
  const both = items.flatMap((item, index) => findBothExpenses(item, listed ? `${path}/${index}` : path));
  const refusals = [...both, ...(listed ? findDuplicates(items, path) : [])];
  if (zeroAdjustments && items.length > 0) {
    const [, kind = ''] = path.split('/');
    refusals.push({ code: 'RULE_BOTH_ADJUSTMENTS_SUPPLIED', paths: [`/${kind}`] });
  }
  return refusals;
}

function findStatusRefusal({ core, nino }: ApiCall, summary: KeptSummary): Refusal | undefined {
  const status = statusOfSummary(core, nino, summary);
  if (status === 'superseded') return { code: 'RULE_SUMMARY_STATUS_SUPERSEDED' };
  if (status === 'invalid') return { code: 'RULE_SUMMARY_STATUS_INVALID' };
  return summary.adjusted ? { code: 'RULE_ALREADY_ADJUSTED' } : undefined;
}

/** A property's country goes with what is kept, since figures are shown by country. */
function withCountry({ core, nino }: ApiCall, item: KeptAdjustment): KeptAdjustment {
  if (item.propertyId === undefined) return item;
  const countryCode = foreignProperties.get(core, `${nino}/${item.propertyId}`)?.countryCode;
  return { ...item, ...(countryCode !== undefined && { countryCode }) };
}

function findForeignProperty(
  { core, nino }: ApiCall,
  { businessId, taxYear }: KeptSummary,
  items: readonly KeptAdjustment[],
): Refusal | undefined {
  const isUnknown = ({ propertyId }: KeptAdjustment): boolean => {
    if (propertyId === undefined) return false;
    const property = foreignProperties.get(core, `${nino}/${propertyId}`);
    return property?.businessId !== businessId || property.firstTaxYear > taxYear;
  };
  return items.some(isUnknown) ? { code: 'RULE_PROPERTY_ID_MISMATCH' } : undefined;
}

/** Why the figures that adjustments would lead to are not permitted. */
function findResultRefusal(
  { figures, typeOfBusiness }: KeptSummary,
  items: readonly KeptAdjustment[],
  startYear: number,
): Refusal | undefined {
  const adjustments = items.map((item) => toAdjustment(typeOfBusiness, item));
  const after = withAdjustments(figures, adjustments).properties.filter(
    ({ kind }) => kind === typeOfBusiness,
  );
  const refused = (code: RefusalCode): Refusal => ({ code });
  const claimsAllowance = after.some(
    ({ allowancesPence }) => (allowancesPence['propertyIncomeAllowance'] ?? 0) > 0,
  );
  if (claimsAllowance && items.some(({ expenses }) => expenses))
    return refused('RULE_PROPERTY_INCOME_ALLOWANCE_CLAIMED');
  if (adjustments.length === 0) return undefined;
  const turnoverPence = after.reduce((sum, { incomePence }) => sum + sumPence(incomePence), 0);
  const hasTotal = after.some(({ expensesPence }) => (expensesPence['consolidatedExpenses'] ?? 0) !== 0);
  if (hasTotal && turnoverPence > consolidatedThresholdPence(startYear))
    return refused('RULE_OVER_CONSOLIDATED_EXPENSES_THRESHOLD');
  return after.some((property) => hasValueNotPermitted(property, startYear))
    ? refused('RULE_RESULTING_VALUE_NOT_PERMITTED')
    : undefined;
}

function hasValueNotPermitted(property: FiguresOfProperty, startYear: number): boolean {
  const { incomePence, expensesPence, residentialFinance } = property;
  const isBelow = (pence: number): boolean => pence < 0;
  return (
    Object.values(incomePence).some(isBelow) ||
    isBelow(residentialFinance.thisYearPence) ||
    (startYear < FIRST_NEGATIVE_EXPENSES_YEAR && Object.values(expensesPence).some(isBelow))
  );
}
