import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  ADA,
  api,
  authorize,
  connect,
  cumulativePath,
  REDIRECT_URI,
  startSimulator,
  token,
  VERIFIER,
} from '../test/landlord.ts';

const BUSINESSES = `/individuals/business/details/${ADA.nino}/list`;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function ask(
  path: string,
  init: { method?: string; headers?: Record<string, string>; body?: string } = {},
) {
  const { send } = await startSimulator();
  const { access } = await connect(send);
  const headers = {
    accept: 'application/vnd.hmrc.2.0+json',
    authorization: `Bearer ${access}`,
    ...init.headers,
  };
  const response = await send(path, { ...init, headers });
  const body = (await response.json()) as { code: string };
  return { status: response.status, code: body.code, correlationId: response.headers.get('x-correlationid') };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('the platform', () => {
  it.each<[number, string, string, Parameters<typeof ask>[1]]>([
    [406, 'ACCEPT_HEADER_INVALID', BUSINESSES, { headers: { accept: 'application/json' } }],
    [404, 'NOT_FOUND', BUSINESSES, { headers: { accept: 'application/vnd.hmrc.1.0+json' } }],
    [401, 'MISSING_CREDENTIALS', BUSINESSES, { headers: { authorization: '' } }],
    [401, 'MISSING_CREDENTIALS', BUSINESSES, { headers: { authorization: 'Basic abc' } }],
    [401, 'INVALID_CREDENTIALS', BUSINESSES, { headers: { authorization: 'Bearer unknown' } }],
    [401, 'INVALID_CREDENTIALS', BUSINESSES, { headers: { authorization: 'Bearer constructor' } }],
    [400, 'FORMAT_NINO', '/individuals/business/details/QQ123456C/list', {}],
    [403, 'CLIENT_OR_AGENT_NOT_AUTHORISED', '/individuals/business/details/NC270602B/list', {}],
    [403, 'CLIENT_OR_AGENT_NOT_AUTHORISED', '/individuals/business/details/NC999999A/list', {}],
    [404, 'MATCHING_RESOURCE_NOT_FOUND', '/individuals/nothing/here', {}],
    [405, 'METHOD_NOT_ALLOWED', BUSINESSES, { method: 'DELETE' }],
    [
      415,
      'INVALID_BODY_TYPE',
      cumulativePath(),
      {
        method: 'PUT',
        body: '{}',
        headers: { 'content-type': 'text/plain', accept: 'application/vnd.hmrc.6.0+json' },
      },
    ],
    [
      400,
      'INVALID_REQUEST',
      cumulativePath(),
      {
        method: 'PUT',
        body: '{"ukProperty":',
        headers: { 'content-type': 'application/json', accept: 'application/vnd.hmrc.6.0+json' },
      },
    ],
    [
      // Taken for JSON: media types have no case.
      400,
      'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
      cumulativePath(),
      {
        method: 'PUT',
        body: '{}',
        headers: {
          'content-type': 'Application/JSON; charset=UTF-8',
          accept: 'application/vnd.hmrc.6.0+json',
        },
      },
    ],
  ])('answers %i %s for %s %j', async (status, code, path, init) => {
    const answer = await ask(path, init);
    expect(answer).toMatchObject({ status, code });
    expect(answer.correlationId).toMatch(UUID);
  });

  it('answers 403 INVALID_SCOPE where consent lacks the scope of an operation', async () => {
    const { send } = await startSimulator();
    const back = await authorize(send, { changes: { scope: 'read:self-assessment' } });
    const pair = await token(send, {
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      redirect_uri: REDIRECT_URI,
      code_verifier: VERIFIER,
    });
    const access = pair.body['access_token'] ?? '';
    expect((await api(send, access, BUSINESSES, { version: '2.0' })).status).toBe(200);
    expect(await api(send, access, cumulativePath(), { method: 'PUT', body: {} })).toMatchObject({
      status: 403,
      body: { code: 'INVALID_SCOPE' },
    });
  });

  it('takes an application’s own token, and no person’s, where an operation is the application’s', async () => {
    const { simulator, send } = await startSimulator();
    const { access } = await connect(send);
    const { body } = await token(send, { grant_type: 'client_credentials' });
    const ask = (bearer: string) =>
      api(send, bearer, '/test/fraud-prevention-headers/validate', { version: '1.0' });
    expect(await ask(access)).toMatchObject({ status: 401, body: { code: 'INCORRECT_ACCESS_TOKEN_TYPE' } });
    expect(await ask('unknown')).toMatchObject({ status: 401, body: { code: 'INVALID_CREDENTIALS' } });
    expect((await ask(body['access_token'] ?? '')).status).toBe(200);
    await simulator.control.advanceClock('PT4H');
    expect(await ask(body['access_token'] ?? '')).toMatchObject({ body: { code: 'INVALID_CREDENTIALS' } });
  });

  it('dates every answer by its own clock', async () => {
    const { send } = await startSimulator();
    for (const path of ['/', '/oauth/token', BUSINESSES, '/__simulator/clock', '/nowhere']) {
      expect((await send(path)).headers.get('date')).toBe('Tue, 06 Oct 2026 09:00:00 GMT');
    }
  });

  it('lets an application send three requests a second, the token endpoint’s included', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const { simulator, send } = await startSimulator({ requestsPerSecond: 3 });
    const { access } = await connect(send);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => api(send, access, BUSINESSES, { version: '2.0' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429, 429, 429]);
    expect(answers.at(-1)?.body).toMatchObject({ code: 'MESSAGE_THROTTLED_OUT' });
    const refused = await token(send, { grant_type: 'refresh_token', refresh_token: 'any' });
    expect(refused.status).toBe(429);
    expect(simulator.control.requests().at(-1)).toMatchObject({ status: 429, code: 'MESSAGE_THROTTLED_OUT' });
    vi.advanceTimersByTime(1000);
    expect((await api(send, access, BUSINESSES, { version: '2.0' })).status).toBe(200);
  });

  it('can leave the token endpoint out of the limit', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const { send } = await startSimulator({ requestsPerSecond: 1, throttleTokenEndpoint: false });
    const { access } = await connect(send);
    expect((await api(send, access, BUSINESSES, { version: '2.0' })).status).toBe(200);
    expect((await token(send, { grant_type: 'client_credentials' })).status).toBe(200);
    expect((await api(send, access, BUSINESSES, { version: '2.0' })).status).toBe(429);
  });

  it('checks fraud prevention headers without refusing anything', async () => {
    const { simulator, send } = await startSimulator();
    const { access } = await connect(send);
    expect((await api(send, access, BUSINESSES, { version: '2.0' })).status).toBe(200);
    expect(simulator.control.requests().at(-1)?.fraudHeaderFindings).toEqual([
      { code: 'MISSING_HEADER', header: 'gov-client-connection-method' },
    ]);
  });
});
