import {
  allowInsecureRequests,
  type AuthorizationServer,
  type Client,
  ClientSecretPost,
  customFetch,
  genericTokenEndpointRequest,
  processRefreshTokenResponse,
  refreshTokenGrantRequest,
  type TokenEndpointRequestOptions,
} from 'oauth4webapi';
import { aboutOf, failed, failureOfAnswer, unreadable } from '../answer.ts';
import { urlOf } from '../request.ts';
import type { HmrcError, HmrcResult } from '../result.ts';
import type { WireAnswer, WireRequest } from '../transport/wire.ts';
import { createTokenPair, type TokenPair } from './token-pair.ts';

/** Our application at HMRC's token endpoint. */
export interface Application {
  apiUrl: string;
  clientId: string;
  clientSecret: string;
}

/** HMRC's documented life of an access token, for an answer that does not say. */
const accessTokenSeconds = 14_400;

function serverOf({ apiUrl }: Application): AuthorizationServer {
  return { issuer: new URL(apiUrl).origin, token_endpoint: urlOf(apiUrl, ['oauth', 'token'], {}).href };
}

function clientOf({ clientId }: Application): Client {
  return { client_id: clientId };
}

/** An empty parameter would spend a call, or a single-use code, on a certain refusal. */
export function checkGiven(parameters: Readonly<Record<string, string>>): HmrcError[] {
  const names = Object.keys(parameters).filter((name) => parameters[name] === '');
  return names.map((name) => ({ code: 'MISSING_PARAMETER', message: `${name} is empty.`, paths: [] }));
}

export function buildRefreshRequest(application: Application, refreshToken: string): Promise<WireRequest> {
  // HMRC takes the client's secret in the body alone.
  const authentication = ClientSecretPost(application.clientSecret);
  return captureRequest((options) =>
    refreshTokenGrantRequest(
      serverOf(application),
      clientOf(application),
      authentication,
      refreshToken,
      options,
    ),
  );
}

export function buildCodeRequest(
  application: Application,
  grant: { code: string; codeVerifier: string; redirectUri: string },
): Promise<WireRequest> {
  const authentication = ClientSecretPost(application.clientSecret);
  const parameters = {
    code: grant.code,
    code_verifier: grant.codeVerifier,
    redirect_uri: grant.redirectUri,
  };
  return captureRequest((options) =>
    genericTokenEndpointRequest(
      serverOf(application),
      clientOf(application),
      authentication,
      'authorization_code',
      parameters,
      options,
    ),
  );
}

/** Lets the library write its request, and keeps it instead of sending it. */
async function captureRequest(
  write: (options: TokenEndpointRequestOptions) => Promise<Response>,
): Promise<WireRequest> {
  let captured: WireRequest | undefined;
  await write({
    // http is for simulators on loopback: the client's configuration refuses it anywhere else.
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

/** The token endpoint's answer: a pair, or a failure with its one meaning. */
export async function processTokenAnswer(
  operation: 'exchangeCode' | 'refreshTokens',
  application: Application,
  answer: WireAnswer,
  secrets: readonly string[],
): Promise<HmrcResult<TokenPair>> {
  if (answer.status < 200 || answer.status > 299) return failed(failureOfAnswer(operation, answer, secrets));
  const pair = await readPair(application, answer);
  if (pair === null) return failed(unreadable(operation, answer));
  return { ok: true, value: pair, answer: aboutOf(answer) };
}

async function readPair(application: Application, { status, text }: WireAnswer): Promise<TokenPair | null> {
  if (text === null || status !== 200) return null;
  try {
    const response = Response.json(JSON.parse(text), { status });
    const tokens = await processRefreshTokenResponse(serverOf(application), clientOf(application), response);
    if (!tokens.refresh_token) return null;
    return createTokenPair({
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token,
      expiresInSeconds: tokens.expires_in ?? accessTokenSeconds,
      scope: tokens.scope ?? null,
    });
  } catch {
    // The library's errors carry the body, which may hold tokens: nothing of them is kept.
    return null;
  }
}
