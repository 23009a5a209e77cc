import type { Amounts } from '../bodies/flat-amounts.ts';
import { defineCollection, type Keeper } from '../state/documents.ts';

/** Income and expenses in integer pence, under HMRC's own field names. */
export interface KeptSide {
  /** Foreign tax credit relief, a yes or no, stands among the amounts. */
  readonly income?: Readonly<Record<string, number | boolean | Amounts | undefined>>;
  readonly expenses?: Amounts;
}

/** What was sent of one foreign country (to 2025-26) or one foreign property (from 2026-27). */
export interface KeptForeignItem extends KeptSide {
  readonly countryCode?: string;
  readonly propertyId?: string;
}

/** What was sent with its dates; they are missing from cumulative updates of people who report once a year. */
export interface KeptDates {
  readonly submittedOn: string;
  readonly fromDate?: string;
  readonly toDate?: string;
}

/** A period summary of up to 2024-25, by `NINO/businessId/taxYear/submissionId`. */
export interface KeptPeriod extends KeptDates {
  readonly fromDate: string;
  readonly toDate: string;
  readonly ukFhlProperty?: KeptSide;
  readonly ukNonFhlProperty?: KeptSide;
  readonly foreignFhlEea?: KeptSide;
  readonly foreignNonFhlProperty?: readonly KeptForeignItem[];
}

/** The cumulative update of a foreign business, by `NINO/businessId/taxYear`. UK ones are in the store's `updates`. */
export interface KeptForeignUpdate extends KeptDates {
  readonly acceptedCount: number;
  readonly foreignProperty: readonly KeptForeignItem[];
}

/** A building that an allowance is claimed for. */
export interface KeptBuilding {
  readonly amount: number;
  readonly firstYear?: { readonly qualifyingDate: string; readonly qualifyingAmountExpenditure: number };
  readonly building: { readonly name?: string; readonly number?: string; readonly postcode: string };
}

/** Adjustments and allowances of one property, amounts in pence. */
export interface KeptAnnualSide {
  readonly adjustments?: Readonly<
    Record<string, number | boolean | { readonly jointlyLet: boolean } | undefined>
  >;
  readonly allowances?: Readonly<Record<string, number | readonly KeptBuilding[] | undefined>>;
}

export interface KeptAnnualForeignItem extends KeptAnnualSide {
  readonly countryCode?: string;
  readonly propertyId?: string;
}

/** An annual submission, by `NINO/businessId/taxYear`: of a UK or of a foreign business. */
export interface KeptAnnual {
  readonly submittedOn: string;
  readonly ukFhlProperty?: KeptAnnualSide;
  readonly ukProperty?: KeptAnnualSide;
  readonly foreignFhlEea?: KeptAnnualSide;
  readonly foreignProperty?: readonly KeptAnnualForeignItem[];
}

/** A registered foreign property, by `propertyKey`. Its details may differ from one tax year to the next. */
export interface KeptForeignProperty {
  readonly businessId: string;
  readonly countryCode: string;
  /** The tax year it was registered for; those before do not know it. */
  readonly firstTaxYear: string;
  /** By tax year; a year without an entry has the last one before it. */
  readonly details: Readonly<Record<string, KeptForeignDetails>>;
}

export interface KeptForeignDetails {
  readonly submittedOn: string;
  readonly propertyName: string;
  readonly endDate?: string;
  readonly endReason?: string;
}

export const periods = defineCollection<KeptPeriod>('property-periods');
export const foreignUpdates = defineCollection<KeptForeignUpdate>('foreign-cumulative');
export const annuals = defineCollection<KeptAnnual>('property-annual');
export const foreignProperties = defineCollection<KeptForeignProperty>('foreign-properties');

/** The cumulative update held of a foreign business's tax year, as those who watch the simulator see it. */
export interface ForeignUpdate {
  nino: string;
  businessId: string;
  taxYear: string;
  acceptedCount: number;
  /** What counts now, amounts in integer pence under HMRC's field names. */
  current: Omit<KeptForeignUpdate, 'acceptedCount'>;
}

/** The cumulative updates held of a person's foreign businesses. */
export function foreignUpdatesOf(keeper: Keeper, nino: string): ForeignUpdate[] {
  return foreignUpdates.list(keeper, `${nino}/`).map(({ key, value: { acceptedCount, ...current } }) => {
    const [, businessId = '', taxYear = ''] = key.split('/');
    return { nino, businessId, taxYear, acceptedCount, current };
  });
}

/** What was kept, as HMRC's JSON: every number of a property is an amount, so all of them turn into pounds. */
export function inPounds(kept: unknown): unknown {
  if (typeof kept === 'number') return kept / 100;
  if (Array.isArray(kept)) return kept.map(inPounds);
  if (typeof kept !== 'object' || kept === null) return kept;
  return Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, inPounds(value)]));
}

/** A registered property's key: ids are the same whatever their letters' case. */
export const propertyKey = (nino: string, propertyId: string): string =>
  `${nino}/${propertyId.toLowerCase()}`;
