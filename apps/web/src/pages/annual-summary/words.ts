import {
  type AnnualAmountField,
  type AnnualBuilding,
  type BuildingList,
  buildingLists,
  splitField,
} from '../../domain/submissions/index.ts';
import { formatDate, formatPence } from '../../ui/format.ts';

/** Where a year's annual summary is filled in. */
export const annualPath = ({ taxYear, businessId }: { taxYear: string; businessId: string }): string =>
  `/years/${taxYear}/annual-summary/${encodeURIComponent(businessId)}`;

export const reviewPathOf = (of: { taxYear: string; businessId: string }): string =>
  `${annualPath(of)}/review`;

export const accountingTypeWords = { CASH: 'Cash basis', ACCRUAL: 'Traditional accounting' } as const;

/** The amounts as HMRC's own pages call them. */
export const amountLabels = {
  balancingCharge: 'Balancing charge',
  privateUseAdjustment: 'Private use adjustment',
  businessPremisesRenovationAllowanceBalancingCharges: 'Business premises renovation balancing charge',
  annualInvestmentAllowance: 'Annual investment allowance',
  costOfReplacingDomesticItems: 'Replacing domestic items',
  zeroEmissionsCarAllowance: 'Zero-emissions car allowance',
  zeroEmissionsGoodsVehicleAllowance: 'Zero-emissions goods vehicle allowance',
  electricChargePointAllowance: 'Electric charge-point allowance',
  otherCapitalAllowance: 'All other capital allowances',
  businessPremisesRenovationAllowance: 'Business premises renovation allowance',
  propertyIncomeAllowance: 'Property income allowance',
} as const satisfies Record<AnnualAmountField, string>;

export const buildingListLabels = {
  structuredBuildingAllowance: 'Structures and buildings allowance',
  enhancedStructuredBuildingAllowance: 'Enhanced structures and buildings allowance',
} as const satisfies Record<BuildingList, string>;

const partLabels: Partial<Record<string, string>> = {
  amount: 'allowance',
  name: 'name',
  number: 'number',
  postcode: 'postcode',
  qualifyingDate: 'first qualifying date',
  qualifyingAmountExpenditure: 'amount spent',
};

const labels: Partial<Record<string, string>> = amountLabels;

/** A field of the form within a sentence, without the place abroad it is of; null where there is no such field. */
export function fieldLabel(field: string): string | null {
  const place = buildingPlace(field);
  if (!place) return labels[splitField(field).name] ?? null;
  const { list, index, part } = place;
  return `${buildingListLabels[list]}, building ${index + 1}, ${partLabels[part] ?? part}`;
}

/** The id, on the form and beside what is sent, of a field of one place abroad; that of UK property has no key. */
export const keyedField = (key: string, field: string): string => (key === '' ? field : `${key}.${field}`);

/** Which building a field is about; null for one of the other fields. */
export function buildingPlace(field: string): { list: BuildingList; index: number; part: string } | null {
  const [, name, index = '', part = ''] = /^(\w+)-(\d+)-(.+)$/.exec(splitField(field).name) ?? [];
  const list = buildingLists.find((each) => each === name);
  return list ? { list, index: Number(index), part } : null;
}

/** A building with where it stands, and what its first year adds. */
export function buildingName({ name, number, postcode, firstYear }: AnnualBuilding): string {
  const place = [name, number, postcode].filter((part) => part !== '').join(', ');
  if (!firstYear) return place;
  const spent = formatPence(firstYear.qualifyingAmountExpenditurePence);
  return `${place} (from ${formatDate(firstYear.qualifyingDate)}, ${spent} spent)`;
}
