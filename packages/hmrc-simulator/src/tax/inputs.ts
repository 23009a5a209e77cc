/** What a tax figure is made of: plain figures in integer pence, whatever form and year they were sent in. */

export type PropertyBusinessType =
  'uk-property' | 'uk-property-fhl' | 'foreign-property' | 'foreign-property-fhl-eea';

/** One property of a business: all UK ones count as one; foreign ones come by country or one by one. */
export interface PropertyInput {
  countryCode?: string;
  propertyId?: string;
  /** All income, rents of a room at home included, accounting adjustments made. */
  incomePence: number;
  /** Deductible expenses, neither residential finance nor rent-a-room relief among them; may be negative. */
  expensesPence: number;
  rentARoom: { receivedPence: number; claimedPence: number; jointlyLet: boolean };
  /** Balancing charges, private use, and what else is added to the profit once a year. */
  additionsPence: number;
  /** Capital allowances and their like. */
  allowancesPence: number;
  /** Claimed instead of expenses and allowances; undefined where it is not claimed. */
  propertyIncomeAllowancePence: number | undefined;
  /** Residential finance costs of the year. */
  financeCostsPence: number;
  /** Those of earlier years that could not be relieved then. */
  broughtForwardFinanceCostsPence: number;
  foreignTaxPence: number;
  /** Whether the foreign tax is to be credited; otherwise it is deducted like an expense. */
  claimsForeignTaxCredit: boolean;
  /** UK tax, or special withholding tax, taken off before the income arrived. */
  taxDeductedPence: number;
}

/** One property business; furnished holiday lets are a business of their own, under the same id. */
export interface BusinessInput {
  businessId: string;
  typeOfBusiness: PropertyBusinessType;
  properties: readonly PropertyInput[];
}

/** A loss of an earlier year that is still to be used: against profits of the same business, without being asked. */
export interface BroughtForwardLoss {
  businessId: string;
  typeOfBusiness: PropertyBusinessType;
  /** Such as `2024-25`. */
  taxYearIncurred: string;
  pence: number;
  /** The id under which the Losses API knows it, of 15 letters and digits. */
  lossId?: string;
}

/** A claim to set this year's loss of a business against all other income of the year. */
export interface SidewaysClaim {
  businessId: string;
  typeOfBusiness: PropertyBusinessType;
  /** No more than this; all of the loss where it is absent. */
  limitPence?: number;
}

/** What the Losses API knows of a person's tax year. */
export interface LossesInput {
  broughtForward: readonly BroughtForwardLoss[];
  sideways: readonly SidewaysClaim[];
}

export interface TaxInput {
  /** 2026 for 2026-27. */
  startYear: number;
  /** How many twelfths of the year the figures cover; allowances and bands are apportioned to them. */
  twelfths: number;
  businesses: readonly BusinessInput[];
  losses: LossesInput;
}
