import { z } from 'zod';

/** Income and expenses in whole pence, each under HMRC's field with `Pence` behind it. Nought and absent are the same. */
export interface Amounts {
  income: Record<string, number>;
  expenses: Record<string, number>;
}

/** The year to date of a UK property business. */
export interface UkUpdateFigures extends Amounts {
  fromDate: string;
  toDate: string;
}

/** One entry of a foreign property business: a country in 2025-26, a property from 2026-27 on. */
export interface PlaceFigures extends Amounts {
  /** Three letters of ISO 3166-1. */
  countryCode: string;
  /** Where the entry is of one property: HMRC's id of it (empty while it has none), ours, and what it was called. */
  property: { hmrcId: string; id: string; name: string } | null;
  /** Whether Foreign Tax Credit Relief is claimed. */
  claimsForeignTaxCredit: boolean;
}

/** The year to date of a foreign property business. */
export interface ForeignUpdateFigures {
  fromDate: string;
  toDate: string;
  places: PlaceFigures[];
}

/** The figures of a quarterly update. */
export type UpdateFigures = UkUpdateFigures | ForeignUpdateFigures;

const pence = z.record(z.string(), z.number().int());
const dates = { fromDate: z.string(), toDate: z.string() };
const amounts = { income: pence, expenses: pence };
const place = z.object({
  countryCode: z.string(),
  property: z.object({ hmrcId: z.string(), id: z.string(), name: z.string() }).nullable(),
  claimsForeignTaxCredit: z.boolean(),
  ...amounts,
});

/** How figures are kept with an attempt. */
export const updateFigures: z.ZodType<UpdateFigures> = z.union([
  z.object({ ...dates, places: z.array(place) }),
  z.object({ ...dates, ...amounts }),
]);

/** Reads the figures that were kept with an update's attempt. */
export const readUpdateFigures = (stored: unknown): UpdateFigures => updateFigures.parse(stored);

/** Whether an update is of a foreign property business. */
export const isForeign = (figures: UpdateFigures): figures is ForeignUpdateFigures => 'places' in figures;

const ukIncome = new Set([
  'periodAmount',
  'premiumsOfLeaseGrant',
  'reversePremiums',
  'otherIncome',
  'taxDeducted',
  'rentsReceived',
]);

/** Categories that are income abroad, under HMRC's names for them there. */
const foreignIncome: Partial<Record<string, string>> = {
  periodAmount: 'rentAmount',
  premiumsOfLeaseGrant: 'premiumsOfLeaseGrant',
  otherIncome: 'otherPropertyIncome',
  foreignTaxPaidOrDeducted: 'foreignTaxPaidOrDeducted',
  specialWithholdingTaxOrUkTaxPaid: 'specialWithholdingTaxOrUkTaxPaid',
};

/**
 * HMRC's fields for residential finance costs of earlier years that brought no relief yet, without `Pence`. The UK's is called
 * carried forward, and is what is brought forward into the year.
 */
export const broughtForwardField = {
  uk: 'residentialFinancialCostsCarriedForward',
  abroad: 'broughtFwdResidentialFinancialCost',
} as const;

/** HMRC's field for the amount that Rent a Room relief takes off, without `Pence`; no money went out for it. */
export const rentARoomField = 'amountClaimed';

const broughtForwardFields = Object.values(broughtForwardField).map((field) => `${field}Pence`);

/** Turnover of a tax year, in pence, from which HMRC wants expenses in their categories. */
export const oneTotalUnderPence = 9_000_000;

/** Expenses that HMRC wants on their own, whatever the style: what a total holds is relieved otherwise. */
export const neverInTotal = new Set([
  'residentialFinancialCostPence',
  ...broughtForwardFields,
  `${rentARoomField}Pence`,
]);

const oneTotal = 'consolidatedExpensesPence';

const inOneTotal = ({ income, expenses }: Amounts): Amounts => {
  const all = Object.entries(expenses);
  const sum = all.reduce((total, [field, amount]) => (neverInTotal.has(field) ? total : total + amount), 0);
  const alone = all.filter(([field]) => neverInTotal.has(field));
  // There even where it is nought: figures tell their style by it.
  return { income, expenses: { [oneTotal]: sum, ...Object.fromEntries(alone) } };
};

/** The same figures with expenses as one total, residential finance costs apart; for all places the same way. */
export function withOneTotal<Figures extends UpdateFigures>(figures: Figures): Figures;
export function withOneTotal(figures: UpdateFigures): UpdateFigures {
  return isForeign(figures)
    ? { ...figures, places: figures.places.map((each) => ({ ...each, ...inOneTotal(each) })) }
    : { ...figures, ...inOneTotal(figures) };
}

/** The same figures without any expenses, those brought forward included; places stay, with what came in there. */
export function withoutExpenses<Figures extends UpdateFigures>(figures: Figures): Figures;
export function withoutExpenses(figures: UpdateFigures): UpdateFigures {
  return isForeign(figures)
    ? { ...figures, places: figures.places.map((each) => ({ ...each, expenses: {} })) }
    : { ...figures, expenses: {} };
}

/** Whether figures have no expense but noughts. */
export function isWithoutExpenses(figures: UpdateFigures): boolean {
  const all: readonly Amounts[] = isForeign(figures) ? figures.places : [figures];
  return all.every(({ expenses }) => Object.values(expenses).every((pence) => pence === 0));
}

/** Whether figures have expenses as one total. */
export function hasOneTotal(figures: UpdateFigures): boolean {
  const all: readonly Amounts[] = isForeign(figures) ? figures.places : [figures];
  return all.some(({ expenses }) => expenses[oneTotal] !== undefined);
}

type Totals = Readonly<Record<string, number>>;

/** Makes an update of UK property of the ledger's totals by category. One without any amount says that rents were nought. */
export function figuresOf(totals: Totals, period: { fromDate: string; toDate: string }): UkUpdateFigures {
  const sides = sidesOf(totals, (category) => (ukIncome.has(category) ? category : undefined));
  return { ...period, ...withIncome(sides, 'periodAmountPence') };
}

/** The amounts of one place abroad, of the ledger's totals by category. One without any says that rents were nought. */
export function amountsAbroad(totals: Totals): Amounts {
  return withIncome(
    sidesOf(totals, (category) => foreignIncome[category]),
    'rentAmountPence',
  );
}

function sidesOf(totals: Totals, incomeField: (category: string) => string | undefined): Amounts {
  const sides: Amounts = { income: {}, expenses: {} };
  for (const [category, amount] of Object.entries(totals)) {
    if (amount === 0) continue;
    const field = incomeField(category);
    if (field === undefined) sides.expenses[`${category}Pence`] = amount;
    else sides.income[`${field}Pence`] = amount;
  }
  return sides;
}

/** HMRC refuses an empty object; a quarter without rent is still an update. */
const withIncome = ({ income, expenses }: Amounts, rent: string): Amounts => ({
  income: Object.keys(income).length === 0 ? { [rent]: 0 } : income,
  expenses,
});

/** Pence of a year that no transaction tells, by {@link yearAmountKey}. */
export type YearAmounts = ReadonlyMap<string, number>;

/** The key of what is brought forward for a place. */
export const broughtForwardKey = (of: { countryCode: string | null; propertyId: string | null }): string =>
  of.propertyId ?? of.countryCode ?? '';

const rentARoomKey = 'rent-a-room';

/** The key of an amount of a year: a place of finance costs that are brought forward, or the UK's Rent a Room relief. */
export const yearAmountKey = (of: {
  kind: string;
  countryCode: string | null;
  propertyId: string | null;
}): string => (of.kind === rentARoomKey ? rentARoomKey : broughtForwardKey(of));

/**
 * Figures of the ledger with what was entered of their year: finance costs that are brought forward, the same in each update, and
 * the Rent a Room amount that is claimed, of which an update holds no more than the rents it has.
 */
export function withYearAmounts<Figures extends UpdateFigures>(figures: Figures, of: YearAmounts): Figures;
export function withYearAmounts(figures: UpdateFigures, of: YearAmounts): UpdateFigures {
  const add = <Of extends Amounts>(amounts: Of, field: string, key: string, most = Infinity): Of => {
    const pence = Math.min(of.get(key) ?? 0, most);
    return pence === 0
      ? amounts
      : { ...amounts, expenses: { ...amounts.expenses, [`${field}Pence`]: pence } };
  };
  if (!isForeign(figures)) {
    const rents = Math.max(0, figures.income['rentsReceivedPence'] ?? 0);
    return add(add(figures, broughtForwardField.uk, ''), rentARoomField, rentARoomKey, rents);
  }
  const places = figures.places.map((place) => {
    const { countryCode, property } = place;
    const key = broughtForwardKey({ countryCode, propertyId: property?.id ?? null });
    return add(place, broughtForwardField.abroad, key);
  });
  return { ...figures, places };
}

/** The category of our records behind a field of HMRC's for a place abroad, both without `Pence`. */
export function categoryOfForeignField(field: string): string {
  const found = Object.entries(foreignIncome).find(([, name]) => name === field);
  return found?.[0] ?? field;
}

/** A field of HMRC's for a place abroad under which a category is sent, both without `Pence`. */
export const foreignFieldOf = (category: string): string => foreignIncome[category] ?? category;

/** All amounts that are not nought, by field. */
export function amountsOf(figures: Amounts): Map<string, number> {
  return new Map(
    [...Object.entries(figures.income), ...Object.entries(figures.expenses)].filter(
      ([, amount]) => amount !== 0,
    ),
  );
}

/** Totals of an update, over all its places, in pence. Tax taken off is in none of them. */
export interface Sums {
  incomePence: number;
  /** What went out in the year. */
  expensesPence: number;
  /** Finance costs of earlier years. */
  broughtForwardPence: number;
  /** The Rent a Room amount claimed. */
  rentARoomPence: number;
}

const inNoSum = new Set([
  'taxDeductedPence',
  'foreignTaxPaidOrDeductedPence',
  'specialWithholdingTaxOrUkTaxPaidPence',
  ...broughtForwardFields,
  `${rentARoomField}Pence`,
]);

/** What an update comes to. */
export function sumsOf(figures: UpdateFigures): Sums {
  const all: readonly Amounts[] = isForeign(figures) ? figures.places : [figures];
  const sum = (side: keyof Amounts, isIn: (field: string) => boolean) =>
    all
      .flatMap((each) => Object.entries(each[side]))
      .reduce((total, [field, amount]) => (isIn(field) ? total + amount : total), 0);
  return {
    incomePence: sum('income', (field) => !inNoSum.has(field)),
    expensesPence: sum('expenses', (field) => !inNoSum.has(field)),
    broughtForwardPence: sum('expenses', (field) => broughtForwardFields.includes(field)),
    rentARoomPence: sum('expenses', (field) => field === `${rentARoomField}Pence`),
  };
}

/** Whether an update says that nothing came in and nothing went out. */
export function isNil(figures: UpdateFigures): boolean {
  const all: readonly Amounts[] = isForeign(figures) ? figures.places : [figures];
  return all.every((each) => amountsOf(each).size === 0);
}

/** What names a place among the others of an update: HMRC's id of the property, ours while it has none, or the country. */
export function placeKey({ property, countryCode }: Pick<PlaceFigures, 'countryCode' | 'property'>): string {
  if (!property) return countryCode;
  return property.hmrcId === '' ? property.id : property.hmrcId.toLowerCase();
}

type Undated<Figures> = Omit<Figures, 'fromDate' | 'toDate'> & { fromDate?: string; toDate?: string };

type Comparable = Undated<UkUpdateFigures> | Undated<ForeignUpdateFigures>;

/** An update as a text that is the same for the same figures, to the penny: whatever the order, and noughts left out. */
function told(figures: Comparable, withEmptyPlaces: boolean): string {
  const parts = (amounts: Amounts) =>
    [...amountsOf(amounts)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([field, amount]) => `${field}=${amount}`);
  const dated = [figures.fromDate, figures.toDate];
  if (!('places' in figures)) return [...dated, ...parts(figures)].join(';');
  const places = figures.places
    .filter((each) => withEmptyPlaces || each.claimsForeignTaxCredit || amountsOf(each).size > 0)
    .map((each) => [placeKey(each), each.claimsForeignTaxCredit ? 'claims' : '', ...parts(each)].join(','))
    .sort();
  return [...dated, ...places].join(';');
}

/** Whether two updates say the same: same dates, same places, same amounts to the penny. A place without any is as good as none. */
export const sameFigures = (one: Comparable, other: Comparable): boolean =>
  told(one, false) === told(other, false);

/** A short text that is the same for the same figures; a review page carries it, so that nobody sends what they did not see. */
export const fingerprint = (figures: UpdateFigures): string => told(figures, true);
