import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFixedClock } from '../../platform/clock.ts';
import { createJourney, type Journey } from '../../test/journey.ts';
import { captured, type Landlord } from '../../test/landlords.ts';
import { type Connections } from './index.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await createJourney();
});
beforeEach(async () => {
  await journey.setTime('2026-10-06T09:00:00Z');
  await journey.control.clearFaults();
  await journey.pool.query('delete from operator_alerts');
});
afterAll(() => journey.close());

interface Asking {
  freshness?: 'live' | 'fresh';
  connections?: Connections | undefined;
}

/** Asks HMRC for the landlord's businesses, which costs one call and, where need be, a refresh. */
async function ask(
  landlord: Landlord,
  { freshness = 'live', connections = journey.connections }: Asking = {},
) {
  const { id } = await journey.connectionOf(landlord);
  return connections.callHmrc({
    connectionId: id,
    purpose: 'check-dates',
    freshness,
    priority: 'person',
    fraudPreventionHeaders: captured.headers,
    invoke: (call, nino) => journey.hmrc.listAllBusinesses(call, { nino }),
  });
}

const refreshes = (landlord: Landlord) => journey.countCalls('token', landlord.nino) - 1;

describe('an access token', () => {
  it('is used again for reading while it lives, and renewed once it does not', async () => {
    const landlord = await journey.addConnected();
    await journey.setTime('2026-10-06T12:56:00Z');
    expect(await ask(landlord)).toMatchObject({ ok: true });
    expect(refreshes(landlord)).toBe(0);

    await journey.setTime('2026-10-06T12:57:30Z');
    expect(await ask(landlord)).toMatchObject({ ok: true });
    expect(refreshes(landlord)).toBe(1);
    expect(await journey.connectionOf(landlord)).toMatchObject({ generation: 2, leaseOwner: null });
  });

  it('is renewed with an entry in the connection’s history', async () => {
    const landlord = await journey.addConnected();
    await journey.setTime('2026-10-06T11:00:00Z');
    await ask(landlord, { freshness: 'fresh' });
    const [newest] = await journey.connections.history(landlord.id);
    expect(newest).toMatchObject({ kind: 'renewed', at: new Date('2026-10-06T11:00:00Z') });
    expect(newest?.correlationId).toMatch(/^[\w-]{8,}$/);
  });

  it('is shared by all who ask in one process at the same time, after one look and one renewal', async () => {
    const landlord = await journey.addConnected();
    await journey.setTime('2026-10-06T14:00:00Z');
    const looks = vi.spyOn(journey.connectionStore, 'tokensOf');
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => ask(landlord)));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(refreshes(landlord)).toBe(1);
    expect(looks.mock.calls.length).toBeLessThan(20);
    looks.mockRestore();
  });

  it('is not renewed twice because another process’s clock is two minutes ahead', async () => {
    const landlord = await journey.addConnected();
    await journey.setTime('2026-10-06T11:00:00Z');
    const ahead = journey.createProcess({ clock: createFixedClock('2026-10-06T11:02:00Z') });
    expect(await ask(landlord, { freshness: 'fresh', connections: ahead.connections })).toMatchObject({
      ok: true,
    });
    expect(await ask(landlord, { freshness: 'fresh' })).toMatchObject({ ok: true });
    expect(refreshes(landlord)).toBe(1);
  });

  it('is renewed for a submission, unless it is under five minutes old', async () => {
    const landlord = await journey.addConnected();
    await journey.setTime('2026-10-06T09:04:59Z');
    await ask(landlord, { freshness: 'fresh' });
    expect(refreshes(landlord)).toBe(0);

    await journey.setTime('2026-10-06T09:05:00Z');
    await ask(landlord, { freshness: 'fresh' });
    expect(refreshes(landlord)).toBe(1);
  });

  it('is renewed once for ten who ask at the same time, in two processes', async () => {
    const landlord = await journey.addConnected();
    await journey.setTime('2026-10-06T10:00:00Z');
    const processes = [journey.createProcess().connections, journey.createProcess().connections];
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        ask(landlord, { freshness: 'fresh', connections: processes[index % 2] }),
      ),
    );
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(refreshes(landlord)).toBe(1);
    expect((await journey.connectionOf(landlord)).generation).toBe(2);
  });
});

describe('an API that refuses a token', () => {
  it('is asked again with the newer token that another process has stored meanwhile', async () => {
    const landlord = await journey.addConnected();
    const { id } = await journey.connectionOf(landlord);
    let calls = 0;
    const outcome = await journey.connections.callHmrc({
      connectionId: id,
      purpose: 'check-dates',
      freshness: 'live',
      priority: 'person',
      fraudPreventionHeaders: captured.headers,
      invoke: async (call, nino) => {
        calls += 1;
        if (calls === 1) {
          // The refresh kills the token that this call is about to use.
          await journey.setTime('2026-10-06T09:10:00Z');
          await ask(landlord, { freshness: 'fresh' });
        }
        return journey.hmrc.listAllBusinesses(call, { nino });
      },
    });
    expect(outcome).toMatchObject({ ok: true });
    expect(calls).toBe(2);
    expect(refreshes(landlord)).toBe(1);
    expect((await journey.connectionOf(landlord)).status).toBe('connected');
  });

  it('is asked again after one forced refresh', async () => {
    const landlord = await journey.addConnected();
    await journey.control.addFault({ name: 'expire-access-tokens', nino: landlord.nino });
    expect(await ask(landlord)).toMatchObject({ ok: true });
    expect(refreshes(landlord)).toBe(1);
  });

  it('ends the connection when it refuses the renewed token too', async () => {
    const landlord = await journey.addConnected();
    await journey.control.addFault({
      name: 'unauthorised',
      nino: landlord.nino,
      operation: 'list-businesses',
    });
    expect(await ask(landlord)).toMatchObject({ ok: false, kind: 'reconnect', reason: 'token-refused' });
    expect(refreshes(landlord)).toBe(1);
    const row = await journey.connectionOf(landlord);
    expect(row).toMatchObject({ status: 'expired', reason: 'token-refused' });
    expect(row.reasonCorrelationId).toMatch(/\S/);

    const calls = journey.control.requests().length;
    expect(await ask(landlord)).toMatchObject({ ok: false, kind: 'reconnect', failure: null });
    expect(journey.control.requests().length).toBe(calls);
  });

  it.each([
    { name: 'forbidden', code: 'CLIENT_OR_AGENT_NOT_AUTHORISED', reason: 'account-not-authorised' },
    { name: 'forbidden', code: 'CLIENT_NOT_MTD_ENROLLED', reason: 'enrolment-ended' },
    { name: 'forbidden', code: 'SOMETHING_NEW', reason: 'access-refused' },
    { name: 'html-error', status: 403, reason: 'access-refused' },
  ])('with 403 ends the connection at once: $name $code', async ({ reason, ...fault }) => {
    const landlord = await journey.addConnected();
    await journey.control.addFault({ ...fault, nino: landlord.nino, operation: 'list-businesses' });
    expect(await ask(landlord)).toMatchObject({ ok: false, kind: 'reconnect', reason });
    expect(refreshes(landlord)).toBe(0);
    expect(await journey.connectionOf(landlord)).toMatchObject({ status: 'expired', reason });
  });

  it.each([
    { name: 'forbidden', code: 'RESOURCE_FORBIDDEN' },
    { name: 'forbidden', code: 'HTTPS_REQUIRED' },
    { name: 'unauthorised', code: 'MISSING_CREDENTIALS' },
    { name: 'unauthorised', code: 'INCORRECT_ACCESS_TOKEN_TYPE' },
  ])('with $code blames the operator and leaves the connection alone', async (fault) => {
    const landlord = await journey.addConnected();
    await journey.control.addFault({ ...fault, nino: landlord.nino, operation: 'list-businesses' });
    expect(await ask(landlord)).toMatchObject({ ok: false, kind: 'operator' });
    expect((await journey.connectionOf(landlord)).status).toBe('connected');
    expect(refreshes(landlord)).toBe(0);
    expect(await journey.alertKinds()).toEqual(['hmrc-refuses-our-application']);
  });

  it('does not end a connection that was made again while its answer was on the way', async () => {
    const landlord = await journey.addConnected();
    const { id } = await journey.connectionOf(landlord);
    await journey.control.addFault({
      name: 'forbidden',
      nino: landlord.nino,
      operation: 'list-businesses',
      times: 1,
    });
    const outcome = await journey.connections.callHmrc({
      connectionId: id,
      purpose: 'check-dates',
      freshness: 'live',
      priority: 'person',
      fraudPreventionHeaders: captured.headers,
      invoke: async (call, nino) => {
        const result = await journey.hmrc.listAllBusinesses(call, { nino });
        expect(await journey.connect(landlord)).toMatchObject({ ok: true });
        return result;
      },
    });
    expect(outcome).toMatchObject({ ok: false, kind: 'retry' });
    expect((await journey.connectionOf(landlord)).status).toBe('connected');
  });

  it('with 429 holds everybody back for as long as HMRC asks', async () => {
    const landlord = await journey.addConnected();
    await journey.control.addFault({ name: 'throttle', operation: 'list-businesses', retryAfterSeconds: 7 });
    expect(await ask(landlord)).toMatchObject({ ok: false, kind: 'retry', afterMs: 7000 });
    expect(journey.heldBackMs.at(-1)).toBe(7000);
  });
});
