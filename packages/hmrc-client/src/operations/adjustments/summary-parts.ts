import {
  choice,
  date,
  group,
  list,
  optional,
  type Out,
  required,
  type Shape,
  signedMoney,
  text,
} from '../../shapes/shape.ts';
import { typesOfBusiness } from './business-types.ts';

const amount = signedMoney();

// Types of their own names, so that other modules' declarations refer to them here, where what is written above each member is.

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
type Income = Out<typeof income>;
/** Income of a summary: integer pence. */
export type SummaryIncome = { [Name in keyof Income]: Income[Name] };
const summaryIncome: Shape<never, SummaryIncome> = income;

const additions = group({
  privateUseAdjustmentPence: optional(amount),
  balancingChargePence: optional(amount),
  /** UK property alone. */
  bpraBalancingChargePence: optional(amount),
});
type Additions = Out<typeof additions>;
/** What is added to a summary: integer pence. */
export type SummaryAdditions = { [Name in keyof Additions]: Additions[Name] };
const summaryAdditions: Shape<never, SummaryAdditions> = additions;

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
type Deductions = Out<typeof deductions>;
/** What is taken off a summary: integer pence. */
export type SummaryDeductions = { [Name in keyof Deductions]: Deductions[Name] };
const summaryDeductions: Shape<never, SummaryDeductions> = deductions;

/** The figures of a calculation: those that HMRC has a value for. A business has a profit or a loss, not both. */
export const calculationFigures = {
  totalIncomePence: optional(amount),
  income: optional(summaryIncome),
  totalExpensesPence: optional(amount),
  expenses: optional(expenses),
  netProfitPence: optional(amount),
  netLossPence: optional(amount),
  totalAdditionsPence: optional(amount),
  additions: optional(summaryAdditions),
  totalDeductionsPence: optional(amount),
  deductions: optional(summaryDeductions),
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

const metadata = group({
  calculationId: required(text()),
  requestedDateTime: required(text()),
  /** Only where it was adjusted. */
  adjustedDateTime: optional(text()),
  taxYear: required(text()),
  /** Only `valid` summaries can be adjusted. */
  summaryStatus: required(choice(['valid', 'invalid', 'superseded'])),
});
type Metadata = Out<typeof metadata>;
/** What a summary is. */
export type SummaryMetadata = { [Name in keyof Metadata]: Metadata[Name] };
const summaryMetadata: Shape<never, SummaryMetadata> = metadata;

const inputs = group({
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
});
type Inputs = Out<typeof inputs>;
/** What a summary was made from. */
export type SummaryInputs = { [Name in keyof Inputs]: Inputs[Name] };
const summaryInputs: Shape<never, SummaryInputs> = inputs;

/** What a summary is, and what it was made from. */
export const summaryHead = { metadata: required(summaryMetadata), inputs: required(summaryInputs) };
