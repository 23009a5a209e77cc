import { expect, test } from 'vitest';
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

test.each(['state', 'redirectUri', 'codeChallenge'])(
  'no authorise address is made with an empty %s',
  (name) => {
    const params = { state: 's', redirectUri: 'https://x.example/back', codeChallenge: 'c', [name]: '' };
    const make = () => authorizeUrl('https://test-www.tax.service.gov.uk', 'id', params);
    expect(make).toThrow(HmrcClientError);
    expect(make).toThrow(name);
  },
);
