import type { Business, ListAllBusinessesParams } from './operations/business-details.ts';
import type { BusinessObligations, IncomeAndExpenditureObligationsParams } from './operations/obligations.ts';
import type { ItsaStatus, RetrieveItsaStatusParams } from './operations/itsa-status.ts';
import type {
  PutUkPropertyCumulativeParams,
  SubmittedUkPropertyCumulative,
  UkPropertyCumulativeParams,
} from './operations/uk-property-cumulative.ts';
import type { TokenPair } from './oauth/token-pair.ts';
import type { HmrcResult } from './result.ts';

export interface HmrcClientConfig {
  /** For example `https://test-api.service.hmrc.gov.uk`; https, or http to loopback. */
  apiUrl: string;
  /** For example `https://test-www.tax.service.gov.uk`; https, or http to loopback. */
  signInUrl: string;
  clientId: string;
  clientSecret: string;
  /** Milliseconds. Defaults: 10,000 to connect, 30,000 until the headers are there, 60,000 for the whole call. */
  timeouts?: { connectMs?: number; headersMs?: number; callMs?: number };
  /** Largest answer that is read, in bytes. Default 2,000,000. */
  maxBodyBytes?: number;
  /** Called once for each code that the table of meanings does not hold. */
  onUnknownCode?: (seen: UnknownCode) => void;
  /** Called when HMRC marks an API version as deprecated, once for each operation and announcement. */
  onDeprecation?: (seen: Deprecation) => void;
}

export interface UnknownCode {
  code: string;
  status: number;
  operation: string;
}

export interface Deprecation {
  operation: string;
  deprecation: string;
  sunset: string | null;
  link: string | null;
}

/** What every call to an API needs besides its own parameters. */
export interface HmrcCall {
  accessToken: string;
  /** From `buildFraudPreventionHeaders`. Names other than `Gov-Client-*` and `Gov-Vendor-*` are not sent. */
  fraudPreventionHeaders: Readonly<Record<string, string>>;
  signal?: AbortSignal;
  /** `Gov-Test-Scenario`, for HMRC's sandbox and simulators. */
  testScenario?: string;
}

export interface AuthorizeUrlParams {
  redirectUri: string;
  state: string;
  codeChallenge: string;
}

export interface ExchangeCodeParams {
  code: string;
  codeVerifier: string;
  redirectUri: string;
  signal?: AbortSignal;
}

export interface RefreshTokensParams {
  refreshToken: string;
  signal?: AbortSignal;
}

export interface HmrcClient {
  /** Where to send the person for consent; scopes `read:self-assessment write:self-assessment`, PKCE `S256`. */
  authorizeUrl(params: AuthorizeUrlParams): URL;
  /** Exchanges the code, which lives ten minutes and works once, for the first pair of tokens. */
  exchangeCode(params: ExchangeCodeParams): Promise<HmrcResult<TokenPair>>;
  /** Exchanges a refresh token, which works once, for a new pair. The old access token dies at the same moment. */
  refreshTokens(params: RefreshTokensParams): Promise<HmrcResult<TokenPair>>;
  /** Business Details 2.0: all business income sources of the person. */
  listAllBusinesses(call: HmrcCall, params: ListAllBusinessesParams): Promise<HmrcResult<Business[]>>;
  /** Self Assessment Individual Details 2.0: whether the person is in Making Tax Digital, by tax year. */
  retrieveItsaStatus(call: HmrcCall, params: RetrieveItsaStatusParams): Promise<HmrcResult<ItsaStatus[]>>;
  /** Obligations 3.0: quarterly periods and their due dates. HMRC's 404 `NO_OBLIGATIONS_FOUND` is an empty list. */
  listIncomeAndExpenditureObligations(
    call: HmrcCall,
    params: IncomeAndExpenditureObligationsParams,
  ): Promise<HmrcResult<BusinessObligations[]>>;
  /** Property Business 6.0: replaces the year to date of a UK property business, 2025-26 on. */
  putUkPropertyCumulative(call: HmrcCall, params: PutUkPropertyCumulativeParams): Promise<HmrcResult<null>>;
  /** Property Business 6.0: HMRC's copy of the year to date of a UK property business, 2025-26 on. */
  getUkPropertyCumulative(
    call: HmrcCall,
    params: UkPropertyCumulativeParams,
  ): Promise<HmrcResult<SubmittedUkPropertyCumulative>>;
}
