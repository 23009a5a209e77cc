import { processRefreshTokenResponse, type TokenEndpointResponse } from 'oauth4webapi';
import { aboutOf, failed, failureOfAnswer, unreadable } from '../answer.ts';
import type { HmrcResult } from '../result.ts';
import { isRecord } from '../shapes/check.ts';
import { parseJson } from '../transport/error-body.ts';
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
    const response = Response.json(neededOf(parseJson(text)), { status });
    return read(await processRefreshTokenResponse(serverOf(application), clientOf(application), response));
  } catch {
    // The library's errors carry the body, which may hold tokens: nothing of them is kept.
    return null;
  }
}

/** What is needed alone: the library would refuse the whole answer for the form of any other member, and a pair that works once be lost. */
function neededOf(json: unknown): unknown {
  if (!isRecord(json)) return null;
  return {
    access_token: json['access_token'],
    refresh_token: textOf(json['refresh_token']),
    expires_in: secondsOf(json['expires_in']),
    scope: textOf(json['scope']),
    // HMRC has no tokens of another type. One that it names is believed, and refused by the library where nobody here can use it.
    token_type: textOf(json['token_type']) ?? 'bearer',
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function secondsOf(value: unknown): number | undefined {
  const seconds = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof seconds === 'number' && seconds >= 0 ? seconds : undefined;
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
