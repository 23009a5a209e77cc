import type { Assessment } from '../tax/assess.ts';
import type { BusinessResult } from '../tax/losses.ts';
import type { PropertyProfit } from '../tax/profit.ts';
import { eitherOf, sourceOf, toPositivePounds, toPounds, type Form } from './calculations-forms.ts';

/** The parts of a calculation that show one business or country each. */
export function businessParts({ businesses, startYear }: Assessment, form: Form) {
  const countries = businesses
    .filter(({ profit }) => profit.typeOfBusiness === 'foreign-property')
    .flatMap((business) => countriesOf(business, form));
  return {
    ...(businesses.length > 0 && {
      businessProfitAndLoss: businesses.map((business) => profitAndLoss(business, form)),
    }),
    ...(countries.length > 0 && { foreignPropertyIncome: countries }),
    incomeSummaryTotals: summaryTotals(businesses, form),
    ...(form < 4 && lossesAndClaims(businesses, startYear)),
  };
}

function profitAndLoss(business: BusinessResult, form: Form) {
  const { profit, broughtForwardTotal, broughtForwardUsed, profitAfterLosses } = business;
  return {
    ...sourceOf(business),
    ...totals(profit),
    ...(form === 1 && { totalExpenses: toPositivePounds(profit.expensesPence) }),
    ...(profit.loss > 0 ? { adjustedIncomeTaxLoss: profit.loss } : { taxableProfit: profit.profit }),
    ...(broughtForwardTotal > 0 && {
      totalBroughtForwardIncomeTaxLosses: broughtForwardTotal,
      broughtForwardIncomeTaxLossesUsed: broughtForwardUsed,
    }),
    taxableProfitAfterIncomeTaxLossesDeduction: profitAfterLosses,
    ...(form < 4 && {
      ...(business.sidewaysUsed > 0 && { carrySidewaysIncomeTaxLossesUsed: business.sidewaysUsed }),
      totalIncomeTaxLossesCarriedForward: business.carriedForward,
    }),
    ...(form === 3 && profit.netPence >= 0 && { adjustedProfit: toPounds(profit.netPence) }),
    ...(form === 4 && {
      ...eitherOf(profit.netPence, 'adjustedProfit', 'adjustedLoss'),
      ...(profit.foreignTaxPence > 0 && { foreignTaxPaid: toPounds(profit.foreignTaxPence) }),
    }),
  };
}

type Totals = Pick<
  PropertyProfit,
  'incomePence' | 'expensesPence' | 'netPence' | 'additionsPence' | 'deductionsPence'
>;

const totals = ({ incomePence, expensesPence, netPence, additionsPence, deductionsPence }: Totals) => ({
  totalIncome: toPositivePounds(incomePence),
  totalExpenses: toPounds(expensesPence),
  ...eitherOf(netPence, 'netProfit', 'netLoss'),
  totalAdditions: toPositivePounds(additionsPence),
  totalDeductions: toPositivePounds(deductionsPence),
});

/** One entry a country; from 2026-27 with its properties. */
function countriesOf(business: BusinessResult, form: Form) {
  const { properties } = business.profit;
  const codes = [...new Set(properties.flatMap(({ countryCode }) => countryCode ?? []))];
  return codes.map((countryCode) => {
    const own = properties.filter((property) => property.countryCode === countryCode);
    const known = own.flatMap(({ propertyId, ...property }) =>
      propertyId === undefined
        ? []
        : [
            {
              propertyId,
              ...foreignTotals(property, form),
              foreignTaxCreditRelief: property.claimsForeignTaxCredit,
            },
          ],
    );
    return {
      ...sourceOf(business),
      countryCode,
      ...foreignTotals(addUp(own), form),
      ...(form === 4 && known.length > 0 && { propertyLevelDetail: known }),
    };
  });
}

type ForeignTotals = Totals & Pick<PropertyProfit, 'taxablePence' | 'foreignTaxPence'>;

function foreignTotals(figures: ForeignTotals, form: Form) {
  const { netPence, taxablePence, foreignTaxPence, expensesPence } = figures;
  return {
    ...totals(figures),
    ...(form === 1 && { totalExpenses: toPositivePounds(expensesPence) }),
    ...eitherOf(taxablePence, 'taxableProfit', 'adjustedIncomeTaxLoss'),
    ...(form === 4 && {
      ...eitherOf(netPence, 'adjustedProfit', 'adjustedLoss'),
      foreignTaxPaid: toPounds(foreignTaxPence),
    }),
  };
}

function addUp(properties: readonly PropertyProfit[]): ForeignTotals {
  const sum = (pick: (property: PropertyProfit) => number): number =>
    properties.reduce((total, property) => total + pick(property), 0);
  return {
    incomePence: sum((one) => one.incomePence),
    expensesPence: sum((one) => one.expensesPence),
    netPence: sum((one) => one.netPence),
    additionsPence: sum((one) => one.additionsPence),
    deductionsPence: sum((one) => one.deductionsPence),
    taxablePence: sum((one) => one.taxablePence),
    foreignTaxPence: sum((one) => one.foreignTaxPence),
  };
}

function summaryTotals(businesses: readonly BusinessResult[], form: Form) {
  const sum = (type?: string): number =>
    businesses
      .filter(({ profit }) => profit.typeOfBusiness === (type ?? profit.typeOfBusiness))
      .reduce((total, { profit }) => total + profit.profit, 0);
  return {
    totalPropertyProfit: sum(),
    totalUKOtherPropertyProfit: sum('uk-property'),
    totalForeignPropertyProfit: sum('foreign-property'),
    ...(form < 3 && {
      totalFHLPropertyProfit: sum('uk-property-fhl'),
      totalEeaFhlProfit: sum('foreign-property-fhl-eea'),
    }),
  };
}

/** What became of losses, to 2025-26; later years do not show it. */
function lossesAndClaims(businesses: readonly BusinessResult[], startYear: number) {
  const incurred = (end: number) => `${end - 1}-${String(end % 100).padStart(2, '0')}`;
  const resultOfClaimsApplied = businesses.flatMap((business) =>
    business.broughtForward
      .filter(({ used }) => used > 0)
      .map(({ taxYearIncurred, used, value }) => ({
        ...sourceOf(business),
        taxYearClaimMade: incurred(startYear + 1),
        claimType: 'carry-forward',
        mtdLoss: true,
        taxYearLossIncurred: taxYearIncurred,
        lossAmountUsed: used,
        remainingLossValue: value - used,
        lossType: 'income',
      })),
  );
  const defaultCarriedForwardLosses = businesses
    .filter(({ profit, sidewaysUsed }) => profit.loss > sidewaysUsed)
    .map((business) => ({
      ...sourceOf(business),
      taxYearLossIncurred: incurred(startYear + 1),
      currentLossValue: business.profit.loss - business.sidewaysUsed,
    }));
  const shown = {
    ...(resultOfClaimsApplied.length > 0 && { resultOfClaimsApplied }),
    ...(defaultCarriedForwardLosses.length > 0 && { defaultCarriedForwardLosses }),
  };
  return Object.keys(shown).length > 0 ? { lossesAndClaims: shown } : {};
}
