import { flag, group, list, optional, required, text } from '../../shapes/shape.ts';
import { amount, figure } from './amounts.ts';

const source = {
  incomeSourceId: required(text()),
  /** `uk-property`, `foreign-property`, `self-employment`; to 2024-25 `uk-property-fhl` and `foreign-property-fhl-eea` too. */
  incomeSourceType: required(text()),
};
const claim = {
  claimId: optional(text()),
  originatingClaimId: optional(text()),
  ...source,
  /** `carry-forward`, `carry-sideways`, `carry-forward-to-carry-sideways` and others. */
  claimType: required(text()),
};
/** `YYYY-YY`. */
const taxYearLossIncurred = required(text());
/** `income` or `class4-nics`. */
const lossType = optional(text());

/** To 2025-26. From 2026-27 losses are claimed in another way, and a calculation says nothing here. */
export const lossesAndClaims = group({
  resultOfClaimsApplied: optional(
    list(
      group({
        ...claim,
        taxYearClaimMade: required(text()),
        mtdLoss: optional(flag()),
        taxYearLossIncurred,
        lossAmountUsedPence: figure,
        remainingLossValuePence: figure,
        lossType,
      }),
    ),
  ),
  unclaimedLosses: optional(
    list(
      group({
        incomeSourceId: optional(text()),
        incomeSourceType: source.incomeSourceType,
        taxYearLossIncurred,
        currentLossValuePence: figure,
        lossType,
      }),
    ),
  ),
  carriedForwardLosses: optional(
    list(
      group({
        ...claim,
        taxYearClaimMade: optional(text()),
        taxYearLossIncurred,
        currentLossValuePence: figure,
        lossType,
      }),
    ),
  ),
  defaultCarriedForwardLosses: optional(
    list(group({ ...source, taxYearLossIncurred, currentLossValuePence: figure })),
  ),
  claimsNotApplied: optional(
    list(
      group({
        claimId: required(text()),
        ...source,
        taxYearClaimMade: required(text()),
        claimType: required(text()),
      }),
    ),
  ),
});

/** What the year would come to if it went on as it began: for `in-year` calculations, and an estimate alone. */
export const endOfYearEstimate = group({
  incomeSource: optional(
    list(
      group({
        incomeSourceId: optional(text()),
        incomeSourceType: required(text()),
        incomeSourceName: optional(text()),
        taxableIncomePence: figure,
        totalAllowancesAndDeductionsPence: amount,
      }),
    ),
  ),
  totalEstimatedIncomePence: amount,
  totalAllowancesAndDeductionsPence: amount,
  totalTaxableIncomePence: amount,
  incomeTaxAmountPence: amount,
  nic2Pence: amount,
  nic4Pence: amount,
  totalNicAmountPence: amount,
  totalTaxDeductedBeforeCodingOutPence: amount,
  saUnderpaymentsCodedOutPence: amount,
  totalStudentLoansRepaymentAmountPence: amount,
  totalAnnuityPaymentsTaxChargedPence: amount,
  totalRoyaltyPaymentsTaxChargedPence: amount,
  totalTaxDeductedPence: amount,
  incomeTaxNicAmountPence: amount,
  cgtAmountPence: amount,
  incomeTaxNicAndCgtAmountPence: amount,
});

/** The calculation before this one. */
export const previousCalculation = group({
  calculationId: optional(text()),
  calculationTimestamp: optional(text()),
  totalIncomeTaxAndNicsDuePence: amount,
  cgtTaxDuePence: amount,
  totalIncomeTaxAndNicsAndCgtDuePence: amount,
  incomeTaxNicDueThisPeriodPence: amount,
  cgtDueThisPeriodPence: amount,
  totalIncomeTaxAndNicsAndCgtDueThisPeriodPence: amount,
});
