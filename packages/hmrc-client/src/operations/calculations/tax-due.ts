import { flag, group, list, number, optional, type Out, required, text } from '../../shapes/shape.ts';
import { amount, figure, rate } from './amounts.ts';

/** What is taxed at one rate. */
const taxBand = group({
  /** `savings-starter-rate`, `basic-rate`, `higher-rate`, `additional-rate`, Scotland's and others, as HMRC names them. */
  name: required(text()),
  rate,
  bandLimitPence: figure,
  apportionedBandLimitPence: figure,
  incomePence: figure,
  taxAmountPence: figure,
});
/** One band of tax. Amounts are integer pence; the rate is per cent. */
export type TaxBand = Out<typeof taxBand>;

/** The tax on one kind of income. */
const taxedIncome = optional(
  group({
    incomeReceivedPence: figure,
    allowancesAllocatedPence: figure,
    taxableIncomePence: figure,
    incomeTaxAmountPence: figure,
    taxBands: optional(list(taxBand)),
  }),
);

const incomeTax = group({
  totalIncomeReceivedFromAllSourcesPence: figure,
  totalAllowancesAndDeductionsPence: figure,
  totalTaxableIncomePence: figure,
  payPensionsProfit: taxedIncome,
  savingsAndGains: taxedIncome,
  dividends: taxedIncome,
  lumpSums: taxedIncome,
  gainsOnLifePolicies: taxedIncome,
  incomeTaxChargedPence: figure,
  /** From 2024-25. */
  incomeTaxChargedOnTransitionProfitsPence: amount,
  /** From 2024-25. */
  incomeTaxChargedAfterTransitionProfitsPence: amount,
  totalReliefsPence: amount,
  incomeTaxDueAfterReliefsPence: amount,
  totalNotionalTaxPence: amount,
  marriageAllowanceReliefPence: amount,
  incomeTaxDueAfterTaxReductionsPence: amount,
  incomeTaxDueAfterGiftAidPence: amount,
  giftAidTaxChargeWhereBasicRateDiffersPence: amount,
  totalPensionSavingsTaxChargesPence: amount,
  statePensionLumpSumChargesPence: amount,
  /** From 2025-26. */
  highIncomeBenefitChargePence: amount,
  /** From 2026-27. */
  winterFuelPaymentChargePence: amount,
  payeUnderpaymentsCodedOutPence: amount,
  totalIncomeTaxDuePence: amount,
});

const class2Nics = group({
  amountPence: amount,
  weeklyRatePence: amount,
  weeks: optional(number()),
  limitPence: amount,
  apportionedLimitPence: amount,
  underSmallProfitThreshold: required(flag()),
  underLowerProfitThreshold: optional(flag()),
  actualClass2Nic: optional(flag()),
});

const class4Nics = group({
  totalIncomeLiableToClass4ChargePence: amount,
  /** To 2025-26, as the next two. */
  totalClass4LossesAvailablePence: amount,
  totalClass4LossesUsedPence: amount,
  totalClass4LossesCarriedForwardPence: amount,
  totalIncomeChargeableToClass4Pence: amount,
  /** From 2026-27. */
  adjustmentToProfitsForClass4Pence: amount,
  totalAmountPence: figure,
  nic4Bands: required(
    list(
      group({
        /** `zero-rate`, `basic-rate` or `higher-rate`. */
        name: required(text()),
        rate,
        thresholdPence: amount,
        apportionedThresholdPence: amount,
        incomePence: figure,
        amountPence: figure,
      }),
    ),
  ),
});

const nics = group({
  class2Nics: optional(class2Nics),
  class4Nics: optional(class4Nics),
  /** To 2025-26, as the next. */
  nic2NetOfDeductionsPence: amount,
  nic4NetOfDeductionsPence: amount,
  /** From 2026-27, as the next. */
  nic2AmountPence: amount,
  nic4AmountPence: amount,
  totalNicPence: amount,
});

const capitalGainsTax = group({
  totalCapitalGainsIncomePence: amount,
  annualExemptionAmountPence: amount,
  totalTaxableGainsPence: amount,
  capitalGainsTaxAmountPence: amount,
  taxOnGainsAlreadyPaidPence: amount,
  capitalGainsTaxDuePence: amount,
  capitalGainsOverpaidPence: amount,
});

/** The tax itself. Where a total is negative, HMRC owes. */
export const taxDue = group({
  incomeTax: required(incomeTax),
  nics: optional(nics),
  totalTaxDeductedBeforeCodingOutPence: amount,
  saUnderpaymentsCodedOutPence: amount,
  totalIncomeTaxNicsChargedPence: amount,
  totalStudentLoansRepaymentAmountPence: amount,
  totalAnnuityPaymentsTaxChargedPence: amount,
  totalRoyaltyPaymentsTaxChargedPence: amount,
  totalTaxDeductedPence: amount,
  /** The figure that people look for. */
  totalIncomeTaxAndNicsDuePence: figure,
  /** Its totals; how they came about is in `everything`. */
  capitalGainsTax: optional(capitalGainsTax),
  totalIncomeTaxAndNicsAndCgtPence: amount,
});
