import type { OperationMethods } from './operations/index.ts';
import type { ApplicationToken } from './oauth/application-token.ts';
import type { TokenPair } from './oauth/token-pair.ts';
import type { HmrcResult } from './result.ts';

/** What a client is made with: the environment's two addresses (`environments`), the application's credentials, limits and observers. */
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
  onUnknownCode?: (seen: UnknownCode) => void | Promise<void>;
  /** Called when HMRC marks an API version as deprecated, once for each operation and announcement. */
  onDeprecation?: (seen: Deprecation) => void | Promise<void>;
}

/** A code that the table of meanings does not hold, for `onUnknownCode`. */
export interface UnknownCode {
  code: string;
  /** HTTP status. */
  status: number;
  /** The client's method. */
  operation: string;
}

/** HMRC's announcement that a version will go, for `onDeprecation`: its headers `Deprecation`, `Sunset` and `Link` as HMRC wrote them. */
export interface Deprecation {
  /** The client's method. */
  operation: string;
  /** Since when it is deprecated. */
  deprecation: string;
  /** When it stops answering; null where HMRC does not say. */
  sunset: string | null;
  link: string | null;
}

/** What the address of HMRC's consent page is made of. */
export interface AuthorizeUrlParams {
  /** Registered with HMRC, or beginning with what is; the code is exchanged with the very same. */
  redirectUri: string;
  /** Comes back with the code: what cannot be guessed, so that nobody else's code is taken for this person's. */
  state: string;
  /** From `createPkcePair`. */
  codeChallenge: string;
}

/** A code from HMRC's redirect, and what it was asked for with. */
export interface ExchangeCodeParams {
  /** From HMRC's redirect; lives ten minutes and works once. */
  code: string;
  /** From `createPkcePair`: the one that belongs to the `codeChallenge` of the authorise address. */
  codeVerifier: string;
  /** The very address that the authorise address was made with. */
  redirectUri: string;
  signal?: AbortSignal;
}

/** The refresh token to exchange. */
export interface RefreshTokensParams {
  /** Works once. */
  refreshToken: string;
  signal?: AbortSignal;
}

/** What the application's own token is to be for. */
export interface RequestApplicationTokenParams {
  /** Scopes apart by spaces. HMRC wants none for test users and the check of fraud prevention headers. */
  scope?: string;
  signal?: AbortSignal;
}

/**
 * OAuth, and a method for each operation of HMRC's APIs.
 *
 * Methods that ask HMRC throw nothing and never reject: whatever HMRC, the network or the parameters come to is in the result, with
 * its one meaning. The codes that HMRC documents for a method are in `meanings`. Amounts are integer pence, in and out; dates are
 * `YYYY-MM-DD`, tax years `YYYY-YY`, instants as HMRC writes them.
 */
export interface HmrcClient extends OperationMethods {
  /**
   * Where to send the person for consent; scopes `read:self-assessment write:self-assessment`, PKCE `S256`.
   * @throws HmrcClientError `missing-parameter` where one is empty or missing
   */
  authorizeUrl(params: AuthorizeUrlParams): URL;
  /** Exchanges the code, which lives ten minutes and works once, for the first pair of tokens. */
  exchangeCode(params: ExchangeCodeParams): Promise<HmrcResult<TokenPair>>;
  /** Exchanges a refresh token, which works once, for a new pair. The old access token dies at the same moment. */
  refreshTokens(params: RefreshTokensParams): Promise<HmrcResult<TokenPair>>;
  /** Asks for a token of the application's own (client credentials). It lives four hours; then ask for another. */
  requestApplicationToken(params?: RequestApplicationTokenParams): Promise<HmrcResult<ApplicationToken>>;
}
