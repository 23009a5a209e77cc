import { financeCostReliefOf, type FinanceCostRelief } from './finance-costs.ts';
import { foreignTaxCreditsOf, isForeign, type ForeignTaxCredit } from './foreign-tax-credit.ts';
import { apportion, incomeTaxPenceOn, personalAllowanceOf, taxBandsOf, type TaxBand } from './income-tax.ts';
import type { PropertyInput, TaxInput } from './inputs.ts';
import { setLosses, type BusinessResult } from './losses.ts';
import { profitsOf } from './profit.ts';
import { ratesOf } from './rates.ts';

/** A person's Income Tax on property, with everything it is made of. Amounts are whole pounds unless named pence. */
export interface Assessment {
  startYear: number;
  twelfths: number;
  businesses: BusinessResult[];
  /** Profits after losses of earlier years. */
  totalIncome: number;
  /** This year's losses, set against all income where that was claimed. */
  lossesAgainstIncome: number;
  /** Of these twelfths of the year, before any taper. */
  fullPersonalAllowance: number;
  personalAllowance: number;
  /** What of the allowance finds income to be set against. */
  allowanceUsed: number;
  taxableIncome: number;
  bands: TaxBand[];
  taxChargedPence: number;
  financeCostRelief: FinanceCostRelief | undefined;
  foreignTaxCredits: ForeignTaxCredit[];
  foreignTaxCreditPence: number;
  totalReliefsPence: number;
  taxAfterReliefsPence: number;
  ukTaxDeductedPence: number;
  foreignTaxDeductedPence: number;
  /** What is to be paid; negative: what comes back. */
  duePence: number;
}

/**
 * A simplified figure of Income Tax, in England, on income from property alone. Rounding: profits go down to whole
 * pounds; losses, allowances and finance costs go up; all tax is then exact pence.
 */
export function assess(input: TaxInput): Assessment {
  const { startYear, twelfths } = input;
  const businesses = setLosses(profitsOf(input.businesses, startYear), input.losses);
  const whole = chargeOn(businesses, startYear, twelfths);
  const foreignTaxCredits = creditsOf(businesses, whole, startYear, twelfths);
  const foreignTaxCreditPence = foreignTaxCredits.reduce((sum, { creditPence }) => sum + creditPence, 0);
  const totalReliefsPence = (whole.financeCostRelief?.reliefPence ?? 0) + foreignTaxCreditPence;
  const taxAfterReliefsPence = whole.taxChargedPence - totalReliefsPence;
  const deducted = (abroad: boolean): number =>
    businesses
      .filter((business) => isForeign(business) === abroad)
      .flatMap(({ profit }) => profit.properties)
      .reduce((sum, { taxDeductedPence }) => sum + taxDeductedPence, 0);
  const [ukTaxDeductedPence, foreignTaxDeductedPence] = [deducted(false), deducted(true)];
  return {
    startYear,
    twelfths,
    businesses,
    ...whole,
    foreignTaxCredits,
    foreignTaxCreditPence,
    totalReliefsPence,
    taxAfterReliefsPence,
    ukTaxDeductedPence,
    foreignTaxDeductedPence,
    duePence: taxAfterReliefsPence - ukTaxDeductedPence - foreignTaxDeductedPence,
  };
}

/** The figures of part of a year as if the rest went on alike: what an in-year calculation estimates. */
export function projectToYearEnd({ startYear, twelfths, businesses, losses }: TaxInput): TaxInput {
  const grow = (pence: number): number => Math.floor((pence * 12) / twelfths);
  const growProperty = (property: PropertyInput): PropertyInput => ({
    ...property,
    incomePence: grow(property.incomePence),
    expensesPence: grow(property.expensesPence),
    rentARoom: {
      ...property.rentARoom,
      receivedPence: grow(property.rentARoom.receivedPence),
      claimedPence: grow(property.rentARoom.claimedPence),
    },
    financeCostsPence: grow(property.financeCostsPence),
    foreignTaxPence: grow(property.foreignTaxPence),
    taxDeductedPence: grow(property.taxDeductedPence),
  });
  // What is sent once a year (allowances, adjustments, losses) is for the whole of it already.
  return {
    startYear,
    twelfths: 12,
    businesses: businesses.map((business) => ({
      ...business,
      properties: business.properties.map(growProperty),
    })),
    losses,
  };
}

function chargeOn(businesses: readonly BusinessResult[], startYear: number, twelfths: number) {
  const totalIncome = businesses.reduce((sum, { profitAfterLosses }) => sum + profitAfterLosses, 0);
  const lossesAgainstIncome = businesses.reduce((sum, { sidewaysUsed }) => sum + sidewaysUsed, 0);
  const netIncome = Math.max(0, totalIncome - lossesAgainstIncome);
  const personalAllowance = personalAllowanceOf(netIncome, startYear, twelfths);
  const allowanceUsed = Math.min(personalAllowance, netIncome);
  const taxableIncome = netIncome - allowanceUsed;
  return {
    totalIncome,
    lossesAgainstIncome,
    fullPersonalAllowance: apportion(ratesOf(startYear).personalAllowance, twelfths),
    personalAllowance,
    allowanceUsed,
    taxableIncome,
    bands: taxBandsOf(taxableIncome, startYear, twelfths),
    taxChargedPence: incomeTaxPenceOn(taxableIncome, startYear, twelfths),
    financeCostRelief: financeCostReliefOf(businesses, taxableIncome),
  };
}

type Charge = ReturnType<typeof chargeOn>;

const afterFinanceCosts = ({ taxChargedPence, financeCostRelief }: Charge): number =>
  taxChargedPence - (financeCostRelief?.reliefPence ?? 0);

function creditsOf(
  businesses: readonly BusinessResult[],
  whole: Charge,
  startYear: number,
  twelfths: number,
) {
  if (!businesses.some(isForeign)) return [];
  const home = businesses.filter((business) => !isForeign(business));
  const added = afterFinanceCosts(whole) - afterFinanceCosts(chargeOn(home, startYear, twelfths));
  return foreignTaxCreditsOf(businesses, Math.max(0, added));
}
