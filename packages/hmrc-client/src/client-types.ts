import type { OperationMethods } from './operations/index.ts';
import type { ApplicationToken } from './oauth/application-token.ts';
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
  /** Called once for each code that the table of meanings does not hold for the operation it came from. */
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

export interface RequestApplicationTokenParams {
  /** Scopes apart by spaces. HMRC wants none for test users and the check of fraud prevention headers. */
  scope?: string;
  signal?: AbortSignal;
}

/** OAuth, and a method for each operation of HMRC's APIs. */
export interface HmrcClient extends OperationMethods {
  /**
   * Where to send the person for consent; scopes `read:self-assessment write:self-assessment`, PKCE `S256`.
   * @throws HmrcClientError `missing-parameter` where one is empty
   */
  authorizeUrl(params: AuthorizeUrlParams): URL;
  /** Exchanges the code, which lives ten minutes and works once, for the first pair of tokens. */
  exchangeCode(params: ExchangeCodeParams): Promise<HmrcResult<TokenPair>>;
  /** Exchanges a refresh token, which works once, for a new pair. The old access token dies at the same moment. */
  refreshTokens(params: RefreshTokensParams): Promise<HmrcResult<TokenPair>>;
  /** Asks for a token of the application's own (client credentials). It lives four hours; then ask for another. */
  requestApplicationToken(params?: RequestApplicationTokenParams): Promise<HmrcResult<ApplicationToken>>;
}
