import { flag, group, list, number, optional, required, text } from '../../shapes/shape.ts';
import { amount, figure, rate } from './amounts.ts';

export const allowancesAndDeductions = group({
  personalAllowancePence: amount,
  marriageAllowanceTransferOut: optional(
    group({ personalAllowanceBeforeTransferOutPence: figure, transferredOutAmountPence: figure }),
  ),
  reducedPersonalAllowancePence: amount,
  giftOfInvestmentsAndPropertyToCharityPence: amount,
  blindPersonsAllowancePence: amount,
  lossesAppliedToGeneralIncomePence: amount,
  cgtLossSetAgainstInYearGeneralIncomePence: amount,
  qualifyingLoanInterestFromInvestmentsPence: amount,
  postCessationTradeReceiptsPence: amount,
  paymentsToTradeUnionsForDeathBenefitsPence: amount,
  grossAnnuityPaymentsPence: amount,
  annuityPayments: optional(group({ reliefClaimedPence: amount, rate: optional(number()) })),
  pensionContributionsPence: amount,
  pensionContributionsDetail: optional(
    group({
      retirementAnnuityPaymentsPence: amount,
      paymentToEmployersSchemeNoTaxReliefPence: amount,
      overseasPensionSchemeContributionsPence: amount,
    }),
  ),
  /** From 2026-27. */
  totalPartnershipLossesBroughtForwardPence: amount,
});

const financeCosts = {
  amountClaimedPence: figure,
  allowableAmountPence: figure,
  /** What could not be relieved this year: next year's amount brought forward. */
  carryForwardAmountPence: amount,
};

/** Relief for the finance costs of residential lets, at the basic rate. */
const residentialFinanceCosts = group({
  adjustedTotalIncomePence: figure,
  totalAllowableAmountPence: amount,
  relievableAmountPence: figure,
  rate,
  totalResidentialFinanceCostsReliefPence: figure,
  ukProperty: optional(group(financeCosts)),
  foreignProperty: optional(
    group({
      totalForeignPropertyAllowableAmountPence: figure,
      foreignPropertyRfcDetail: required(list(group({ countryCode: required(text()), ...financeCosts }))),
    }),
  ),
  allOtherIncomeReceivedWhilstAbroad: optional(
    group({
      totalOtherIncomeAllowableAmountPence: figure,
      otherIncomeRfcDetail: required(
        list(
          group({
            countryCode: required(text()),
            residentialFinancialCostAmountPence: amount,
            broughtFwdResidentialFinancialCostAmountPence: amount,
          }),
        ),
      ),
    }),
  ),
  /** From 2026-27. */
  partnerIncome: optional(
    group({
      partnerIncomeRfcDetail: optional(
        list(
          group({
            partnershipUtr: required(text()),
            totalAllowableAmountPence: figure,
            ukProperty: optional(group(financeCosts)),
            untaxedForeignIncome: optional(group(financeCosts)),
          }),
        ),
      ),
    }),
  ),
});

const foreignTaxCreditRelief = group({
  customerCalculatedRelief: optional(flag()),
  totalForeignTaxCreditReliefPence: figure,
  foreignTaxCreditReliefOnPropertyPence: amount,
  foreignTaxCreditReliefOnDividendsPence: amount,
  foreignTaxCreditReliefOnSavingsPence: amount,
  foreignTaxCreditReliefOnForeignIncomePence: amount,
});

export const reliefs = group({
  residentialFinanceCosts: optional(residentialFinanceCosts),
  reliefsClaimed: optional(
    list(
      group({
        type: required(text()),
        amountClaimedPence: amount,
        allowableAmountPence: amount,
        amountUsedPence: amount,
        rate: optional(number()),
      }),
    ),
  ),
  foreignTaxCreditRelief: optional(foreignTaxCreditRelief),
  topSlicingRelief: optional(group({ amountPence: amount })),
  basicRateExtension: optional(
    group({
      totalBasicRateExtensionPence: amount,
      giftAidReliefPence: amount,
      pensionContributionReliefsPence: amount,
    }),
  ),
  giftAidTaxReductionWhereBasicRateDiffers: optional(group({ amountPence: amount })),
});

export const taxDeductedAtSource = group({
  bbsiPence: amount,
  ukLandAndPropertyPence: amount,
  cisPence: amount,
  securitiesPence: amount,
  voidedIsaPence: amount,
  payeEmploymentsPence: amount,
  occupationalPensionsPence: amount,
  stateBenefitsPence: amount,
  specialWithholdingTaxOrUkTaxPaidPence: amount,
  inYearAdjustmentCodedInLaterTaxYearPence: amount,
  taxTakenOffTradingIncomePence: amount,
  /** From 2026-27. */
  taxTakenOffPartnerIncomePence: amount,
});

export const giftAid = group({
  grossGiftAidPaymentsPence: figure,
  rate,
  giftAidTaxPence: figure,
  giftAidTaxReductionsPence: amount,
  incomeTaxChargedAfterGiftAidTaxReductionsPence: amount,
  giftAidChargePence: amount,
});

export const marriageAllowanceTransferredIn = group({ amountPence: amount, rate: optional(number()) });

export const studentLoan = group({
  /** `plan1`, `plan2`, `plan4`, `plan5` or `postgraduate`. */
  planType: required(text()),
  studentLoanTotalIncomeAmountPence: figure,
  studentLoanChargeableIncomeAmountPence: figure,
  studentLoanRepaymentAmountPence: figure,
  studentLoanDeductionsFromEmploymentPence: amount,
  studentLoanRepaymentAmountNetOfDeductionsPence: figure,
  studentLoanApportionedIncomeThresholdPence: figure,
  studentLoanRate: rate,
});

/** From 2025-26. */
export const highIncomeChildBenefitCharge = group({
  adjustedNetIncomePence: figure,
  amountOfChildBenefitReceivedPence: figure,
  incomeThresholdPence: figure,
  childBenefitChargeTaperPence: figure,
  rate,
  highIncomeBenefitChargePence: figure,
});
