export { createHmrcClient } from './client.ts';
export type {
  AuthorizeUrlParams,
  Deprecation,
  ExchangeCodeParams,
  HmrcCall,
  HmrcClient,
  HmrcClientConfig,
  RefreshTokensParams,
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

export { createPkcePair } from './oauth/pkce.ts';
export type { TokenPair } from './oauth/token-pair.ts';

export type { Business, ListAllBusinessesParams } from './operations/business/business-details.ts';
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
  MultiFactor,
  Screen,
  Vendor,
  WebAppFacts,
} from './fraud-prevention/facts.ts';
export { validateFraudPreventionHeaders } from './fraud-prevention/validate.ts';
export type { HeaderFinding, HeaderVerdict } from './fraud-prevention/validate.ts';
