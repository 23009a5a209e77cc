import type { BusinessInput, PropertyBusinessType, PropertyInput } from './inputs.ts';
import { financeCostQuarters, PROPERTY_INCOME_ALLOWANCE_PENCE, RENT_A_ROOM_PENCE } from './rates.ts';

/** A profit and how it came about. Only one of a profit and its loss is above nought. */
export interface Profit {
  incomePence: number;
  expensesPence: number;
  /** Income without expenses; a loss is negative. */
  netPence: number;
  additionsPence: number;
  deductionsPence: number;
  /** What counts for tax; a loss is negative. */
  taxablePence: number;
  foreignTaxPence: number;
}

export interface PropertyProfit extends Profit {
  countryCode?: string;
  propertyId?: string;
  /** What reduces tax instead of profit. */
  financeCostsPence: number;
  /** Foreign tax for which a credit is wanted. */
  creditableTaxPence: number;
  claimsForeignTaxCredit: boolean;
  taxDeductedPence: number;
}

export interface BusinessProfit extends Profit {
  businessId: string;
  typeOfBusiness: PropertyBusinessType;
  properties: PropertyProfit[];
  /** Whole pounds: a profit goes down to them, a loss up. */
  profit: number;
  loss: number;
}

/** The profit or loss of each business. One property income allowance serves all of them, in their order. */
export function profitsOf(businesses: readonly BusinessInput[], startYear: number): BusinessProfit[] {
  let allowanceLeft = PROPERTY_INCOME_ALLOWANCE_PENCE;
  return businesses.map(({ businessId, typeOfBusiness, properties }) => {
    const profits = properties.map((property) => {
      const allowance = allowanceUsed(property, allowanceLeft);
      allowanceLeft -= allowance ?? 0;
      return profitOf(property, allowance, startYear);
    });
    const sum = (pick: (profit: Profit) => number): number =>
      profits.reduce((total, one) => total + pick(one), 0);
    const taxablePence = sum((one) => one.taxablePence);
    return {
      businessId,
      typeOfBusiness,
      properties: profits,
      incomePence: sum((one) => one.incomePence),
      expensesPence: sum((one) => one.expensesPence),
      netPence: sum((one) => one.netPence),
      additionsPence: sum((one) => one.additionsPence),
      deductionsPence: sum((one) => one.deductionsPence),
      foreignTaxPence: sum((one) => one.foreignTaxPence),
      taxablePence,
      profit: Math.floor(Math.max(0, taxablePence) / 100),
      loss: Math.ceil(Math.max(0, -taxablePence) / 100),
    };
  });
}

function allowanceUsed(property: PropertyInput, left: number): number | undefined {
  const claimed = property.propertyIncomeAllowancePence;
  // It makes no loss: income is the most it takes off.
  return claimed === undefined ? undefined : Math.min(claimed, left, Math.max(0, property.incomePence));
}

function profitOf(property: PropertyInput, allowance: number | undefined, startYear: number): PropertyProfit {
  const { countryCode, propertyId, incomePence, foreignTaxPence, claimsForeignTaxCredit } = property;
  const claimsAllowance = allowance !== undefined;
  // The part of residential finance that does not reduce tax (before 2020-21) still is an expense.
  const reducerPence = Math.round((property.financeCostsPence * financeCostQuarters(startYear)) / 4);
  const financePence = property.financeCostsPence - reducerPence;
  const expensesPence = claimsAllowance ? 0 : property.expensesPence + financePence;
  const deductionsPence = claimsAllowance
    ? allowance
    : property.allowancesPence + rentARoomRelief(property) + (claimsForeignTaxCredit ? 0 : foreignTaxPence);
  const netPence = incomePence - expensesPence;
  return {
    ...(countryCode !== undefined && { countryCode }),
    ...(propertyId !== undefined && { propertyId }),
    incomePence,
    expensesPence,
    netPence,
    additionsPence: property.additionsPence,
    deductionsPence,
    taxablePence: netPence + property.additionsPence - deductionsPence,
    foreignTaxPence,
    financeCostsPence: claimsAllowance ? 0 : reducerPence + property.broughtForwardFinanceCostsPence,
    creditableTaxPence: claimsForeignTaxCredit ? foreignTaxPence : 0,
    claimsForeignTaxCredit,
    taxDeductedPence: property.taxDeductedPence,
  };
}

function rentARoomRelief({ rentARoom }: PropertyInput): number {
  const limit = rentARoom.jointlyLet ? RENT_A_ROOM_PENCE / 2 : RENT_A_ROOM_PENCE;
  return Math.min(rentARoom.claimedPence, rentARoom.receivedPence, limit);
}
