import { choice, date, group, list, optional, required, signedMoney, text } from '../../shapes/shape.ts';
import { typesOfBusiness } from './business-types.ts';

const amount = signedMoney();

const expenses = group({
  consolidatedExpensesPence: optional(amount),
  premisesRunningCostsPence: optional(amount),
  repairsAndMaintenancePence: optional(amount),
  financialCostsPence: optional(amount),
  professionalFeesPence: optional(amount),
  costOfServicesPence: optional(amount),
  residentialFinancialCostPence: optional(amount),
  broughtFwdResidentialFinancialCostPence: optional(amount),
  otherPence: optional(amount),
  travelCostsPence: optional(amount),
});

const income = group({
  totalRentsReceivedPence: optional(amount),
  premiumsOfLeaseGrantPence: optional(amount),
  /** UK property alone, as the next. */
  reversePremiumsPence: optional(amount),
  /** Rent from letting a room at home. */
  rarRentReceivedPence: optional(amount),
  otherPropertyIncomePence: optional(amount),
});

const additions = group({
  privateUseAdjustmentPence: optional(amount),
  balancingChargePence: optional(amount),
  /** UK property alone. */
  bpraBalancingChargePence: optional(amount),
});

const deductions = group({
  zeroEmissionGoodsPence: optional(amount),
  annualInvestmentAllowancePence: optional(amount),
  costOfReplacingDomesticItemsPence: optional(amount),
  businessPremisesRenovationAllowancePence: optional(amount),
  propertyAllowancePence: optional(amount),
  otherCapitalAllowancePence: optional(amount),
  /** Relief for letting a room at home. */
  rarReliefClaimedPence: optional(amount),
  electricChargePointAllowancePence: optional(amount),
  structuredBuildingAllowancePence: optional(amount),
  enhancedStructuredBuildingAllowancePence: optional(amount),
  zeroEmissionsCarAllowancePence: optional(amount),
  firstYearAllowanceOnPlantAndMachineryPence: optional(amount),
});

/** The figures of a calculation: those that HMRC has a value for. A business has a profit or a loss, not both. */
export const calculationFigures = {
  totalIncomePence: optional(amount),
  income: optional(income),
  totalExpensesPence: optional(amount),
  expenses: optional(expenses),
  netProfitPence: optional(amount),
  netLossPence: optional(amount),
  totalAdditionsPence: optional(amount),
  additions: optional(additions),
  totalDeductionsPence: optional(amount),
  deductions: optional(deductions),
  taxableProfitPence: optional(amount),
  adjustedIncomeTaxLossPence: optional(amount),
};

const submissionPeriod = group({
  submissionId: optional(text()),
  startDate: required(date()),
  endDate: required(date()),
  /** The instant HMRC took it, as HMRC writes it. */
  receivedDateTime: required(text()),
});

/** What a summary is, and what it was made from. */
export const summaryHead = {
  metadata: required(
    group({
      calculationId: required(text()),
      requestedDateTime: required(text()),
      /** Only where it was adjusted. */
      adjustedDateTime: optional(text()),
      taxYear: required(text()),
      /** Only `valid` summaries can be adjusted. */
      summaryStatus: required(choice(['valid', 'invalid', 'superseded'])),
    }),
  ),
  inputs: required(
    group({
      businessId: required(text()),
      /** Up to tax year 2024-25. */
      typeOfBusiness: optional(choice(typesOfBusiness)),
      businessName: optional(text()),
      accountingPeriodStartDate: required(date()),
      accountingPeriodEndDate: required(date()),
      /** The updates of the year, up to tax year 2024-25. */
      submissionPeriods: optional(list(submissionPeriod)),
      /** The one update that reaches over the year, from tax year 2025-26. */
      submissionPeriod: optional(submissionPeriod),
    }),
  ),
};
