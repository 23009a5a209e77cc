import {
  allowInsecureRequests,
  ClientSecretPost,
  customFetch,
  genericTokenEndpointRequest,
  refreshTokenGrantRequest,
  type TokenEndpointRequestOptions,
} from 'oauth4webapi';
import { checkApplication } from '../config.ts';
import { HmrcClientError } from '../errors.ts';
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

/**
 * A missing parameter would spend a call, or a single-use code, on a certain refusal. What is undefined in spite of its type comes from
 * plain JavaScript, or from a callback without a code.
 */
export function checkGiven(parameters: Readonly<Record<string, string | undefined>>): HmrcError[] {
  const names = Object.keys(parameters).filter((name) => !parameters[name]);
  return names.map((name) => ({ code: 'MISSING_PARAMETER', message: `${name} is missing.`, paths: [] }));
}

/** @throws HmrcClientError `missing-parameter` */
function requireGiven(parameters: Readonly<Record<string, string | undefined>>): void {
  const [missing] = checkGiven(parameters);
  if (missing !== undefined) throw new HmrcClientError('missing-parameter', missing.message);
}

/**
 * The request that exchanges a code for the first pair of tokens, for software that sends requests itself. Its body holds the client's
 * secret: keep it out of logs. Read the answer with `processTokenAnswer('exchangeCode', ...)`.
 * @throws HmrcClientError `invalid-config` where the application's address is neither https nor loopback; `missing-parameter`
 */
export async function buildCodeRequest(
  application: TokenApplication,
  { code, codeVerifier, redirectUri }: CodeGrant,
): Promise<WireRequest> {
  requireGiven({ code, codeVerifier, redirectUri });
  return await grantRequest(application, 'authorization_code', {
    code,
    code_verifier: codeVerifier,
    redirect_uri: redirectUri,
  });
}

/**
 * The request that exchanges a refresh token for a new pair, for software that sends requests itself. Its body holds the client's
 * secret: keep it out of logs. Read the answer with `processTokenAnswer('refreshTokens', ...)`.
 * @throws HmrcClientError `invalid-config` where the application's address is neither https nor loopback; `missing-parameter`
 */
export async function buildRefreshRequest(
  application: TokenApplication,
  { refreshToken }: RefreshGrant,
): Promise<WireRequest> {
  requireGiven({ refreshToken });
  return await captureRequest(application, (authentication, options) =>
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
 * @throws HmrcClientError `invalid-config` where the application's address is neither https nor loopback; `missing-parameter`
 */
export async function buildClientCredentialsRequest(
  application: TokenApplication,
  { scope }: ClientCredentialsGrant = {},
): Promise<WireRequest> {
  const parameters: Record<string, string> = scope === undefined ? {} : { scope };
  requireGiven(parameters);
  return await grantRequest(application, 'client_credentials', parameters);
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
