import { describe, expect, test } from 'vitest';
import { HmrcClientError } from '../errors.ts';
import { authorizeUrl } from './authorize.ts';
import { processTokenAnswer } from './token-answer.ts';

const application = {
  apiUrl: 'https://test-api.service.hmrc.gov.uk',
  clientId: 'id',
  clientSecret: 'secret',
};

test('a pair whose answer has nulls beside it is not lost', async () => {
  const text = JSON.stringify({
    access_token: 'a',
    refresh_token: 'r',
    token_type: 'bearer',
    expires_in: null,
    scope: null,
    id_token: null,
  });
  const answer = { status: 200, headers: new Headers(), text };
  const result = await processTokenAnswer('refreshTokens', application, answer);
  expect(result.ok && [result.value.accessToken, result.value.refreshToken, result.value.scope]).toEqual([
    'a',
    'r',
    null,
  ]);
  expect(result.ok && result.value.expiresInSeconds).toBe(14_400);
});

test.each([
  ['an id token that is none', { id_token: 'none' }],
  ['its scopes as a list', { scope: ['read:self-assessment', 'write:self-assessment'] }],
  ['a life that is no number', { expires_in: 'long' }],
  ['a negative life', { expires_in: -1 }],
  ['its life as text', { expires_in: '14400' }],
  ['no type', { token_type: undefined }],
  ['a type that is no text', { token_type: 7 }],
])('a pair with %s beside it is not lost', async (_, strange) => {
  const pair = {
    access_token: 'a',
    refresh_token: 'r',
    token_type: 'bearer',
    expires_in: 14_400,
    ...strange,
  };
  const answer = { status: 200, headers: new Headers(), text: JSON.stringify(pair) };
  const result = await processTokenAnswer('refreshTokens', application, answer);
  expect(result).toMatchObject({ ok: true, value: { expiresInSeconds: 14_400, scope: null } });
  expect(result.ok && [result.value.accessToken, result.value.refreshToken]).toEqual(['a', 'r']);
});

test('a token of the application is not lost for a refresh token that is none', async () => {
  const text = JSON.stringify({
    access_token: 'a',
    refresh_token: false,
    token_type: 'bearer',
    expires_in: '60',
  });
  const answer = { status: 200, headers: new Headers(), text };
  const result = await processTokenAnswer('requestApplicationToken', application, answer);
  expect(result).toMatchObject({ ok: true, value: { expiresInSeconds: 60 } });
});

describe.each(['', undefined])('no authorise address is made with %j', (nothing) => {
  test.each(['state', 'redirectUri', 'codeChallenge'])('for its %s', (name) => {
    const params = { state: 's', redirectUri: 'https://x.example/back', codeChallenge: 'c', [name]: nothing };
    const make = () => authorizeUrl('https://test-www.tax.service.gov.uk', 'id', params);
    expect(make).toThrow(HmrcClientError);
    expect(make).toThrow(name);
  });
});
