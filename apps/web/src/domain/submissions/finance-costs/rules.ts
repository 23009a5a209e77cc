/** Residential finance costs of earlier years: what HMRC says is left of them, and how an amount is entered. Pure. */
import { parsePounds } from '../../money.ts';
import { addDays, type TaxYear, taxYearDates, taxYearOf } from '../../tax-year.ts';

export const yearBefore = (taxYear: TaxYear): TaxYear => taxYearOf(addDays(taxYearDates(taxYear).start, -1));
export const yearAfter = (taxYear: TaxYear): TaxYear => taxYearOf(addDays(taxYearDates(taxYear).end, 1));

/**
 * How final a calculation of HMRC's is: declared by the landlord, made for a declaration, or an estimate. Only an estimate is not
 * offered to be taken over as it stands.
 */
export type Finality = 'declared' | 'to-declare' | 'estimate';

/** What HMRC's calculation says is left of finance costs for later years. */
export interface LeftOver {
  /** The tax year that was calculated. */
  taxYear: TaxYear;
  finality: Finality;
  /** When HMRC's answer came. */
  at: Date;
  /** Our id of the calculation. */
  calculation: string;
  /** In pence, of the UK (without a country) and of countries abroad; none of nought. */
  amounts: { countryCode: string | null; pence: number }[];
}

/** A calculation, as far as it is looked at here. */
interface Calculated {
  id: string;
  type: string;
  /** HMRC's id. */
  calculationId: string | null;
  finishedAt: Date | null;
  left: LeftOver['amounts'] | null;
}

/** What is left by the newest calculation that was declared; or else made for a declaration, or else by the newest estimate. */
export function leftOver(
  taxYear: TaxYear,
  newestFirst: readonly Calculated[],
  declared: ReadonlySet<string>,
): LeftOver | null {
  const finalityOf = ({ type, calculationId }: Calculated): Finality => {
    if (calculationId !== null && declared.has(calculationId)) return 'declared';
    return type === 'in-year' ? 'estimate' : 'to-declare';
  };
  for (const finality of ['declared', 'to-declare', 'estimate'] as const) {
    for (const each of newestFirst) {
      if (each.left === null || each.finishedAt === null || finalityOf(each) !== finality) continue;
      return { taxYear, finality, at: each.finishedAt, calculation: each.id, amounts: each.left };
    }
  }
  return null;
}

/** What is left of the finance costs of a business, in pence. */
export const leftOf = (typeOfBusiness: string, { amounts }: LeftOver): number =>
  amounts
    .filter(({ countryCode }) => (countryCode === null) === (typeOfBusiness === 'uk-property'))
    .reduce((sum, { pence }) => sum + pence, 0);

/** A place that an amount is entered for: the UK business, a country, or a property. */
export interface CostPlace {
  countryCode: string | null;
  property: { id: string; name: string } | null;
  /** What the landlord brings forward; null until they said so. */
  keptPence: number | null;
  /** What HMRC's final calculation left for this place; null where it tells nothing of it, or of several properties together. */
  leftPence: number | null;
}

/** The name of a place's amount in the form. */
export const costField = ({ countryCode, property }: Pick<CostPlace, 'countryCode' | 'property'>): string => {
  const place = property?.id ?? countryCode;
  return place === null ? 'amount' : `amount-${place}`;
};

/** What is wrong with an amount, and its field. */
export interface CostProblem {
  field: string;
  text: string;
}

/** An amount with its place. */
export interface CostEntry {
  countryCode: string | null;
  propertyId: string | null;
  amountPence: number;
}

/** Reads amounts as they were typed. Abroad, where there are many, an empty one says nought. */
export function readCosts(
  places: readonly CostPlace[],
  typed: Readonly<Record<string, string>>,
): { ok: true; entries: CostEntry[] } | { ok: false; problems: CostProblem[] } {
  const entries: CostEntry[] = [];
  const problems: CostProblem[] = [];
  for (const place of places) {
    const field = costField(place);
    const text = (typed[field] ?? '').trim();
    const isEmpty = text === '';
    if (isEmpty && place.countryCode === null) {
      problems.push({ field, text: 'Enter the amount, or 0 where there is none' });
      continue;
    }
    const read = isEmpty ? ({ ok: true, pence: 0 } as const) : parsePounds(text);
    if (!read.ok) problems.push({ field, text: read.reason });
    else if (read.pence < 0) problems.push({ field, text: 'The amount can’t be less than £0' });
    else entries.push({ ...keyOf(place), amountPence: read.pence });
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, entries };
}

/** Of a property our id alone says where it is. */
const keyOf = ({ countryCode, property }: CostPlace): Omit<CostEntry, 'amountPence'> => ({
  countryCode: property ? null : countryCode,
  propertyId: property?.id ?? null,
});
