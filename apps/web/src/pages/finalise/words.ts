import { countryName, findCategory } from '../../domain/records/index.ts';
import {
  isCumulative,
  type NamedPlace,
  type PropertyType,
  summaryFields,
} from '../../domain/submissions/index.ts';

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
  return findCategory(field.category ?? name)?.label ?? otherLabels[name] ?? name;
}

/** How a place abroad is called on a page. */
export function placeWords({ countryCode, property }: NamedPlace): string {
  const country = countryName(countryCode);
  if (!property) return country;
  const { name, hmrcId } = property;
  return name === '' ? `Property ${hmrcId} at HMRC, ${country}` : `${name}, ${country}`;
}

/** A field of the form within a sentence, after the name of its place where that is known; null where there is no such field. */
export function fieldLabel(field: string, places: readonly NamedPlace[] = []): string | null {
  const amount = field.replace(/-reason$/, '');
  const [, place, name = ''] = /^(?:(.+)-)?(\w+)$/.exec(amount) ?? [];
  const label = figureLabel(place === undefined ? 'uk-property' : 'foreign-property', name);
  if (label === null) return null;
  const named = places.find((each) => each.place === place);
  return [named && placeWords(named), label, amount === field ? undefined : 'reason']
    .filter((part) => part !== undefined)
    .join(', ');
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

/** What puts HMRC's figures right: the update of the whole year so far, or to 2024-25 that of each quarter. */
export const sendAgain = (taxYear: string): string =>
  isCumulative(taxYear)
    ? 'send the last update of the year again'
    : 'send the update of each quarter that it changes again';
