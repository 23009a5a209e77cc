import {
  allowInsecureRequests,
  ClientSecretPost,
  customFetch,
  genericTokenEndpointRequest,
  refreshTokenGrantRequest,
  type TokenEndpointRequestOptions,
} from 'oauth4webapi';
import { checkApplication } from '../config.ts';
import type { HmrcError } from '../result.ts';
import type { WireRequest } from '../transport/wire.ts';
import { clientOf, serverOf, type TokenApplication } from './token-application.ts';

/** What the first pair of tokens is asked for with. */
export interface CodeGrant {
  /** From HMRC's redirect; lives ten minutes and works once. */
  code: string;
  codeVerifier: string;
  /** The very address that the authorise address was made with. */
  redirectUri: string;
}

/** What a new pair of tokens is asked for with. */
export interface RefreshGrant {
  /** Works once. */
  refreshToken: string;
}

/** What the application's own token is asked for with. */
export interface ClientCredentialsGrant {
  /** Scopes apart by spaces. HMRC wants none for test users and the check of fraud prevention headers. */
  scope?: string;
}

/** An empty parameter would spend a call, or a single-use code, on a certain refusal. */
export function checkGiven(parameters: Readonly<Record<string, string>>): HmrcError[] {
  const names = Object.keys(parameters).filter((name) => parameters[name] === '');
  return names.map((name) => ({ code: 'MISSING_PARAMETER', message: `${name} is empty.`, paths: [] }));
}

/**
 * The request that exchanges a code for the first pair of tokens, for software that sends requests itself. Its body holds the client's
 * secret: keep it out of logs. Read the answer with `processTokenAnswer('exchangeCode', ...)`.
 * @throws HmrcClientError `invalid-config` where the application's address is neither https nor loopback
 */
export function buildCodeRequest(application: TokenApplication, grant: CodeGrant): Promise<WireRequest> {
  return grantRequest(application, 'authorization_code', {
    code: grant.code,
    code_verifier: grant.codeVerifier,
    redirect_uri: grant.redirectUri,
  });
}

/**
 * The request that exchanges a refresh token for a new pair, for software that sends requests itself. Its body holds the client's
 * secret: keep it out of logs. Read the answer with `processTokenAnswer('refreshTokens', ...)`.
 * @throws HmrcClientError `invalid-config` where the application's address is neither https nor loopback
 */
export function buildRefreshRequest(
  application: TokenApplication,
  { refreshToken }: RefreshGrant,
): Promise<WireRequest> {
  return captureRequest(application, (authentication, options) =>
    refreshTokenGrantRequest(
      serverOf(application),
      clientOf(application),
      authentication,
      refreshToken,
      options,
    ),
  );
}

/**
 * The request for a token of the application's own, for software that sends requests itself. Its body holds the client's secret: keep
 * it out of logs. Read the answer with `processTokenAnswer('requestApplicationToken', ...)`.
 * @throws HmrcClientError `invalid-config` where the application's address is neither https nor loopback
 */
export function buildClientCredentialsRequest(
  application: TokenApplication,
  { scope }: ClientCredentialsGrant = {},
): Promise<WireRequest> {
  return grantRequest(application, 'client_credentials', scope === undefined ? {} : { scope });
}

function grantRequest(
  application: TokenApplication,
  grantType: string,
  parameters: Record<string, string>,
): Promise<WireRequest> {
  return captureRequest(application, (authentication, options) =>
    genericTokenEndpointRequest(
      serverOf(application),
      clientOf(application),
      authentication,
      grantType,
      parameters,
      options,
    ),
  );
}

/** Lets the library write its request, and keeps it instead of sending it. */
async function captureRequest(
  application: TokenApplication,
  write: (
    authentication: ReturnType<typeof ClientSecretPost>,
    options: TokenEndpointRequestOptions,
  ) => Promise<Response>,
): Promise<WireRequest> {
  checkApplication(application);
  let captured: WireRequest | undefined;
  // HMRC takes the client's secret in the body alone.
  await write(ClientSecretPost(application.clientSecret), {
    // http is for simulators on loopback: the address was checked to be nowhere else.
    [allowInsecureRequests]: true,
    [customFetch]: (url, { headers, body }) => {
      const text = body instanceof URLSearchParams ? body.toString() : '';
      captured = { method: 'POST', url: new URL(url), headers, body: text, followRedirects: false };
      return Promise.resolve(new Response(null, { status: 204 }));
    },
  });
  if (captured === undefined) throw new TypeError('The OAuth library wrote no request.');
  return captured;
}
