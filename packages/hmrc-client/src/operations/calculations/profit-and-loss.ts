import { flag, group, list, optional, type Out, required, text } from '../../shapes/shape.ts';
import { amount, figure } from './amounts.ts';

/** A business in a calculation. */
export const businessProfitAndLoss = group({
  incomeSourceId: required(text()),
  /** `uk-property`, `foreign-property`, `self-employment`; to 2024-25 `uk-property-fhl` and `foreign-property-fhl-eea` too. */
  incomeSourceType: required(text()),
  incomeSourceName: optional(text()),
  totalIncomePence: amount,
  /** May be negative. */
  totalExpensesPence: amount,
  netProfitPence: amount,
  netLossPence: amount,
  /** May be negative. */
  totalAdditionsPence: amount,
  totalDeductionsPence: amount,
  /** May be negative. */
  accountingAdjustmentsPence: amount,
  /** From 2025-26. */
  adjustedProfitPence: amount,
  /** From 2026-27. */
  adjustedLossPence: amount,
  /** From 2026-27. */
  foreignTaxPaidPence: amount,
  /** From 2025-26. */
  outstandingBusinessIncomePence: amount,
  taxableProfitPence: amount,
  adjustedIncomeTaxLossPence: amount,
  totalBroughtForwardIncomeTaxLossesPence: amount,
  /** To 2024-25. */
  lossForCSFHLPence: amount,
  broughtForwardIncomeTaxLossesUsedPence: amount,
  taxableProfitAfterIncomeTaxLossesDeductionPence: amount,
  /** To 2025-26, as all that follow. */
  carrySidewaysIncomeTaxLossesUsedPence: amount,
  broughtForwardCarrySidewaysIncomeTaxLossesUsedPence: amount,
  totalIncomeTaxLossesCarriedForwardPence: amount,
  class4LossPence: amount,
  totalBroughtForwardClass4LossesPence: amount,
  broughtForwardClass4LossesUsedPence: amount,
  carrySidewaysClass4LossesUsedPence: amount,
  totalClass4LossesCarriedForwardPence: amount,
});
/** One business in a calculation, from its figures to its taxable profit. Amounts are integer pence. */
export type BusinessProfitAndLoss = Out<typeof businessProfitAndLoss>;

const foreignFigures = {
  totalIncomePence: amount,
  totalExpensesPence: amount,
  netProfitPence: amount,
  netLossPence: amount,
  totalAdditionsPence: amount,
  totalDeductionsPence: amount,
  /** From 2026-27, as the next two. */
  adjustedProfitPence: amount,
  adjustedLossPence: amount,
  foreignTaxPaidPence: amount,
  taxableProfitPence: amount,
  adjustedIncomeTaxLossPence: amount,
};

/** Foreign lets of one country. */
export const foreignPropertyIncome = group({
  incomeSourceId: required(text()),
  incomeSourceType: required(text()),
  /** Three letters of ISO 3166. */
  countryCode: required(text()),
  ...foreignFigures,
  /** From 2026-27: each let. */
  propertyLevelDetail: optional(
    list(
      group({
        propertyId: required(text()),
        ...foreignFigures,
        foreignTaxCreditRelief: optional(flag()),
      }),
    ),
  ),
});

/** Totals of other income; what they are made of is in `everything`. */
export const otherIncomes = {
  employmentAndPensionsIncome: optional(
    group({
      totalPayeEmploymentAndLumpSumIncomePence: amount,
      totalOccupationalPensionIncomePence: amount,
      totalBenefitsInKindPence: amount,
      tipsIncomePence: amount,
    }),
  ),
  employmentExpenses: optional(group({ totalEmploymentExpensesPence: amount })),
  stateBenefitsIncome: optional(
    group({
      totalStateBenefitsIncomePence: amount,
      totalStateBenefitsTaxPaidPence: amount,
      totalStateBenefitsIncomeExcStatePensionLumpSumPence: amount,
    }),
  ),
  shareSchemesIncome: optional(group({ totalIncomePence: figure })),
  foreignIncome: optional(
    group({
      chargeableOverseasPensionsStateBenefitsRoyaltiesPence: amount,
      chargeableAllOtherIncomeReceivedWhilstAbroadPence: amount,
      totalForeignBenefitsAndGiftsPence: amount,
    }),
  ),
  chargeableEventGainsIncome: optional(group({ totalOfAllGainsPence: figure })),
  savingsAndGainsIncome: optional(
    group({
      totalChargeableSavingsAndGainsPence: amount,
      totalUkSavingsAndGainsPence: amount,
      chargeableForeignSavingsAndGainsPence: amount,
    }),
  ),
  otherIncome: optional(group({ totalOtherIncomePence: figure })),
  dividendsIncome: optional(
    group({
      totalChargeableDividendsPence: amount,
      totalUkDividendsPence: amount,
      chargeableForeignDividendsPence: amount,
    }),
  ),
  /** From 2026-27. */
  partnerIncome: optional(group({ totalPartnerIncomePence: figure })),
};

export const incomeSummaryTotals = group({
  totalSelfEmploymentProfitPence: amount,
  totalPropertyProfitPence: amount,
  /** To 2024-25. */
  totalFHLPropertyProfitPence: amount,
  totalUKOtherPropertyProfitPence: amount,
  totalForeignPropertyProfitPence: amount,
  /** To 2024-25. */
  totalEeaFhlProfitPence: amount,
  totalEmploymentIncomePence: amount,
});
