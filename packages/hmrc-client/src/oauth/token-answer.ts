import { processRefreshTokenResponse, type TokenEndpointResponse } from 'oauth4webapi';
import { aboutOf, failed, failureOfAnswer, unreadable } from '../answer.ts';
import type { HmrcResult } from '../result.ts';
import { isRecord } from '../shapes/check.ts';
import type { WireAnswer } from '../transport/wire.ts';
import { type ApplicationToken, createApplicationToken } from './application-token.ts';
import { clientOf, serverOf, type TokenApplication } from './token-application.ts';
import { createTokenPair, type TokenPair } from './token-pair.ts';

/** What each question to the token endpoint is answered with. */
export interface TokenValues {
  exchangeCode: TokenPair;
  refreshTokens: TokenPair;
  requestApplicationToken: ApplicationToken;
}

/** HMRC's documented life of an access token, for an answer that does not say. */
const accessTokenSeconds = 14_400;

type Readers = { [O in keyof TokenValues]: (tokens: TokenEndpointResponse) => TokenValues[O] | null };

const readers: Readers = {
  exchangeCode: readPair,
  refreshTokens: readPair,
  requestApplicationToken: (tokens) => createApplicationToken(partsOf(tokens)),
};

/**
 * What an answer of the token endpoint is: tokens, or a failure with its one meaning. The tokens are sealed against being printed. HMRC's
 * messages may quote what was sent, so give it as `secrets` (code, verifier, refresh token); the client's secret is looked for anyway.
 */
export async function processTokenAnswer<O extends keyof TokenValues>(
  operation: O,
  application: TokenApplication,
  answer: WireAnswer,
  secrets: readonly string[] = [],
): Promise<HmrcResult<TokenValues[O]>> {
  if (answer.status < 200 || answer.status > 299) {
    return failed(failureOfAnswer(operation, answer, [...secrets, application.clientSecret]));
  }
  const value = await readTokens(readers[operation], application, answer);
  if (value === null) return failed(unreadable(operation, answer));
  return { ok: true, value, answer: aboutOf(answer) };
}

async function readTokens<Value>(
  read: (tokens: TokenEndpointResponse) => Value | null,
  application: TokenApplication,
  { status, text }: WireAnswer,
): Promise<Value | null> {
  if (text === null || status !== 200) return null;
  try {
    const response = Response.json(withoutNulls(JSON.parse(text)), { status });
    return read(await processRefreshTokenResponse(serverOf(application), clientOf(application), response));
  } catch {
    // The library's errors carry the body, which may hold tokens: nothing of them is kept.
    return null;
  }
}

/** Nothing is said by a null, and the library would refuse the whole answer for it: a pair that works once would be lost. */
function withoutNulls(json: unknown): unknown {
  if (!isRecord(json)) return json;
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null));
}

function readPair(tokens: TokenEndpointResponse): TokenPair | null {
  if (!tokens.refresh_token) return null;
  return createTokenPair({ ...partsOf(tokens), refreshToken: tokens.refresh_token });
}

function partsOf(tokens: TokenEndpointResponse) {
  return {
    accessToken: tokens.access_token,
    expiresInSeconds: tokens.expires_in ?? accessTokenSeconds,
    scope: tokens.scope ?? null,
  };
}
