import { describe, expect, test } from 'vitest';
import type { WireAnswer } from '../transport/wire.ts';
import { processTokenAnswer } from './token-answer.ts';
import { buildClientCredentialsRequest, buildCodeRequest, buildRefreshRequest } from './token-request.ts';

const application = {
  apiUrl: 'https://test-api.service.hmrc.gov.uk',
  clientId: 'the-client-id',
  clientSecret: 'the-client-secret',
};
const answer = (status: number, body: unknown): WireAnswer => ({
  status,
  headers: new Headers({ 'X-CorrelationId': 'c-1' }),
  text: JSON.stringify(body),
});
const pair = { access_token: 'access', refresh_token: 'refresh', token_type: 'bearer', expires_in: 14_400 };

describe('software that sends requests itself', () => {
  test.each([
    [
      buildCodeRequest(application, { code: 'c', codeVerifier: 'v'.repeat(43), redirectUri: 'https://x' }),
      'authorization_code',
    ],
    [buildRefreshRequest(application, { refreshToken: 'r' }), 'refresh_token'],
    [buildClientCredentialsRequest(application), 'client_credentials'],
  ])('is handed a request that is not sent (%#)', async (building, grantType) => {
    const request = await building;
    expect(request.url.href).toBe('https://test-api.service.hmrc.gov.uk/oauth/token');
    expect(request).toMatchObject({ method: 'POST', followRedirects: false });
    expect(new Headers(request.headers).get('content-type')).toMatch(/^application\/x-www-form-urlencoded/);
    expect(Object.fromEntries(new URLSearchParams(request.body ?? ''))).toMatchObject({
      grant_type: grantType,
      client_id: 'the-client-id',
      client_secret: 'the-client-secret',
    });
  });

  test('has its answer read as what was asked for', async () => {
    const refreshed = await processTokenAnswer('refreshTokens', application, answer(200, pair), ['r']);
    expect(refreshed).toMatchObject({ ok: true, answer: { status: 200, correlationId: 'c-1' } });
    expect(refreshed.ok && refreshed.value.refreshToken).toBe('refresh');
    const own = await processTokenAnswer('requestApplicationToken', application, answer(200, pair));
    expect(own.ok && Object.keys(own.value)).toEqual(['expiresInSeconds', 'scope']);
    expect(own.ok && 'refreshToken' in own.value).toBe(false);
  });

  test('has secrets taken out of refusals, its own without being told', async () => {
    const refusal = answer(400, {
      error: 'invalid_grant',
      error_description: 'the-client-secret and the-refresh-token',
    });
    const result = await processTokenAnswer('refreshTokens', application, refusal, ['the-refresh-token']);
    expect(result).toMatchObject({
      failure: {
        errors: [{ message: '[removed] and [removed]' }],
        meaning: { outcome: 'authorisation-lost' },
      },
    });
  });

  test.each(['', undefined as unknown as string])('is told where a parameter is %j', async (nothing) => {
    const missing = (name: string) => ({
      name: 'HmrcClientError',
      code: 'missing-parameter',
      message: `${name} is missing.`,
    });
    const grant = { code: 'c', codeVerifier: 'v', redirectUri: 'https://x' };
    for (const name of Object.keys(grant)) {
      const building = buildCodeRequest(application, { ...grant, [name]: nothing });
      await expect(building).rejects.toMatchObject(missing(name));
    }
    const refreshing = buildRefreshRequest(application, { refreshToken: nothing });
    await expect(refreshing).rejects.toMatchObject(missing('refreshToken'));
  });

  test('cannot make a request that would carry the secret in the clear', async () => {
    const open = { ...application, apiUrl: 'http://api.service.hmrc.gov.uk' };
    await expect(buildClientCredentialsRequest(open)).rejects.toMatchObject({
      code: 'invalid-config',
      message: expect.not.stringContaining('the-client-secret') as string,
    });
    await expect(buildRefreshRequest(open, { refreshToken: 'r' })).rejects.toThrow(/apiUrl must be https/);
    const local = { ...application, apiUrl: 'http://127.0.0.1:3001' };
    expect((await buildClientCredentialsRequest(local)).url.port).toBe('3001');
  });
});
