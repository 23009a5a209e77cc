export { bodyOf, fieldOf, refusalsOf } from './bodies.ts';
export type { HmrcCall } from './call.ts';
export { createHmrcClient } from './client.ts';
export type {
  AuthorizeUrlParams,
  Deprecation,
  ExchangeCodeParams,
  HmrcClient,
  HmrcClientConfig,
  RefreshTokensParams,
  RequestApplicationTokenParams,
  UnknownCode,
} from './client-types.ts';
export { HmrcClientError } from './errors.ts';
export type { HmrcClientErrorCode } from './errors.ts';
export { environments } from './environments.ts';
export type { Delivery, FailureKind, HmrcAnswer, HmrcError, HmrcFailure, HmrcResult } from './result.ts';

export type { Meaning, Outcome, Owner, Retry } from './meanings/meaning.ts';
export { meaningOf, meanings } from './meanings/meaning-of.ts';
export type { Seen } from './meanings/meaning-of.ts';
export type { MeaningRow } from './meanings/row.ts';

export type { ApplicationToken } from './oauth/application-token.ts';
export { createPkcePair } from './oauth/pkce.ts';
export { processTokenAnswer } from './oauth/token-answer.ts';
export type { TokenValues } from './oauth/token-answer.ts';
export type { TokenApplication } from './oauth/token-application.ts';
export {
  buildClientCredentialsRequest,
  buildCodeRequest,
  buildRefreshRequest,
} from './oauth/token-request.ts';
export type { ClientCredentialsGrant, CodeGrant, RefreshGrant } from './oauth/token-request.ts';
export type { TokenPair } from './oauth/token-pair.ts';
export type { WireAnswer, WireRequest } from './transport/wire.ts';

export type { BalanceAndTransactions, BalanceAndTransactionsParams } from './operations/accounts/balance.ts';
export type {
  ChargeByReferenceParams,
  ChargeByTransactionIdParams,
  ChargeHistory,
} from './operations/accounts/charges.ts';
export type { CodingOutChoiceParams, CodingOutStatus } from './operations/accounts/coding-out-choice.ts';
export type {
  CodingOut,
  CodingOutOnRecord,
  CodingOutParams,
  PutCodingOutParams,
  RetrieveCodingOutParams,
} from './operations/accounts/coding-out.ts';
export type { PaymentsAndAllocations, PaymentsAndAllocationsParams } from './operations/accounts/payments.ts';
export type { Penalties, RetrievePenaltiesParams } from './operations/accounts/penalties.ts';

export type {
  FraudPreventionFeedback,
  FraudPreventionFeedbackParams,
  FraudPreventionVerdict,
} from './operations/sandbox/fraud-prevention-check.ts';
export type { TestBusiness } from './operations/sandbox/test-business-fields.ts';
export type {
  CreateTestBusinessParams,
  DeleteTestBusinessParams,
  NewTestBusiness,
} from './operations/sandbox/test-business.ts';
export type { PutTestItsaStatusParams, TestItsaStatus } from './operations/sandbox/test-itsa-status.ts';
export type { NoParams, TestUserServices } from './operations/sandbox/test-user-services.ts';
export type {
  NewTestAgent,
  NewTestIndividual,
  NewTestOrganisation,
  TestAgent,
  TestIndividual,
  TestOrganisation,
} from './operations/sandbox/test-users.ts';
export type {
  CheckpointParams,
  Checkpoints,
  NewCheckpoint,
  VendorStateParams,
} from './operations/sandbox/vendor-state.ts';

export type {
  Business,
  BusinessDetails,
  ListAllBusinessesParams,
  RetrieveBusinessDetailsParams,
} from './operations/business/business-details.ts';
export type {
  AccountingType,
  BusinessYearParams,
  PutAccountingTypeParams,
  PutQuarterlyPeriodTypeParams,
} from './operations/business/business-year.ts';
export type {
  FinalDeclarationObligation,
  FinalDeclarationObligationsParams,
} from './operations/business/final-declaration-obligations.ts';
export type { LateAccountingDateRule } from './operations/business/late-accounting-date-rule.ts';
export type {
  PeriodsOfAccount,
  PutPeriodsOfAccountParams,
  SubmittedPeriodsOfAccount,
} from './operations/business/periods-of-account.ts';
export type {
  CalculationType,
  DeclarationType,
  TriggeredType,
} from './operations/calculations/calculation-types.ts';
export type {
  ListCalculationsParams,
  ListedCalculation,
  SubmitFinalDeclarationParams,
  TriggerCalculationParams,
  TriggeredCalculation,
} from './operations/calculations/calculations.ts';
export type {
  EndOfPeriodStatement,
  SubmitEndOfPeriodStatementParams,
} from './operations/calculations/end-of-period-statement.ts';
export type { IncomeSummary, RetrieveIncomeSummaryParams } from './operations/calculations/income-summary.ts';
export type { BusinessProfitAndLoss } from './operations/calculations/profit-and-loss.ts';
export type {
  RetrieveCalculationParams,
  TaxCalculation,
} from './operations/calculations/retrieve-calculation.ts';
export type { TaxBand } from './operations/calculations/tax-due.ts';
export type {
  BusinessObligations,
  IncomeAndExpenditureObligationsParams,
  Obligation,
} from './operations/business/obligations.ts';
export type {
  ItsaStatus,
  ItsaStatusDetail,
  RetrieveItsaStatusParams,
} from './operations/business/itsa-status.ts';
export {
  ukPropertyCumulativeBody,
  ukPropertyFieldOfPath,
} from './operations/property/uk-property-cumulative.ts';
export type {
  PutUkPropertyCumulativeParams,
  SubmittedUkPropertyCumulative,
  UkPropertyCumulative,
  UkPropertyCumulativeParams,
  UkPropertyField,
} from './operations/property/uk-property-cumulative.ts';
export type { UkPropertyExpenses, UkPropertyIncome } from './operations/property/uk-property-fields.ts';
export type {
  CreatedPropertyPeriod,
  CreateUkPropertyPeriodParams,
  PutUkPropertyPeriodParams,
  SubmittedUkPropertyPeriod,
  UkPropertyPeriod,
  UkPropertyPeriodFigures,
  UkPropertyPeriodParams,
} from './operations/property/uk-property-period.ts';
export type {
  PutUkPropertyAnnualParams,
  SubmittedUkPropertyAnnual,
  UkPropertyAnnual,
  UkPropertyAnnualParams,
} from './operations/property/uk-property-annual.ts';
export type { BuildingAllowance } from './operations/property/allowances.ts';
export type {
  DeletePropertyAnnualParams,
  ListPropertyPeriodsParams,
  PropertyPeriod,
} from './operations/property/either-property.ts';
export type {
  ForeignPropertyExpenses,
  ForeignPropertyIncome,
} from './operations/property/foreign-property-fields.ts';
export type {
  CreateForeignPropertyPeriodParams,
  ForeignPropertyPeriod,
  ForeignPropertyPeriodFigures,
  ForeignPropertyPeriodParams,
  PutForeignPropertyPeriodParams,
  SubmittedForeignPropertyPeriod,
} from './operations/property/foreign-property-period.ts';
export type {
  ForeignPropertyCumulative,
  ForeignPropertyCumulativeByCountry,
  ForeignPropertyCumulativeByProperty,
  GetForeignPropertyCumulativeParams,
  PutForeignPropertyCumulativeParams,
  SubmittedForeignPropertyCumulative,
} from './operations/property/foreign-property-cumulative.ts';
export type {
  ForeignPropertyAnnual,
  ForeignPropertyAnnualByCountry,
  ForeignPropertyAnnualByProperty,
  GetForeignPropertyAnnualParams,
  PutForeignPropertyAnnualParams,
  SubmittedForeignPropertyAnnual,
} from './operations/property/foreign-property-annual.ts';
export type {
  CreatedForeignProperty,
  CreateForeignPropertyDetailsParams,
  ForeignPropertyDetails,
  ListForeignPropertyDetailsParams,
  NewForeignProperty,
  PutForeignPropertyDetailsParams,
  RegisteredForeignProperty,
} from './operations/property/foreign-property-details.ts';

export type {
  AdjustForeignPropertyBsasParams,
  CountryAdjustments,
  ForeignPropertyAdjustments,
  ForeignPropertyDetailAdjustments,
} from './operations/adjustments/adjust-foreign-property.ts';
export type {
  AdjustUkPropertyBsasParams,
  UkPropertyAdjustments,
} from './operations/adjustments/adjust-uk-property.ts';
export type {
  ForeignPropertyIncomeChanges,
  HolidayLetChanges,
  PropertyExpenseChanges,
  UkPropertyIncomeChanges,
} from './operations/adjustments/adjustment-figures.ts';
export type { BsasTypeOfBusiness } from './operations/adjustments/business-types.ts';
export type {
  ForeignPropertyBsas,
  ForeignPropertyBsasParams,
} from './operations/adjustments/foreign-property-summary.ts';
export type { BsasBusinessSource, ListBsasParams } from './operations/adjustments/list-bsas.ts';
export type { BsasTrigger, TriggerBsasParams, TriggeredBsas } from './operations/adjustments/trigger-bsas.ts';
export type { UkPropertyBsas, UkPropertyBsasParams } from './operations/adjustments/uk-property-summary.ts';
export type {
  AmendBroughtForwardLossParams,
  BroughtForwardLoss,
  CreateBroughtForwardLossParams,
  DeleteBroughtForwardLossParams,
  HeldBroughtForwardLoss,
  ListBroughtForwardLossesParams,
  ListedBroughtForwardLoss,
  RetrieveBroughtForwardLossParams,
  TypeOfBroughtForwardLoss,
} from './operations/losses/brought-forward-losses.ts';
export type { TypeOfClaim, TypeOfClaimedLoss } from './operations/losses/claim-types.ts';
export type {
  AmendLossClaimOrderParams,
  AmendLossClaimTypeParams,
  LossClaimOrder,
} from './operations/losses/loss-claim-changes.ts';
export type {
  CreateLossClaimParams,
  DeleteLossClaimParams,
  HeldLossClaim,
  ListedLossClaim,
  ListLossClaimsParams,
  LossClaim,
  RetrieveLossClaimParams,
} from './operations/losses/loss-claims.ts';
export type {
  HeldLossesAndClaims,
  LossesAndClaims,
  LossesAndClaimsParams,
  PutLossesAndClaimsParams,
} from './operations/losses/losses-and-claims.ts';

export {
  browserDetailFields,
  fraudPreventionScript,
  parseBrowserDetails,
} from './fraud-prevention/browser.ts';
export type { BrowserDetails } from './fraud-prevention/browser.ts';
export { buildBatchFraudPreventionHeaders } from './fraud-prevention/build-batch.ts';
export { buildFraudPreventionHeaders } from './fraud-prevention/build-web-app.ts';
export type {
  BatchFacts,
  FraudPreventionHeaders,
  Hop,
  MultiFactor,
  Screen,
  Vendor,
  WebAppFacts,
} from './fraud-prevention/facts.ts';
export { validateFraudPreventionHeaders } from './fraud-prevention/validate.ts';
export type { HeaderFinding, HeaderVerdict } from './fraud-prevention/validate.ts';
