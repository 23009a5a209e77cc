import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createHmrcClient } from '../client.ts';
import type { HmrcClient } from '../client-types.ts';
import { type HmrcStub, json, startHmrcStub } from '../test/hmrc-stub.ts';

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

const token = { access_token: 'access-token-that-is-secret', token_type: 'bearer', expires_in: 14_400 };

describe('a token of the application', () => {
  test('is asked for with the secret in the body and no scope of its own', async () => {
    hmrc.answer(json(200, token));
    const result = await client.requestApplicationToken();
    expect(hmrc.requests).toMatchObject([{ method: 'POST', url: '/oauth/token' }]);
    expect(hmrc.requests[0]?.headers.authorization).toBeUndefined();
    expect(Object.fromEntries(new URLSearchParams(hmrc.requests[0]?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'the-client-id',
      client_secret: 'the-client-secret',
    });
    expect(result).toMatchObject({ ok: true, value: { expiresInSeconds: 14_400, scope: null } });
    expect(result.ok && result.value.accessToken).toBe(token.access_token);
  });

  test('is asked for with a scope where one is given', async () => {
    hmrc.answer(json(200, { ...token, scope: 'read:x write:x' }));
    const result = await client.requestApplicationToken({ scope: 'read:x write:x' });
    expect(new URLSearchParams(hmrc.requests[0]?.body).get('scope')).toBe('read:x write:x');
    expect(result).toMatchObject({ ok: true, value: { scope: 'read:x write:x' } });
  });

  test('shows nothing secret however it is printed', async () => {
    hmrc.answer(json(200, token));
    const result = await client.requestApplicationToken();
    if (!result.ok) throw new Error('the stub gave a token');
    const printed = [
      inspect(result, { depth: 9, showHidden: true, getters: false }),
      inspect(result, { depth: 9, showHidden: true, getters: true }),
      JSON.stringify(result),
      JSON.stringify({ ...result.value }),
      JSON.stringify(structuredClone(result.value)),
    ].join('\n');
    expect(printed).toContain('14400');
    expect(printed).not.toContain('that-is-secret');
  });

  test.each([
    [400, { error: 'invalid_scope' }, 'operator-fault'],
    [400, { error: 'invalid_request' }, 'operator-fault'],
    [401, { error: 'invalid_client', error_description: 'the-client-secret' }, 'operator-fault'],
    [401, { code: 'INVALID_CREDENTIALS', message: 'm' }, 'operator-fault'],
    [401, {}, 'operator-fault'],
    [403, { code: 'FORBIDDEN', message: 'm' }, 'operator-fault'],
    [403, {}, 'operator-fault'],
    [400, { error: 'something_new' }, 'operator-fault'],
    [429, { code: 'MESSAGE_THROTTLED_OUT', message: 'm' }, 'try-again'],
    [500, { error: 'server_error' }, 'try-again'],
  ])('refused with %i %j is no landlord’s matter: %s', async (status, body, outcome) => {
    hmrc.answer(json(status, body));
    const result = await client.requestApplicationToken();
    expect(result).toMatchObject({ ok: false, failure: { kind: 'http', status, meaning: { outcome } } });
    const failure = result.ok ? null : result.failure;
    expect(failure?.meaning.sentence).toMatch(/there is nothing for you to do\.$/);
    expect(inspect(result, { depth: 9 })).not.toContain('the-client-secret');
  });

  test('may come as something unreadable, which spills nothing', async () => {
    hmrc.answer(json(200, { ...token, token_type: 'mac' }));
    const result = await client.requestApplicationToken();
    expect(result).toMatchObject({ ok: false, failure: { kind: 'unreadable', delivery: 'answered' } });
    expect(inspect(result, { depth: 9, showHidden: true })).not.toContain('that-is-secret');
  });

  test('is not asked for with an empty scope, nor after it was called off', async () => {
    expect(await client.requestApplicationToken({ scope: '' })).toMatchObject({
      failure: { kind: 'refused-locally', errors: [{ code: 'MISSING_PARAMETER' }] },
    });
    expect(await client.requestApplicationToken({ signal: AbortSignal.abort() })).toMatchObject({
      failure: { kind: 'aborted', delivery: 'not-sent' },
    });
    expect(hmrc.requests).toEqual([]);
  });
});
