import { describe, expect, it } from 'vitest';
import {
  api,
  authorize,
  connect,
  form,
  REDIRECT_URI,
  refresh,
  startSimulator,
  token,
  VERIFIER,
  type Send,
} from '../test/landlord.ts';

const BUSINESSES = '/individuals/business/details/NC270601A/list';
const statusWith = async (send: Send, access: string) =>
  (await api(send, access, BUSINESSES, { version: '2.0' })).status;
const codeOf = async (send: Send, changes: Record<string, string | undefined> = {}) =>
  (await authorize(send, { changes })).searchParams.get('code') ?? '';
const grant = (code: string, changes: Record<string, string> = {}) => ({
  grant_type: 'authorization_code',
  code,
  redirect_uri: REDIRECT_URI,
  code_verifier: VERIFIER,
  ...changes,
});

describe('the token endpoint', () => {
  it('exchanges a code for a pair good for four hours', async () => {
    const { simulator, send } = await startSimulator();
    const { status, body } = await token(send, grant(await codeOf(send)));
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      refresh_token: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      token_type: 'bearer',
      expires_in: 14400,
      scope: 'read:self-assessment write:self-assessment',
    });
    const access = body['access_token'] ?? '';
    await simulator.control.advanceClock('PT3H59M59S');
    expect(await statusWith(send, access)).toBe(200);
    await simulator.control.advanceClock('PT1S');
    expect(await statusWith(send, access)).toBe(401);
  });

  it('takes a code once', async () => {
    const { send } = await startSimulator();
    const code = await codeOf(send);
    expect((await token(send, grant(code))).status).toBe(200);
    expect(await token(send, grant(code))).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  });

  it('takes a code for ten minutes', async () => {
    const { simulator, send } = await startSimulator();
    const inTime = await codeOf(send);
    const late = await codeOf(send);
    await simulator.control.advanceClock('PT9M59S');
    expect((await token(send, grant(inTime))).status).toBe(200);
    await simulator.control.advanceClock('PT1S');
    expect(await token(send, grant(late))).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  });

  it.each<[string, Record<string, string>]>([
    ['invalid_request', { code: '' }],
    ['invalid_request', { code: 'unknown' }],
    ['invalid_request', { redirect_uri: '' }],
    ['invalid_request', { redirect_uri: 'http://localhost:3000/elsewhere' }],
    ['invalid_request', { code_verifier: 'too short' }],
    ['invalid_request', { grant_type: 'password' }],
    ['invalid_request', { grant_type: '' }],
    ['invalid_request', { client_id: '' }],
    ['invalid_request', { client_secret: '' }],
    ['invalid_grant', { code_verifier: VERIFIER.toUpperCase() }],
  ])('answers 400 %s for %j, and the code stays good', async (error, changes) => {
    const { send } = await startSimulator();
    const code = await codeOf(send);
    expect(await token(send, grant(code, changes))).toMatchObject({ status: 400, body: { error } });
    expect((await token(send, grant(code))).status).toBe(200);
  });

  it('wants a verifier exactly where a challenge was sent', async () => {
    const { send } = await startSimulator();
    const { code_verifier: verifier, ...without } = grant(await codeOf(send));
    expect(await token(send, without)).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    const plain = await codeOf(send, { code_challenge: undefined, code_challenge_method: undefined });
    expect(await token(send, { ...without, code: plain, code_verifier: verifier })).toMatchObject({
      status: 400,
      body: { error: 'invalid_request' },
    });
    expect((await token(send, { ...without, code: plain })).status).toBe(200);
  });

  it.each([{ client_id: 'somebody-else' }, { client_secret: 'wrong' }])(
    'answers 401 invalid_client for %j',
    async (changes) => {
      const { send } = await startSimulator();
      expect(await token(send, grant(await codeOf(send), changes))).toMatchObject({
        status: 401,
        body: { error: 'invalid_client' },
      });
    },
  );

  it('takes credentials in a form body only', async () => {
    const { send } = await startSimulator();
    const response = await send('/oauth/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ grant_type: 'refresh_token' }),
    });
    expect(response.status).toBe(400);
    expect((await send('/oauth/token')).status).toBe(405);
  });

  it('replaces a pair: the refresh token works once and the old access token dies at once', async () => {
    const { send } = await startSimulator();
    const first = await connect(send);
    const { status, body } = await refresh(send, first.refresh);
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('scope');
    expect(await statusWith(send, first.access)).toBe(401);
    expect(await statusWith(send, body['access_token'] ?? '')).toBe(200);
    expect(await refresh(send, first.refresh)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
    expect((await refresh(send, body['refresh_token'] ?? '')).status).toBe(200);
  });

  it('ends authority 18 months after consent, refreshed or not', async () => {
    const { simulator, send } = await startSimulator();
    let { refresh: current } = await connect(send);
    for (const step of ['P9M', 'P8M', 'P29D']) {
      await simulator.control.advanceClock(step);
      const { status, body } = await refresh(send, current);
      expect(status).toBe(200);
      current = body['refresh_token'] ?? '';
    }
    await simulator.control.setClock({ now: '2028-04-06T09:00:00Z' });
    expect(await refresh(send, current)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('keeps a first authority when a second is given', async () => {
    const { send } = await startSimulator();
    const first = await connect(send);
    await connect(send);
    expect(await statusWith(send, first.access)).toBe(200);
  });

  it('answers invalid_grant and 401 after the person withdrew authority', async () => {
    const { simulator, send } = await startSimulator();
    const pair = await connect(send);
    const other = await connect(send, '100000000002');
    expect(await simulator.control.revokeAuthority('NC270601A')).toEqual({ revoked: 1 });
    expect(await statusWith(send, pair.access)).toBe(401);
    expect(await refresh(send, pair.refresh)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
    expect((await refresh(send, other.refresh)).status).toBe(200);
  });

  it('answers invalid_grant for an unknown refresh token and invalid_request for a missing one', async () => {
    const { send } = await startSimulator();
    expect((await refresh(send, 'unknown')).body).toMatchObject({ error: 'invalid_grant' });
    expect((await refresh(send, '')).body).toMatchObject({ error: 'invalid_request' });
  });

  it('lets one refresh of a token run at a time', async () => {
    const { simulator, send } = await startSimulator();
    const pair = await connect(send);
    await simulator.control.addFault({ name: 'slow-before', operation: 'token', ms: 200, times: 1 });
    const running = refresh(send, pair.refresh);
    await untilInFlight(() => simulator.control.requests());
    expect(await refresh(send, pair.refresh)).toMatchObject({
      status: 400,
      body: { error: 'invalid_request' },
    });
    expect((await running).status).toBe(200);
    expect((await refresh(send, pair.refresh)).body).toMatchObject({ error: 'invalid_grant' });
  });

  it('takes as long over a refresh as it is told, refuses another meanwhile, and changes the pair at the end', async () => {
    const { simulator, send } = await startSimulator({ refreshSeconds: 0.3 });
    const pair = await connect(send);
    const other = await connect(send, '100000000002');
    const startedAt = performance.now();
    const running = refresh(send, pair.refresh);
    await untilInFlight(() => simulator.control.requests());
    const meanwhile = [refresh(send, pair.refresh), refresh(send, pair.refresh)];
    for (const { status, body } of await Promise.all(meanwhile)) {
      expect([status, body['error']]).toEqual([400, 'invalid_request']);
    }
    expect(await statusWith(send, pair.access)).toBe(200);
    expect((await refresh(send, 'unknown')).body).toMatchObject({ error: 'invalid_grant' });
    const [first, others] = await Promise.all([running, refresh(send, other.refresh)]);
    expect([first.status, others.status]).toEqual([200, 200]);
    expect(performance.now() - startedAt).toBeGreaterThan(295);
    expect(await statusWith(send, pair.access)).toBe(401);
    expect((await refresh(send, pair.refresh)).body).toMatchObject({ error: 'invalid_grant' });
  });

  it('takes as long over a refresh as it is told while it runs, and refuses another meanwhile', async () => {
    const { simulator, send } = await startSimulator();
    const set = (seconds: unknown) =>
      send('/__simulator/refreshes', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ seconds }),
      });
    for (const wrong of [-1, 601, 'soon']) expect((await set(wrong)).status).toBe(400);
    expect((await set(0.2)).status).toBe(204);
    expect(simulator.control.waitingTimes().refreshSeconds).toBe(0.2);
    const pair = await connect(send);
    const running = refresh(send, pair.refresh);
    await untilInFlight(() => simulator.control.requests());
    expect(await refresh(send, pair.refresh)).toMatchObject({
      status: 400,
      body: { error: 'invalid_request' },
    });
    expect((await running).status).toBe(200);
    await simulator.control.reset();
    expect(simulator.control.waitingTimes().refreshSeconds).toBe(0);
  });

  it('ends a refresh with invalid_grant when authority is withdrawn while it runs', async () => {
    const { simulator, send } = await startSimulator({ refreshSeconds: 0.2 });
    const pair = await connect(send);
    const running = refresh(send, pair.refresh);
    await untilInFlight(() => simulator.control.requests());
    await simulator.control.revokeAuthority('NC270601A');
    expect(await running).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(simulator.control.tokens().tokens).toHaveLength(1);
  });

  it('gives an application a token of its own, which no person’s operation takes', async () => {
    const { simulator, send } = await startSimulator();
    const { status, body } = await token(send, { grant_type: 'client_credentials' });
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      token_type: 'bearer',
      expires_in: 14400,
    });
    const codeNow = async () =>
      (await api(send, body['access_token'] ?? '', BUSINESSES, { version: '2.0' })).body.code;
    expect(await codeNow()).toBe('INCORRECT_ACCESS_TOKEN_TYPE');
    await simulator.control.advanceClock('PT3H59M59S');
    expect(await codeNow()).toBe('INCORRECT_ACCESS_TOKEN_TYPE');
    await simulator.control.advanceClock('PT1S');
    expect(await codeNow()).toBe('INVALID_CREDENTIALS');
    const scoped = await token(send, { grant_type: 'client_credentials', scope: 'read:self-assessment' });
    expect(scoped.body).toMatchObject({ scope: 'read:self-assessment' });
    expect(await token(send, { grant_type: 'client_credentials', scope: 'read:everything' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_scope' },
    });
  });

  it('never remembers a secret in the requests seen', async () => {
    const { simulator, send } = await startSimulator();
    const pair = await connect(send);
    await statusWith(send, pair.access);
    await send('/oauth/token', form({ refresh_token: pair.refresh }));
    const remembered = JSON.stringify(simulator.control.requests());
    const { codes, tokens } = simulator.control.tokens();
    const secrets = [
      ...codes.map(({ code }) => code),
      ...tokens.flatMap((one) => [one.accessToken, one.refreshToken]),
    ];
    expect(secrets).toHaveLength(3);
    for (const secret of [...secrets, VERIFIER, 'quarterday-simulator-secret'])
      expect(remembered).not.toContain(secret);
  });
});

async function untilInFlight(requests: () => readonly { outcome: string }[]): Promise<void> {
  while (!requests().some(({ outcome }) => outcome === 'in flight')) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
