import { describe, expect, it } from 'vitest';
import { ADA, api, connect, form, startSimulator } from '../test/landlord.ts';

const sameOrigin = (fields: Record<string, string>): RequestInit => ({
  ...form(fields),
  headers: { origin: 'http://localhost' },
});

describe('the simulator’s own page', () => {
  it('lists test users with what they sign in with, the faults, and the last requests', async () => {
    const { simulator, send } = await startSimulator();
    const { access } = await connect(send);
    await api(send, access, `/individuals/business/details/${ADA.nino}/list`, { version: '2.0' });
    const page = await (await send('/')).text();
    for (const { name, userId, password, nino } of simulator.control.users()) {
      for (const text of [name, userId, password, nino]) expect(page).toContain(text);
    }
    for (const { name } of simulator.control.faults().known) expect(page).toContain(name);
    expect(page).toContain(`GET /individuals/business/details/${ADA.nino}/list`);
    expect(page).not.toContain(access);
  });

  it('switches a fault on and off by form, leaving out empty fields', async () => {
    const { simulator, send } = await startSimulator();
    const fields = {
      name: 'slow-answer',
      nino: '',
      operation: 'token',
      times: '2',
      ms: '50',
      code: '',
      path: '',
    };
    expect((await send('/panel/faults', sameOrigin(fields))).status).toBe(303);
    const [fault] = simulator.control.faults().on;
    expect(fault).toMatchObject({
      name: 'slow-answer',
      operation: 'token',
      timesLeft: 2,
      parameters: { ms: 50 },
    });
    expect(await (await send('/')).text()).toContain(`value="${fault?.id ?? '?'}"`);
    await send('/panel/faults/off', sameOrigin({ id: fault?.id ?? '' }));
    expect(simulator.control.faults().on).toEqual([]);
  });

  it('says what was wrong with a fault', async () => {
    const { send } = await startSimulator();
    const response = await send('/panel/faults', sameOrigin({ name: 'slow-answer', ms: '' }));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('ms');
  });

  it('moves and stops the clock, withdraws authority and starts over', async () => {
    const { simulator, send } = await startSimulator({ frozen: false });
    await connect(send);
    await send('/panel/clock/frozen', sameOrigin({ frozen: 'yes' }));
    await send('/panel/clock/date', sameOrigin({ date: '2027-01-06' }));
    expect(simulator.control.clock()).toEqual({
      now: '2027-01-06T09:00:00.000Z',
      today: '2027-01-06',
      frozen: true,
    });
    await send('/panel/clock/advance', sameOrigin({ duration: 'P18M' }));
    expect(simulator.control.clock().today).toBe('2028-07-06');
    await simulator.control.setClock({ now: '2026-10-06T09:00:00Z' });
    await send(`/panel/users/${ADA.nino}/revoke`, sameOrigin({}));
    expect(await simulator.control.revokeAuthority(ADA.nino)).toEqual({ revoked: 0 });
    await send('/panel/reset', sameOrigin({}));
    expect(simulator.control.tokens().codes).toEqual([]);
  });

  it.each([{ origin: 'https://evil.test' }, { 'sec-fetch-site': 'cross-site' }, {}])(
    'takes no form that comes with %j',
    async (headers) => {
      const { simulator, send } = await startSimulator();
      const response = await send('/panel/faults', { ...form({ name: 'outage-503' }), headers });
      expect(response.status).toBe(403);
      expect(simulator.control.faults().on).toEqual([]);
    },
  );

  it('runs no scripts and may not be framed', async () => {
    const { send } = await startSimulator();
    const response = await send('/');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(await response.text()).not.toContain('<script');
    expect((await send('/simulator.css')).headers.get('content-type')).toContain('text/css');
  });
});
