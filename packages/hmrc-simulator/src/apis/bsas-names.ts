import type { PropertyKind } from './property-figures.ts';

/** What a summary calls a field, by what the field is called where it is submitted. */
export type SummaryNames = Readonly<Record<string, string>>;

const same = (...names: readonly string[]): SummaryNames =>
  Object.fromEntries(names.map((name) => [name, name]));

export const INCOME_NAMES: Readonly<Record<PropertyKind, SummaryNames>> = {
  'uk-property': {
    periodAmount: 'totalRentsReceived',
    otherIncome: 'otherPropertyIncome',
    'rentARoom.rentsReceived': 'rarRentReceived',
    ...same('premiumsOfLeaseGrant', 'reversePremiums'),
  },
  'uk-property-fhl': {
    periodAmount: 'totalRentsReceived',
    'rentARoom.rentsReceived': 'rarRentReceived',
  },
  'foreign-property': {
    'rentIncome.rentAmount': 'totalRentsReceived',
    ...same('premiumsOfLeaseGrant', 'otherPropertyIncome'),
  },
  'foreign-property-fhl-eea': { rentAmount: 'totalRentsReceived' },
};

export const EXPENSE_NAMES: SummaryNames = same(
  'consolidatedExpenses',
  'premisesRunningCosts',
  'repairsAndMaintenance',
  'financialCosts',
  'professionalFees',
  'costOfServices',
  'residentialFinancialCost',
  'broughtFwdResidentialFinancialCost',
  'other',
  'travelCosts',
);

export const ADDITION_NAMES: SummaryNames = {
  businessPremisesRenovationAllowanceBalancingCharges: 'bpraBalancingCharge',
  ...same('privateUseAdjustment', 'balancingCharge'),
};

export const DEDUCTION_NAMES: SummaryNames = {
  zeroEmissionsGoodsVehicleAllowance: 'zeroEmissionGoods',
  propertyIncomeAllowance: 'propertyAllowance',
  'rentARoom.amountClaimed': 'rarReliefClaimed',
  ...same(
    'annualInvestmentAllowance',
    'costOfReplacingDomesticItems',
    'businessPremisesRenovationAllowance',
    'otherCapitalAllowance',
    'electricChargePointAllowance',
    'structuredBuildingAllowance',
    'enhancedStructuredBuildingAllowance',
    'zeroEmissionsCarAllowance',
  ),
};

/** What an adjusted field of a summary is called where it is submitted, where that is not the same. */
export function submittedNameOf(kind: PropertyKind, name: string): string {
  const found = Object.entries(INCOME_NAMES[kind]).find(([, shown]) => shown === name);
  return found?.[0] ?? name;
}
