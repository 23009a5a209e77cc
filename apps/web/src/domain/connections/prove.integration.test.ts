import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createJourney, type Journey } from '../../test/journey.ts';
import { type Landlord } from '../../test/landlords.ts';

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

/** A connection that HMRC does not honour any more. */
async function addExpired(): Promise<Landlord> {
  const landlord = await journey.addConnected();
  await journey.setTime('2026-10-06T09:30:00Z');
  const { id, generation } = await journey.connectionOf(landlord);
  const now = journey.clock.now();
  await journey.connectionStore.expire({
    id,
    generation,
    reason: 'authority-ended',
    correlationId: null,
    call: null,
    now,
  });
  return landlord;
}

describe('whose account it is', () => {
  it('with somebody else’s does not connect', async () => {
    const [landlord, other] = [await journey.addLandlord(), await journey.addLandlord()];
    expect(await journey.connect(landlord, other.userId)).toEqual({ ok: false, reason: 'wrong-account' });
    expect(await journey.connectionOf(landlord)).toMatchObject({
      status: 'not-connected',
      sealedTokens: null,
    });
    expect(await journey.connect(landlord)).toMatchObject({ ok: true });
  });

  it.each(['connected', 'expired'] as const)(
    'with another taxpayer’s leaves the old one: %s',
    async (status) => {
      const landlord = status === 'expired' ? await addExpired() : await journey.addConnected();
      const other = await journey.addLandlord();
      const before = await journey.connectionOf(landlord);
      expect(await journey.connect(landlord, other.userId)).toEqual({ ok: false, reason: 'other-taxpayer' });
      expect(await journey.connectionOf(landlord)).toEqual(before);
      expect(before.status).toBe(status);
    },
  );

  it.each([null, 'No Status'])('that is not signed up for MTD does not connect: %s', async (itsaStatus) => {
    const landlord = await journey.addLandlord(itsaStatus);
    expect(await journey.connect(landlord)).toEqual({ ok: false, reason: 'not-enrolled' });
    expect((await journey.connectionOf(landlord)).status).toBe('not-connected');
  });

  it.each([
    { fault: { name: 'forbidden', code: 'INVALID_SCOPE' }, reason: 'permission-refused' },
    { fault: { name: 'unauthorised' }, reason: 'permission-refused' },
    {
      fault: { name: 'refuse', status: 404, code: 'MATCHING_RESOURCE_NOT_FOUND' },
      reason: 'nothing-there',
    },
    { fault: { name: 'forbidden', code: 'RESOURCE_FORBIDDEN' }, reason: 'our-fault' },
    { fault: { name: 'refuse', code: 'FORMAT_NINO' }, reason: 'our-fault' },
  ])('is not called somebody else’s for $fault.code', async ({ fault, reason }) => {
    const landlord = await journey.addLandlord();
    for (const operation of ['list-businesses', 'itsa-status']) {
      await journey.control.addFault({ ...fault, nino: landlord.nino, operation });
    }
    expect(await journey.connect(landlord)).toEqual({ ok: false, reason });
    expect(await journey.alertKinds()).toHaveLength(reason === 'our-fault' ? 1 : 0);
  });
});

describe('a pair that could not be proved yet', () => {
  it('is kept, sealed, and proved later without HMRC’s pages', async () => {
    const landlord = await journey.addLandlord();
    const { id } = await journey.control.addFault({ name: 'outage-503', operation: 'list-businesses' });
    expect(await journey.connect(landlord)).toEqual({ ok: false, reason: 'unproven' });
    expect((await journey.connectionOf(landlord)).status).toBe('not-connected');
    expect(await journey.connections.checkAgain(journey.session(landlord))).toEqual({
      ok: false,
      reason: 'unproven',
    });

    await journey.control.removeFault(id);
    const elsewhere = { ...journey.session(landlord), sessionId: 'another' };
    expect(await journey.connections.checkAgain(elsewhere)).toEqual({ ok: false, reason: 'unknown-state' });
    expect(await journey.connections.checkAgain(journey.session(landlord))).toMatchObject({ ok: true });
    expect((await journey.connectionOf(landlord)).status).toBe('connected');
    expect(journey.countCalls('token', landlord.nino)).toBe(1);
  });

  it('is not used once its access token is over', async () => {
    const landlord = await journey.addLandlord();
    await journey.control.addFault({ name: 'outage-503', operation: 'list-businesses' });
    await journey.connect(landlord);
    await journey.setTime('2026-10-06T13:00:00Z');
    expect(await journey.connections.checkAgain(journey.session(landlord))).toEqual({
      ok: false,
      reason: 'hmrc-unreachable',
    });
    const { rows } = await journey.pool.query(
      'select 1 from authorisation_requests where owner_id = $1 and sealed_tokens is not null',
      [landlord.id],
    );
    expect(rows).toEqual([]);
  });

  it('does not connect a NINO that was changed while HMRC was asked', async () => {
    const [landlord, other] = [await journey.addLandlord(), await journey.addLandlord()];
    await journey.connections.saveNino(landlord.id, landlord.nino);
    const answer = await journey.answerAtHmrc(await journey.begin(landlord), landlord.userId);
    const { connections } = journey.createProcess({
      hmrc: {
        retrieveItsaStatus: async (call, params) => {
          await journey.connections.saveNino(landlord.id, other.nino);
          return journey.hmrc.retrieveItsaStatus(call, params);
        },
      },
    });
    expect(await connections.finish(journey.session(landlord), answer)).toEqual({
      ok: false,
      reason: 'unproven',
    });
    expect((await journey.connectionOf(landlord)).status).toBe('not-connected');
  });
});

describe('connecting again', () => {
  it('keeps what HMRC listed, tells both in the history, and counts the authority anew', async () => {
    const landlord = await addExpired();
    const before = await journey.connections.obligations(landlord.id);
    expect(before.length).toBeGreaterThan(3);
    await journey.setTime('2026-12-31T09:00:00Z');
    expect(await journey.connect(landlord)).toMatchObject({ ok: true, reconnected: true });
    const after = await journey.connections.obligations(landlord.id);
    expect(after.map(({ id }) => id)).toEqual(expect.arrayContaining(before.map(({ id }) => id)));
    expect(await journey.connections.businesses(landlord.id)).toHaveLength(1);
    expect(await journey.connections.view(landlord.id)).toMatchObject({
      status: 'connected',
      expiredAt: null,
      authorityEndsOn: '2028-06-30',
    });
    expect((await journey.connections.history(landlord.id)).map(({ kind }) => kind)).toEqual([
      'reconnected',
      'expired',
      'connected',
    ]);
  });
});

describe('a NINO', () => {
  it('is refused when it is not one, and while the account is connected or expired', async () => {
    const landlord = await addExpired();
    const { saveNino } = journey.connections;
    expect(await saveNino(landlord.id, 'QQ123456C')).toEqual({ ok: false, reason: 'not-a-nino' });
    expect(await saveNino(landlord.id, 'AA123456A')).toEqual({ ok: false, reason: 'connected' });
  });

  it('that is another’s takes what HMRC listed for the first along; the same one keeps it', async () => {
    const landlord = await journey.addConnected();
    await journey.connections.disconnect(landlord.id);
    await journey.connections.saveNino(landlord.id, landlord.nino.toLowerCase());
    expect(await journey.connections.obligations(landlord.id)).not.toEqual([]);
    await journey.connections.saveNino(landlord.id, 'AA123456A');
    expect(await journey.connections.obligations(landlord.id)).toEqual([]);
    expect(await journey.connections.businesses(landlord.id)).toEqual([]);
  });
});
