import { findCategory } from '../../domain/records/index.ts';
import { type PropertyType, summaryFields } from '../../domain/submissions/index.ts';

interface Named {
  taxYear: string;
  businessId: string;
}

/** Where a business's year is finalised. */
export const finalisePath = ({ taxYear, businessId }: Named): string =>
  `/years/${taxYear}/finalise/${encodeURIComponent(businessId)}`;

export const adjustmentsPath = (of: Named): string => `${finalisePath(of)}/adjustments`;

export const adjustmentsReviewPath = (of: Named): string => `${finalisePath(of)}/review`;

export const businessWords = {
  'uk-property': 'UK property',
  'foreign-property': 'Foreign property',
} as const satisfies Record<PropertyType, string>;

/** Figures of a summary that are no category of the ledger. */
const otherLabels: Partial<Record<string, string>> = {
  consolidatedExpenses: 'All expenses as one total',
  broughtFwdResidentialFinancialCost: 'Residential finance costs brought forward',
};

/** A figure of a summary; null where there is no such figure. */
export function figureLabel(type: PropertyType, name: string): string | null {
  const field = summaryFields(type).find((each) => each.name === name);
  if (!field) return null;
  const category = field.category === null ? undefined : findCategory(field.category);
  return category?.label ?? otherLabels[name] ?? name;
}

/** A field of the form within a sentence; null where there is no such field. */
export function fieldLabel(type: PropertyType, field: string): string | null {
  const amount = field.replace(/-reason$/, '');
  const label = figureLabel(type, amount);
  if (label === null) return null;
  return amount === field ? label : `${label}, reason`;
}

/** HMRC's sums, in the order in which they follow from one another. */
export const totalLabels = [
  ['totalIncome', 'Income'],
  ['totalExpenses', 'Expenses'],
  ['netProfit', 'Net profit'],
  ['netLoss', 'Net loss'],
  ['totalAdditions', 'Added by the annual summary'],
  ['totalDeductions', 'Taken off by the annual summary'],
  ['taxableProfit', 'Taxable profit'],
  ['adjustedIncomeTaxLoss', 'Loss for tax'],
] as const;
