import { describe, expect, it } from 'vitest';
import {
  ADA,
  api,
  connect,
  cumulativePath,
  form,
  startSimulator,
  update,
  type Send,
} from '../test/landlord.ts';

const BUSINESSES = `/individuals/business/details/${ADA.nino}/list`;

const sameOrigin = (fields: Record<string, string>): RequestInit => ({
  ...form(fields),
  headers: { origin: 'http://localhost' },
});

describe('the simulator’s own page', () => {
  const text = async (send: Send, path: string) => (await send(path)).text();

  it('lists test users with what they sign in with, and the last requests', async () => {
    const { simulator, send } = await startSimulator();
    const { access } = await connect(send);
    await api(send, access, BUSINESSES, { version: '2.0' });
    const overview = await text(send, '/');
    for (const { name, userId, password, nino } of simulator.control.users()) {
      for (const each of [name, userId, password, nino]) expect(overview).toContain(each);
    }
    expect(overview).toContain('GET list-businesses');
    expect(overview).toContain(BUSINESSES);
    expect(overview).not.toContain(access);
  });

  it('shows one request with its headers, findings and faults, and no token', async () => {
    const { simulator, send } = await startSimulator();
    const { access } = await connect(send);
    await simulator.control.addFault({ name: 'slow-before', ms: 0 });
    await api(send, access, cumulativePath(), { method: 'PUT', body: update('2026-04-06', '2026-10-05') });
    const request = simulator.control.requests().at(-1);
    const shown = await text(send, `/panel/requests/${request?.id ?? ''}`);
    for (const each of [
      'put-uk-cumulative',
      'application/vnd.hmrc.6.0+json',
      'slow-before',
      'periodAmount',
    ]) {
      expect(shown).toContain(each);
    }
    expect(shown).toContain('MISSING_HEADER');
    expect(shown).toContain(request?.correlationId);
    expect(shown).not.toContain(access);
    expect((await send('/panel/requests/unknown')).status).toBe(404);
  });

  it('leaves what browsers ask for of their own accord out of the requests', async () => {
    const { simulator, send } = await startSimulator();
    expect((await send('/favicon.ico')).status).toBe(204);
    expect(simulator.control.requests()).toEqual([]);
  });

  it('chooses among requests, and watches them', async () => {
    const { simulator, send } = await startSimulator();
    const { access } = await connect(send);
    await api(send, access, BUSINESSES, { version: '2.0' });
    await simulator.control.addFault({ name: 'outage-503', times: 1 });
    await api(send, access, cumulativePath());
    const refused = await text(send, '/panel/requests?only=faults&operation=get-uk-cumulative');
    expect(refused).toContain('GET get-uk-cumulative');
    expect(refused).not.toContain('GET list-businesses');
    expect(await text(send, '/panel/requests?nino=NC270602B')).toContain('0 of');
    expect(refused).not.toContain('http-equiv="refresh"');
    expect(await text(send, '/panel/requests?watch=yes')).toContain('http-equiv="refresh"');
    await send('/panel/requests/forget', sameOrigin({}));
    expect(simulator.control.requests()).toEqual([]);
  });

  it('lists every fault and every operation, by API, with its codes', async () => {
    const { simulator, send } = await startSimulator();
    const faults = await text(send, '/panel/faults');
    for (const { name } of simulator.control.faults().known) expect(faults).toContain(name);
    const operations = await text(send, '/panel/operations');
    for (const { name, api: group, reach, codes } of simulator.control.operations()) {
      expect(faults).toContain(`value="${name}"`);
      if (reach !== 'api') continue;
      for (const each of [name, group, ...codes]) expect(operations).toContain(each);
    }
  });

  it('offers the codes that HMRC documents for an operation, and takes another one', async () => {
    const { simulator, send } = await startSimulator();
    const step = await text(send, '/panel/faults/new?name=refuse&operation=put-uk-cumulative&nino=NC270602B');
    expect(step).toContain(
      '<option value="RULE_OUTSIDE_AMENDMENT_WINDOW">RULE_OUTSIDE_AMENDMENT_WINDOW (400)',
    );
    expect(step).not.toContain('RULE_INSOLVENT_TRADER');
    expect(step).toMatch(/value="NC270602B" selected/);
    const fields = { name: 'refuse', operation: 'put-uk-cumulative', code: 'FORMAT_VALUE', otherCode: '' };
    await send('/panel/faults', sameOrigin(fields));
    await send('/panel/faults', sameOrigin({ ...fields, otherCode: 'RULE_OF_TOMORROW' }));
    const codes = simulator.control.faults().on.map(({ parameters }) => parameters['code']);
    expect(codes).toEqual(['FORMAT_VALUE', 'RULE_OF_TOMORROW']);
    const shown = await text(send, '/panel/faults');
    expect(shown.match(/HMRC does not document this code/g)).toHaveLength(1);
  });

  it('refuses a code that HMRC does not document where the box for that is ticked', async () => {
    const { simulator, send } = await startSimulator();
    const step = await text(send, '/panel/faults/new?name=refuse&operation=put-uk-cumulative');
    expect(step).toMatch(/<input[^>]* name="documented" type="checkbox" value="yes"/);
    const fields = {
      name: 'refuse',
      operation: 'put-uk-cumulative',
      code: 'FORMAT_VALUE',
      documented: 'yes',
    };
    expect((await send('/panel/faults', sameOrigin(fields))).status).toBe(303);
    expect(simulator.control.faults().on.map(({ parameters }) => parameters)).toEqual([
      { code: 'FORMAT_VALUE', documented: true },
    ]);
    const misspelt = await send('/panel/faults', sameOrigin({ ...fields, otherCode: 'FORMAT_VALEU' }));
    expect(misspelt.status).toBe(400);
    expect(await misspelt.text()).toContain('HMRC does not document it for put-uk-cumulative');
    expect(simulator.control.faults().on).toHaveLength(1);
  });

  it('asks for what a fault needs, and not for a fault or an operation there is not', async () => {
    const { simulator, send } = await startSimulator();
    for (const { name, parameters } of simulator.control.faults().known) {
      const step = await text(send, `/panel/faults/new?name=${name}`);
      for (const parameter of parameters) expect(step).toContain(`name="${parameter.name}"`);
    }
    expect((await send('/panel/faults/new?name=gremlin')).status).toBe(404);
    expect((await send('/panel/faults/new?name=refuse&operation=brew-tea')).status).toBe(404);
    expect((await send('/panel/faults/new?name=refuse&operation=token')).status).toBe(400);
  });

  it('saves everything to a file and loads it back', async () => {
    const { simulator, send } = await startSimulator();
    await connect(send);
    const saved = await send('/panel/state/save');
    expect(saved.headers.get('content-disposition')).toBe(
      'attachment; filename="hmrc-simulator-2026-10-06.json"',
    );
    const file = await saved.text();
    await send('/panel/reset', sameOrigin({}));
    expect(simulator.control.tokens().tokens).toHaveLength(0);
    const upload = (content: string) => {
      const body = new FormData();
      body.set('state', new File([content], 'state.json', { type: 'application/json' }));
      return send('/panel/state/load', { method: 'POST', headers: { origin: 'http://localhost' }, body });
    };
    expect((await upload(file)).status).toBe(303);
    expect(simulator.control.tokens().tokens).toHaveLength(1);
    expect((await upload('not JSON')).status).toBe(400);
    expect((await upload('{}')).status).toBe(400);
    expect(simulator.control.tokens().tokens).toHaveLength(1);
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
    for (const path of ['/', '/panel/faults']) {
      expect(await text(send, path)).toContain(`value="${fault?.id ?? '?'}"`);
    }
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

  it('shows and sets how long calculations and refreshes take and obligations show as open', async () => {
    const { simulator, send } = await startSimulator({
      calculationSeconds: 7,
      obligationDelaySeconds: 61,
      refreshSeconds: 0.5,
    });
    const overview = await text(send, '/');
    expect(overview).toMatch(/name="calculation"[^>]* value="7"/);
    expect(overview).toMatch(/name="obligation"[^>]* value="61"/);
    expect(overview).toMatch(/name="refresh"[^>]* value="0.5"/);
    const set = (calculation: string, obligation: string, refresh = '9') =>
      send('/panel/waits', sameOrigin({ calculation, obligation, refresh }));
    expect((await set('0', '3600', '2.5')).headers.get('location')).toBe('/#clock');
    const times = { calculationSeconds: 0, obligationDelaySeconds: 3600, refreshSeconds: 2.5 };
    expect(simulator.control.waitingTimes()).toEqual(times);
    for (const wrong of ['', '-1', '1.5', '86401', 'soon']) {
      expect((await set('9', wrong)).status).toBe(400);
      expect((await set(wrong, '9')).status).toBe(400);
    }
    for (const wrong of ['', '-1', '601', 'soon']) expect((await set('9', '9', wrong)).status).toBe(400);
    expect(await (await send('/__simulator/waits')).json()).toEqual(times);
    await send('/panel/reset', sameOrigin({}));
    expect(await text(send, '/')).toMatch(/name="obligation"[^>]* value="61"/);
    expect(await text(send, '/')).toMatch(/name="refresh"[^>]* value="0.5"/);
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
