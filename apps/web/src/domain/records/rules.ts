/** What a record is: HMRC's categories, and what a property or a transaction must look like. Pure. */
import { parsePounds } from '../money.ts';
import { addYears, isCalendarDate } from '../tax-year.ts';

/**
 * Income, expenses, and tax that somebody took off the income before the landlord had it (neither of the two).
 * Each tells which way money normally goes.
 */
export type CategoryKind = 'income' | 'expense' | 'tax';

/** Where a property is: to HMRC, all in the UK are one business and all abroad another, with fields of its own. */
export type Place = 'uk' | 'abroad';

/**
 * The categories of property businesses. A key is the name of HMRC's field in the cumulative update of UK property; two of them
 * have another name abroad. A category without a place is for both.
 *
 * Three of HMRC's fields are no category, because no money moves for them: the single total of expenses, the Rent a Room
 * amount claimed, and finance costs brought forward from earlier years.
 *
 * @see Property Business API 6.0, Create or Amend a UK Property Cumulative Period Summary, and the same for foreign property
 */
export const categories = [
  { key: 'periodAmount', kind: 'income', label: 'Rental income' },
  { key: 'otherIncome', kind: 'income', label: 'Other property income' },
  { key: 'premiumsOfLeaseGrant', kind: 'income', label: 'Premiums for the grant of a lease' },
  { key: 'reversePremiums', kind: 'income', label: 'Reverse premiums and inducements', place: 'uk' },
  { key: 'rentsReceived', kind: 'income', label: 'Rent a Room rents', place: 'uk' },
  { key: 'taxDeducted', kind: 'tax', label: 'Tax taken off income', place: 'uk' },
  {
    key: 'foreignTaxPaidOrDeducted',
    kind: 'tax',
    label: 'Foreign tax paid or taken off',
    place: 'abroad',
  },
  {
    key: 'specialWithholdingTaxOrUkTaxPaid',
    kind: 'tax',
    label: 'Special withholding tax or UK tax paid',
    place: 'abroad',
  },
  { key: 'premisesRunningCosts', kind: 'expense', label: 'Rent, rates, insurance and ground rents' },
  { key: 'repairsAndMaintenance', kind: 'expense', label: 'Property repairs and maintenance' },
  { key: 'residentialFinancialCost', kind: 'expense', label: 'Residential property finance costs' },
  { key: 'financialCosts', kind: 'expense', label: 'Non-residential property finance costs' },
  { key: 'professionalFees', kind: 'expense', label: 'Legal, management and other professional fees' },
  { key: 'costOfServices', kind: 'expense', label: 'Costs of services provided, including wages' },
  { key: 'travelCosts', kind: 'expense', label: 'Travel costs' },
  { key: 'other', kind: 'expense', label: 'Other allowable property expenses' },
] as const satisfies readonly { key: string; kind: CategoryKind; label: string; place?: Place }[];

export type Category = (typeof categories)[number];
export type CategoryKey = Category['key'];

/** Year-to-date amounts, whole pence, one for each category; nought where nothing is recorded. */
export type Figures = Record<CategoryKey, number>;

const byKey = new Map<string, Category>(categories.map((category) => [category.key, category]));
const byLabel = new Map<string, Category>(categories.map((category) => [folded(category.label), category]));

/** The category with a key, or nothing. */
export const findCategory = (key: string): Category | undefined => byKey.get(key);

/** The category with a label, whatever its capitals and spaces. */
export const findCategoryByLabel = (label: string): Category | undefined => byLabel.get(folded(label));

/** A category's label. */
export const categoryLabel = (key: CategoryKey): string => byKey.get(key)?.label ?? key;

/** Where a country's properties belong. */
export const placeOf = (countryCode: string): Place => (countryCode === unitedKingdom ? 'uk' : 'abroad');

/** The United Kingdom. Jersey, Guernsey and the Isle of Man are not part of it: what is let there is let abroad. */
export const unitedKingdom = 'GBR';

/** Whether a category is one of properties there. */
export const fitsPlace = (category: Category, place: Place): boolean =>
  !('place' in category) || category.place === place;

/** Why a category can't be of a property, if so. */
export function categoryPlaceProblem(category: Category, countryCode: string): string | undefined {
  const place = placeOf(countryCode);
  if (fitsPlace(category, place)) return undefined;
  return place === 'uk'
    ? `“${category.label}” is a category of properties abroad, and this property is in the UK`
    : `“${category.label}” is a category of properties in the UK, and this property is abroad`;
}

/** One way of writing a text: composed letters, no spaces around, single spaces within. */
export function tidied(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** A text to compare names by, so that `12 mill lane` is `12 Mill Lane`. */
export function folded(text: string): string {
  return tidied(text).toLowerCase();
}

/** The beginning of a text. Half of a letter of two code units would be no text to Postgres. */
export function shortened(text: string, longest: number): string {
  return text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '');
}

/**
 * What an amount adds to its category: money the normal way adds, money the other way, such as a refund, takes off.
 *
 * @returns whole pence, negative when more was given back than came
 */
export function amountForCategory(category: CategoryKey, inPence: number, outPence: number): number {
  return byKey.get(category)?.kind === 'income' ? inPence - outPence : outPence - inPence;
}

/** Figures from what came in and went out under each category. */
export function figuresOf(
  sums: Iterable<{ category: string; moneyInPence: number; moneyOutPence: number }>,
): Figures {
  // Every key of the type is set here, which fromEntries cannot tell.
  const figures = Object.fromEntries(categories.map(({ key }) => [key, 0])) as Figures;
  for (const { category: key, moneyInPence, moneyOutPence } of sums) {
    const category = byKey.get(key);
    if (!category) throw new RangeError(`There is no category ${key}.`);
    figures[category.key] += amountForCategory(category.key, moneyInPence, moneyOutPence);
  }
  return figures;
}

/** Figures added up by kind, in pence. */
export function totalOfKind(figures: Figures, kind: CategoryKind): number {
  return categories.reduce((sum, each) => (each.kind === kind ? sum + figures[each.key] : sum), 0);
}

export const longestName = 100;
export const longestAddress = 500;
export const longestDescription = 500;

/**
 * The most one transaction may be, £99,999,999.99. Far below HMRC's own limit for a total, so that every total of every
 * ledger stays exact.
 */
const mostTransactionPence = 9_999_999_999;

const earliestDate = '1990-01-01';

/** Why a date can't be a transaction's, if so. Up to a year ahead is taken: rents are entered before they are paid. */
export function dateProblem(date: string, today: string): string | undefined {
  if (!isCalendarDate(date)) return 'Date must be a real date';
  if (date < earliestDate) return 'Date must be in 1990 or later';
  if (date > addYears(today, 1)) return 'Date must be no more than a year from today';
  return undefined;
}

/** Why a text can't be kept, if so; Postgres takes no NUL, and nobody means a control character. */
export function textProblem(name: string, text: string, longest: number): string | undefined {
  if (/\p{Cc}/u.test(text)) return `${name} must not contain control characters`;
  if (text.length > longest) return `${name} must be ${longest} characters or fewer`;
  return undefined;
}

/** Two amounts as written, of which exactly one is money that moved. */
export function readAmounts(
  moneyIn: string,
  moneyOut: string,
):
  | { ok: true; moneyInPence: number; moneyOutPence: number }
  | { ok: false; moneyIn?: string; moneyOut?: string } {
  const readIn = readAmount('Money in', moneyIn);
  const readOut = readAmount('Money out', moneyOut);
  if (!readIn.ok || !readOut.ok) {
    return {
      ok: false,
      ...(readIn.ok ? {} : { moneyIn: readIn.reason }),
      ...(readOut.ok ? {} : { moneyOut: readOut.reason }),
    };
  }
  if (readIn.pence > 0 && readOut.pence > 0) {
    return { ok: false, moneyOut: 'Enter money in or money out, not both' };
  }
  if (readIn.pence === 0 && readOut.pence === 0) {
    return { ok: false, moneyIn: 'Enter an amount in money in or money out' };
  }
  return { ok: true, moneyInPence: readIn.pence, moneyOutPence: readOut.pence };
}

function readAmount(name: string, text: string): { ok: true; pence: number } | { ok: false; reason: string } {
  if (text.trim() === '') return { ok: true, pence: 0 };
  const read = parsePounds(text);
  if (!read.ok) return { ok: false, reason: `${name}: ${read.reason}` };
  if (read.pence < 0) {
    const otherWay = name === 'Money in' ? 'money out' : 'money in';
    return { ok: false, reason: `${name} must not be negative. Enter it as ${otherWay} instead` };
  }
  if (read.pence > mostTransactionPence) return { ok: false, reason: `${name} must be below £100,000,000` };
  return { ok: true, pence: read.pence };
}

/**
 * Which rows of a file are not in the ledger yet. A row that the file has n times and the ledger m times is added
 * max(0, n - m) times, so a file read twice adds nothing and genuine twins stay.
 *
 * @param ledger how often each row is there already, by {@link keyOf}
 */
export function rowsToAdd<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  ledger: ReadonlyMap<string, number>,
): Row[] {
  const left = new Map(ledger);
  return rows.filter((row) => {
    const key = keyOf(row);
    const there = left.get(key) ?? 0;
    if (there > 0) left.set(key, there - 1);
    return there === 0;
  });
}

/** Counts equal keys. */
export function countKeys(keys: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
