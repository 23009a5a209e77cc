import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request as httpRequest } from 'node:http';
import { createSimulator, type Simulator } from '../index.ts';
import { ADA, api, connect, cumulativePath, startSimulator, update, type Send } from '../test/landlord.ts';
import { FOREIGN, NINO } from '../test/property-landlord.ts';

const json = (method: string, body?: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  ...(body !== undefined && { body: JSON.stringify(body) }),
});
const read = async (send: Send, path: string) =>
  (await send(`/__simulator/${path}`)).json() as Promise<Record<string, unknown>>;

describe('the control API', () => {
  it('tells and moves the clock', async () => {
    const { send } = await startSimulator({ frozen: false });
    expect(await read(send, 'clock')).toMatchObject({ today: '2026-10-06', frozen: false });
    await send('/__simulator/clock', json('PUT', { now: '2026-07-05T23:30:00Z', frozen: true }));
    const moved = await send('/__simulator/clock/advance', json('POST', { duration: 'P18M' }));
    expect(await moved.json()).toEqual({
      now: '2028-01-05T23:30:00.000Z',
      today: '2028-01-05',
      frozen: true,
    });
    await send('/__simulator/clock', json('PUT', { frozen: false }));
    expect(await read(send, 'clock')).toMatchObject({ today: '2028-01-05', frozen: false });
  });

  it.each([
    ['PUT', 'clock', { now: 'noon' }],
    ['PUT', 'clock', { now: '2026-01-01T00:00:00Z', speed: 2 }],
    ['POST', 'clock/advance', { duration: 'a while' }],
    ['POST', 'clock/advance', {}],
    ['POST', 'clock/advance', { duration: 'P8000Y' }],
    ['POST', 'clock/advance', { duration: 'P9999999999Y' }],
    ['PUT', 'clock', { now: '9999-12-31T23:59:59Z' }],
    ['PUT', 'clock', { now: '0001-01-01T00:00:00Z' }],
    ['POST', 'users', { name: 'Nobody' }],
    ['POST', 'faults', { name: 'gremlin' }],
    ['POST', 'state/load', { version: 1 }],
    ['POST', 'faults', [1]],
  ])('refuses %s %s %j with 400 and a sentence', async (method, path, body) => {
    const { send } = await startSimulator();
    const response = await send(`/__simulator/${path}`, json(method, body));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: 'bad-request',
      message: expect.any(String) as string,
    });
  });

  it('saves a state that can be loaded again, however far the clock was moved', async () => {
    const { send } = await startSimulator();
    await send('/__simulator/clock', json('PUT', { now: '2899-12-31T23:59:59Z' }));
    await connect(send);
    const saved = await read(send, 'state/save');
    expect((await send('/__simulator/state/load', json('POST', saved))).status).toBe(204);
  });

  it.each([
    { offsetMs: 0, frozenAt: '1999-12-31T23:59:59.000Z' },
    { offsetMs: 0, frozenAt: '2900-01-01T00:00:00.000Z' },
    { offsetMs: 1000 * 365 * 86_400_000, frozenAt: null },
    { offsetMs: -30 * 365 * 86_400_000, frozenAt: null },
    { offsetMs: 1e300, frozenAt: '2026-10-06T09:00:00.000Z' },
  ])('loads no state whose clock shows a year it cannot be set to: %j', async (clock) => {
    const { send } = await startSimulator();
    const saved = { ...(await read(send, 'state/save')), clock };
    expect((await send('/__simulator/state/load', json('POST', saved))).status).toBe(400);
    expect(await read(send, 'clock')).toMatchObject({ today: '2026-10-06' });
  });

  it('lets things take their first times again after a reset', async () => {
    const { simulator, send } = await startSimulator();
    await simulator.control.setObligationDelay(3600);
    await simulator.control.reset();
    const { access } = await connect(send);
    const sent = update('2026-04-06', '2026-07-05');
    expect((await api(send, access, cumulativePath(), { method: 'PUT', body: sent })).status).toBe(204);
    const range = 'fromDate=2026-04-06&toDate=2026-07-06&status=fulfilled';
    const path = `/obligations/details/${ADA.nino}/income-and-expenditure?${range}`;
    expect((await api(send, access, path, { version: '3.0' })).status).toBe(200);
  });

  it('remembers of a very long body only how long it was', async () => {
    const { simulator, send } = await startSimulator();
    const { access } = await connect(send);
    const body = { ukProperty: 'x'.repeat(200_000) };
    expect((await api(send, access, cumulativePath(), { method: 'PUT', body })).status).toBe(400);
    expect(simulator.control.requests().at(-1)?.body).toMatch(/^200017 characters/);
  });

  it.each(['users/NC999999A/revoke', 'nothing'])('answers 404 for POST %s', async (path) => {
    const { send } = await startSimulator();
    expect((await send(`/__simulator/${path}`, json('POST'))).status).toBe(404);
  });

  it('lists test users and adds one, who can then connect', async () => {
    const { send } = await startSimulator();
    const user = {
      userId: 'new',
      password: 'quarter-day',
      name: 'New',
      life: '',
      nino: 'NC270688C',
      mtdId: 'XAIT00000000088',
    };
    expect((await send('/__simulator/users', json('POST', user))).status).toBe(201);
    expect((await send('/__simulator/users', json('POST', user))).status).toBe(400);
    expect((await connect(send, 'new')).access).toMatch(/^[0-9a-f]{32}$/);
  });

  it('switches faults on and off', async () => {
    const { send } = await startSimulator();
    const created = await send('/__simulator/faults', json('POST', { name: 'outage-503', times: 2 }));
    expect(created.status).toBe(201);
    const { id } = (await created.json()) as { id: string };
    expect(await read(send, 'faults')).toMatchObject({ on: [{ id, name: 'outage-503', timesLeft: 2 }] });
    expect((await send(`/__simulator/faults/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await send(`/__simulator/faults/${id}`, { method: 'DELETE' })).status).toBe(404);
    await send('/__simulator/faults', json('POST', { name: 'outage-503' }));
    expect((await send('/__simulator/faults', { method: 'DELETE' })).status).toBe(204);
    expect(await read(send, 'faults')).toMatchObject({ on: [] });
  });

  it('lists the faults with their parameters, and the operations with their codes and statuses', async () => {
    const { send } = await startSimulator();
    const faults = (await read(send, 'faults')) as { known: { name: string }[] };
    expect(faults.known.find(({ name }) => name === 'slow-body')).toEqual({
      name: 'slow-body',
      group: 'Connection',
      summary: expect.any(String) as string,
      moment: 'after',
      reach: ['api', 'token'],
      parameters: [{ name: 'ms', required: true, type: 'integer', minimum: 0, maximum: 600_000 }],
    });
    const operations = (await read(send, 'operations')) as unknown as { name: string }[];
    expect(operations.find(({ name }) => name === 'list-businesses')).toEqual({
      name: 'list-businesses',
      api: 'Business Details 2.0',
      reach: 'api',
      method: 'GET',
      path: '/individuals/business/details/:nino/list',
      version: '2.0',
      codes: ['FORMAT_NINO', 'CLIENT_OR_AGENT_NOT_AUTHORISED', 'MATCHING_RESOURCE_NOT_FOUND'],
      statuses: { FORMAT_NINO: 400, CLIENT_OR_AGENT_NOT_AUTHORISED: 403, MATCHING_RESOURCE_NOT_FOUND: 404 },
    });
  });

  it('shows updates, tokens and requests, saves and loads it all, and starts over', async () => {
    const { send } = await startSimulator();
    const { access, refresh } = await connect(send);
    await api(send, access, cumulativePath(), {
      method: 'PUT',
      body: update('2026-04-06', '2026-10-05', 4.35),
    });
    const { updates } = (await read(send, 'state')) as { updates: { nino: string; taxYear: string }[] };
    expect(updates.find(({ nino, taxYear }) => nino === ADA.nino && taxYear === '2026-27')).toMatchObject({
      acceptedCount: 1,
      current: { pence: { 'income.periodAmount': 435 } },
    });
    expect(await read(send, 'tokens')).toMatchObject({
      codes: [{ usedAt: '2026-10-06T09:00:00.000Z' }],
      tokens: [{ accessToken: access, refreshToken: refresh }],
    });
    const saved = await read(send, 'state/save');
    expect((await send('/__simulator/requests', { method: 'DELETE' })).status).toBe(204);
    expect(await read(send, 'requests')).toEqual([]);
    expect((await send('/__simulator/reset', json('POST'))).status).toBe(204);
    expect((await api(send, access, cumulativePath())).status).toBe(401);
    expect((await send('/__simulator/state/load', json('POST', saved))).status).toBe(204);
    expect((await api(send, access, cumulativePath())).status).toBe(200);
  });

  it('shows what was sent of foreign property beside what was sent of UK property', async () => {
    const { send } = await startSimulator();
    const { access } = await connect(send, '100000000003');
    const dates = { fromDate: '2025-04-06', toDate: '2026-04-05' };
    const sides = (rentAmount: number) => ({
      countryCode: 'FRA',
      income: { rentIncome: { rentAmount }, foreignTaxCreditRelief: true },
    });
    const path = cumulativePath('2025-26', NINO, FOREIGN).replace('/uk/', '/foreign/');
    for (const rentAmount of [4.35, 8.7]) {
      const body = { ...dates, foreignProperty: [sides(rentAmount)] };
      expect((await api(send, access, path, { method: 'PUT', body })).status).toBe(204);
    }
    const state = await read(send, 'state');
    expect(state['foreignUpdates']).toEqual([
      {
        nino: NINO,
        businessId: FOREIGN,
        taxYear: '2025-26',
        acceptedCount: 2,
        current: { submittedOn: '2026-10-06T09:00:00.000Z', ...dates, foreignProperty: [sides(870)] },
      },
    ]);
    expect(state['updates']).toEqual([]);
  });

  it('does not let two simulators in one process touch each other', async () => {
    const one = await startSimulator();
    const two = await startSimulator();
    const { access } = await connect(one.send);
    await one.simulator.control.addFault({ name: 'outage-503', operation: 'token' });
    await one.simulator.control.advanceClock('P1D');
    expect((await api(two.send, access, cumulativePath())).status).toBe(401);
    expect((await connect(two.send)).access).not.toBe('');
    expect(two.simulator.control.clock().today).toBe('2026-10-06');
    expect(two.simulator.control.faults().on).toEqual([]);
    expect(one.simulator.control.requests().map(({ operation }) => operation)).not.toContain(
      'list-businesses',
    );
    await two.simulator.control.reset();
    expect(one.simulator.control.faults().on).toHaveLength(1);
    expect(one.simulator.control.tokens().tokens).toHaveLength(1);
  });
});

describe('the guards of the control API', () => {
  let simulator: Simulator;
  let port: number;
  beforeAll(async () => {
    simulator = await createSimulator();
    ({ port } = await simulator.listen(0));
  });
  afterAll(() => simulator.close());

  // fetch sets Host itself, so these go out by node:http.
  const status = (path: string, headers: Record<string, string>, method = 'GET', body = '') =>
    new Promise<number | undefined>((resolve, reject) => {
      const outgoing = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });

  it.each(['localhost', '127.0.0.1', '[::1]'])('lets in who calls it %s', async (name) => {
    expect(await status('/__simulator/health', { host: `${name}:${port}` })).toBe(200);
    expect(await status('/', { host: `${name}:${port}` })).toBe(200);
  });

  it.each(['evil.test', 'localhost.evil.test', '127.0.0.1.evil.test'])(
    'keeps out who calls it %s',
    async (name) => {
      expect(await status('/__simulator/tokens', { host: `${name}:${port}` })).toBe(403);
      expect(await status('/', { host: `${name}:${port}` })).toBe(403);
    },
  );

  it('demands a JSON content type on writes', async () => {
    const body = JSON.stringify({ name: 'outage-503' });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', '']) {
      expect(await status('/__simulator/faults', { 'content-type': type }, 'POST', body)).toBe(415);
    }
    expect(await status('/__simulator/clock', {}, 'PUT', '{}')).toBe(415);
    expect(simulator.control.faults().on).toEqual([]);
  });

  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.test' },
    { origin: 'null' },
  ])('keeps out a browser that calls for another site: %j', async (headers) => {
    expect(await status('/__simulator/tokens', headers)).toBe(403);
    expect(await status('/__simulator/faults', headers, 'DELETE')).toBe(403);
  });
});
