import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createHmrcClient } from '../client.ts';
import type { HmrcClient } from '../client-types.ts';
import { type HmrcStub, json, startHmrcStub } from '../test/hmrc-stub.ts';
import { createPkcePair } from './pkce.ts';

let hmrc: HmrcStub;
let client: HmrcClient;
beforeAll(async () => {
  hmrc = await startHmrcStub();
  client = createHmrcClient({
    apiUrl: hmrc.url,
    signInUrl: 'https://test-www.tax.service.gov.uk',
    clientId: 'the-client-id',
    clientSecret: 'the-client-secret',
  });
});
afterAll(() => hmrc.close());
beforeEach(() => {
  hmrc.requests.length = 0;
});

const tokens = {
  access_token: 'access-token-that-is-secret',
  refresh_token: 'refresh-token-that-is-secret',
  token_type: 'bearer',
  expires_in: 14_400,
  scope: 'read:self-assessment write:self-assessment',
};

test('the authorise address asks for both scopes with PKCE and never holds the secret', () => {
  const url = client.authorizeUrl({
    redirectUri: 'http://localhost:3000/hmrc/callback',
    state: 'st&te',
    codeChallenge: 'challenge',
  });
  expect(url.origin + url.pathname).toBe('https://test-www.tax.service.gov.uk/oauth/authorize');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    response_type: 'code',
    client_id: 'the-client-id',
    scope: 'read:self-assessment write:self-assessment',
    state: 'st&te',
    redirect_uri: 'http://localhost:3000/hmrc/callback',
    code_challenge: 'challenge',
    code_challenge_method: 'S256',
  });
});

test('a PKCE pair fits together and is new each time', async () => {
  const [one, other] = await Promise.all([createPkcePair(), createPkcePair()]);
  expect(one.codeVerifier).toMatch(/^[\w.~-]{43,128}$/);
  expect(one.codeChallenge).toBe(createHash('sha256').update(one.codeVerifier).digest('base64url'));
  expect(other.codeVerifier).not.toBe(one.codeVerifier);
});

describe('the token endpoint', () => {
  test('is asked to exchange a code, with the secret in the body', async () => {
    hmrc.answer(json(200, tokens));
    const result = await client.exchangeCode({
      code: 'the-code',
      codeVerifier: 'v'.repeat(43),
      redirectUri: 'http://localhost:3000/hmrc/callback',
    });
    const [request] = hmrc.requests;
    expect(request).toMatchObject({ method: 'POST', url: '/oauth/token' });
    expect(request?.headers.authorization).toBeUndefined();
    expect(request?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      grant_type: 'authorization_code',
      client_id: 'the-client-id',
      client_secret: 'the-client-secret',
      code: 'the-code',
      code_verifier: 'v'.repeat(43),
      redirect_uri: 'http://localhost:3000/hmrc/callback',
    });
    expect(result.ok && result.value.accessToken).toBe(tokens.access_token);
  });

  test('is asked to refresh, and its answer may lack a scope', async () => {
    hmrc.answer(json(200, { ...tokens, scope: undefined }));
    const result = await client.refreshTokens({ refreshToken: 'the-old-refresh-token' });
    expect(Object.fromEntries(new URLSearchParams(hmrc.requests[0]?.body))).toEqual({
      grant_type: 'refresh_token',
      client_id: 'the-client-id',
      client_secret: 'the-client-secret',
      refresh_token: 'the-old-refresh-token',
    });
    expect(result).toMatchObject({ ok: true, value: { expiresInSeconds: 14_400, scope: null } });
    expect(result.ok && result.value.refreshToken).toBe(tokens.refresh_token);
  });

  test.each([
    [400, { error: 'invalid_grant', error_description: 'gone' }, 'authorisation-lost'],
    [400, { error: 'invalid_request', error_description: 'in progress' }, 'wait'],
    [401, { error: 'invalid_client' }, 'operator-fault'],
    [429, { code: 'MESSAGE_THROTTLED_OUT', message: 'm' }, 'try-again'],
    [500, { error: 'server_error' }, 'try-again'],
  ])('refuses with %i %j: %s', async (status, body, outcome) => {
    hmrc.answer(json(status, body));
    const result = await client.refreshTokens({ refreshToken: 'the-old-refresh-token' });
    expect(result).toMatchObject({ ok: false, failure: { kind: 'http', status, meaning: { outcome } } });
  });

  test('may quote secrets in a refusal, which are not kept', async () => {
    const error_description = 'the-old-refresh-token of the-client-secret';
    hmrc.answer(json(400, { error: 'invalid_grant', error_description }));
    const printed = inspect(await client.refreshTokens({ refreshToken: 'the-old-refresh-token' }), {
      depth: 9,
    });
    expect(printed).toContain('invalid_grant');
    expect(printed).not.toContain('the-old-refresh-token');
    expect(printed).not.toContain('the-client-secret');
  });

  test.each([
    ['no access token', { ...tokens, access_token: undefined }],
    ['no refresh token', { ...tokens, refresh_token: undefined }],
    ['an unknown type of token', { ...tokens, token_type: 'mac' }],
    ['text alone', 'tokens'],
  ])('may answer with %s, which is unreadable and spills nothing', async (_, body) => {
    hmrc.answer(json(200, body));
    const result = await client.refreshTokens({ refreshToken: 'the-old-refresh-token' });
    expect(result).toMatchObject({ ok: false, failure: { kind: 'unreadable', delivery: 'answered' } });
    expect(inspect(result, { depth: 9, showHidden: true })).not.toContain('that-is-secret');
  });

  test('may lose its answer on the way', async () => {
    hmrc.answer((response) => response.destroy());
    expect(await client.refreshTokens({ refreshToken: 'the-old-refresh-token' })).toMatchObject({
      failure: { kind: 'network', delivery: 'unknown' },
    });
  });

  // The type does not allow undefined; JavaScript does, and so does a callback that comes without a code.
  test.each(['', undefined as unknown as string])(
    'is not asked with %j for a token or code',
    async (nothing) => {
      const refused = {
        kind: 'refused-locally',
        delivery: 'not-sent',
        errors: [{ code: 'MISSING_PARAMETER' }],
        meaning: { outcome: 'malformed' },
      };
      expect(await client.refreshTokens({ refreshToken: nothing })).toMatchObject({ failure: refused });
      const grant = { code: 'c', codeVerifier: 'v', redirectUri: 'r' };
      for (const name of Object.keys(grant)) {
        expect(await client.exchangeCode({ ...grant, [name]: nothing })).toMatchObject({ failure: refused });
      }
      expect(hmrc.requests).toEqual([]);
    },
  );
});

test('a pair of tokens shows nothing secret however it is printed', async () => {
  hmrc.answer(json(200, tokens));
  const result = await client.refreshTokens({ refreshToken: 'the-old-refresh-token' });
  if (!result.ok) throw new Error('the stub gave a pair');
  const printed = [
    inspect(result, { depth: 9, showHidden: true, getters: false }),
    inspect(result, { depth: 9, showHidden: true, getters: true }),
    JSON.stringify(result),
    JSON.stringify({ ...result.value }),
    inspect({ ...result.value }),
    JSON.stringify(structuredClone(result.value)),
  ].join('\n');
  expect(printed).toContain('14400');
  expect(printed).not.toContain('that-is-secret');
});
