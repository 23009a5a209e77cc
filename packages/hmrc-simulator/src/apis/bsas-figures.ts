import type { Core } from '../core.ts';
import { isOutdated, lastAdjusted, summariesOf, type KeptAdjustment } from './bsas-kept.ts';
import { submittedNameOf } from './bsas-names.ts';
import type { FiguresOfProperty, Pence, PropertyFigures, PropertyKind } from './property-figures.ts';

/** Accepted changes of one property's submitted figures: signed pence under the field names that `PropertyFigures` has. */
export interface AcceptedAdjustment {
  kind: PropertyKind;
  /** Of `foreign-property` only, to 2025-26. */
  countryCode?: string;
  /** Of `foreign-property` only, from 2026-27. */
  propertyId?: string;
  incomePence: Pence;
  expensesPence: Pence;
  /** Change of this year's residential finance costs. */
  residentialFinancePence: number;
}

/**
 * The adjustments that count for a business's tax year: of each kind of property those of the last summary that was
 * adjusted, unless anything of the business was submitted after that summary. A newer summary alone takes none away.
 */
export function acceptedAdjustments(
  core: Core,
  nino: string,
  businessId: string,
  taxYear: string,
): AcceptedAdjustment[] {
  const ofBusiness = summariesOf(core, nino, taxYear).filter((one) => one.businessId === businessId);
  return lastAdjusted(ofBusiness)
    .filter((summary) => !isOutdated(core, nino, summary))
    .flatMap(({ typeOfBusiness, adjusted }) =>
      (adjusted?.items ?? []).map((item) => toAdjustment(typeOfBusiness, item)),
    );
}

/** Submitted figures with adjustments added to them; what was adjusted without having been submitted starts at nothing. */
export function withAdjustments(
  figures: PropertyFigures,
  adjustments: readonly AcceptedAdjustment[],
): PropertyFigures {
  if (adjustments.length === 0) return figures;
  const known = figures.properties;
  const added = adjustments
    .filter((adjustment) => !known.some((property) => isOf(adjustment, property)))
    .map(emptyProperty);
  return {
    ...figures,
    properties: [...known, ...added].map((property) =>
      adjustments.filter((adjustment) => isOf(adjustment, property)).reduce(adjust, property),
    ),
  };
}

function emptyProperty({ kind, countryCode, propertyId }: AcceptedAdjustment): FiguresOfProperty {
  return {
    kind,
    ...(countryCode !== undefined && { countryCode }),
    ...(propertyId !== undefined && { propertyId }),
    incomePence: {},
    taxPence: {},
    expensesPence: {},
    residentialFinance: { thisYearPence: 0, broughtForwardPence: 0 },
    adjustmentsPence: {},
    allowancesPence: {},
    flags: {},
  };
}

function adjust(property: FiguresOfProperty, adjustment: AcceptedAdjustment): FiguresOfProperty {
  const { thisYearPence, broughtForwardPence } = property.residentialFinance;
  return {
    ...property,
    incomePence: add(property.incomePence, adjustment.incomePence),
    expensesPence: add(property.expensesPence, adjustment.expensesPence),
    residentialFinance: {
      thisYearPence: thisYearPence + adjustment.residentialFinancePence,
      broughtForwardPence,
    },
  };
}

function add(pence: Pence, changes: Pence): Pence {
  const sums = { ...pence };
  for (const [name, change] of Object.entries(changes)) sums[name] = (sums[name] ?? 0) + change;
  return sums;
}

function isOf(adjustment: AcceptedAdjustment, property: FiguresOfProperty): boolean {
  if (adjustment.kind !== property.kind) return false;
  if (adjustment.propertyId !== undefined) return adjustment.propertyId === property.propertyId;
  return adjustment.countryCode === undefined || adjustment.countryCode === property.countryCode;
}

/** A kept adjustment under the names that figures are submitted by. */
export function toAdjustment(kind: PropertyKind, item: KeptAdjustment): AcceptedAdjustment {
  const { countryCode, propertyId, income = {}, expenses = {} } = item;
  const { residentialFinancialCost: residentialFinancePence = 0, ...otherExpenses } = expenses;
  return {
    kind,
    ...(countryCode !== undefined && { countryCode }),
    ...(propertyId !== undefined && { propertyId }),
    incomePence: named(kind, income),
    expensesPence: named(kind, otherExpenses),
    residentialFinancePence,
  };
}

function named(kind: PropertyKind, amounts: Readonly<Record<string, number | undefined>>): Pence {
  const result: Record<string, number> = {};
  for (const [name, amount] of Object.entries(amounts)) {
    if (amount !== undefined) result[submittedNameOf(kind, name)] = amount;
  }
  return result;
}
