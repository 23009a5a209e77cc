import { assess } from '../tax/assess.ts';
import type { BusinessInput, LossesInput, PropertyInput } from '../tax/inputs.ts';

/** No losses. */
export const NONE: LossesInput = { broughtForward: [], sideways: [] };

function property(given: Partial<PropertyInput> = {}): PropertyInput {
  return {
    incomePence: 0,
    expensesPence: 0,
    rentARoom: { receivedPence: 0, claimedPence: 0, jointlyLet: false },
    additionsPence: 0,
    allowancesPence: 0,
    propertyIncomeAllowancePence: undefined,
    financeCostsPence: 0,
    broughtForwardFinanceCostsPence: 0,
    foreignTaxPence: 0,
    claimsForeignTaxCredit: false,
    taxDeductedPence: 0,
    ...given,
  };
}

/** A property business in the UK. */
export const uk = (given: Partial<PropertyInput>): BusinessInput => ({
  businessId: 'XAIS00000000001',
  typeOfBusiness: 'uk-property',
  properties: [property(given)],
});

/** A property business abroad, of these properties. */
export const abroad = (...given: Partial<PropertyInput>[]): BusinessInput => ({
  businessId: 'XBIS00000000002',
  typeOfBusiness: 'foreign-property',
  properties: given.map(property),
});

/** What a year comes to, the whole of it unless told. */
export const year = (businesses: BusinessInput[], losses = NONE, twelfths = 12, startYear = 2026) =>
  assess({ startYear, twelfths, businesses, losses });

/** Whole pounds, in pence. */
export const pounds = (amount: number): number => amount * 100;
