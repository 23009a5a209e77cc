import { describe, expect, it } from 'vitest';
import { ADA, authorize, authorizePath, form, PASSWORD, startSimulator } from '../test/landlord.ts';

describe('connecting in a browser', () => {
  it('leads through sign-in and consent back to the software with a code and the state', async () => {
    const { send } = await startSimulator();
    const back = await authorize(send);
    expect(back.origin + back.pathname).toBe('http://localhost:3000/callback');
    expect(back.searchParams.get('code')).toMatch(/^[0-9a-f]{32}$/);
    expect(back.searchParams.get('state')).toBe('the state');
  });

  it('comes back as HMRC does when permission is not given', async () => {
    const { send } = await startSimulator();
    const back = await authorize(send, { decision: 'deny' });
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      error: 'access_denied',
      error_code: 'USER_DENIED_AUTHORIZATION',
      state: 'the state',
    });
    expect(back.searchParams.has('code')).toBe(false);
  });

  it('leaves the state out when none was sent, and keeps the query of the redirect URI', async () => {
    const { send } = await startSimulator();
    const back = await authorize(send, {
      changes: { state: undefined, redirect_uri: 'http://localhost:3000/callback?from=settings' },
    });
    expect([...back.searchParams.keys()]).toEqual(['from', 'code']);
  });

  it.each<[string, Record<string, string | undefined>]>([
    ['invalid_request', { client_id: undefined }],
    ['invalid_request', { client_id: 'somebody-else' }],
    ['invalid_request', { client_secret: 'quarterday-simulator-secret' }],
    ['invalid_request', { response_type: undefined }],
    ['unsupported_response_type', { response_type: 'token' }],
    ['invalid_request', { redirect_uri: undefined }],
    ['invalid_request', { redirect_uri: 'http://localhost:4000/callback' }],
    ['invalid_request', { scope: undefined }],
    ['invalid_scope', { scope: 'read:everything' }],
    ['invalid_request', { code_challenge_method: 'plain' }],
    ['invalid_request', { code_challenge_method: undefined }],
    ['invalid_request', { code_challenge: undefined }],
    ['invalid_request', { code_challenge: 'short' }],
  ])('shows %s in the browser for %j, without a redirect', async (error, changes) => {
    const { send } = await startSimulator();
    const response = await send(authorizePath(changes), { redirect: 'manual' });
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
    expect(await response.text()).toContain(error);
  });

  it('offers each test user, and fills the form in for the one chosen', async () => {
    const { simulator, send } = await startSimulator();
    const started = await send(authorizePath());
    const path = started.headers.get('location') ?? '';
    const offered = await (await send(path)).text();
    for (const { name } of simulator.control.users()) expect(offered).toContain(`Sign in as ${name}`);
    const filled = await (await send(`${path}&as=${ADA.userId}`)).text();
    expect(filled).toContain(`value="${ADA.userId}"`);
    expect(filled).toContain(`value="${PASSWORD}"`);
  });

  it('refuses a wrong password, and consent before sign-in', async () => {
    const { send } = await startSimulator();
    const signIn = (await send(authorizePath())).headers.get('location') ?? '';
    const failed = await send(signIn, form({ userId: ADA.userId, password: 'wrong' }));
    expect(failed.status).toBe(401);
    const early = await send(signIn.replace('/sign-in', '/consent'), form({ decision: 'give' }));
    expect(early.status).toBe(400);
  });

  it('lets a consent page be used once', async () => {
    const { send } = await startSimulator();
    const signIn = (await send(authorizePath())).headers.get('location') ?? '';
    const consent =
      (await send(signIn, form({ userId: ADA.userId, password: PASSWORD }))).headers.get('location') ?? '';
    expect((await send(consent, form({ decision: 'give' }))).status).toBe(303);
    expect((await send(consent, form({ decision: 'give' }))).status).toBe(400);
  });

  it('says on every page that it is a simulator, and escapes what a request brought', async () => {
    const { send } = await startSimulator();
    const response = await send(
      authorizePath({ redirect_uri: 'http://localhost:3000/"><script>alert(1)</script>' }),
    );
    const page = await (await send(response.headers.get('location') ?? '/')).text();
    expect(page).toContain('This is a simulator, not HMRC.');
    expect(page).not.toContain('<script>');
  });
});
