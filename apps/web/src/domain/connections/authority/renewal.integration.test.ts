import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { captured, type Landlord } from '../../../test/landlords.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await createJourney();
});
beforeEach(async () => {
  await journey.control.clearFaults();
  await journey.setTime('2025-10-06T09:00:00Z');
});
afterAll(() => journey.close());

/** Asks HMRC as a submission does: with a pair renewed for it. */
async function ask(landlord: Landlord) {
  const { id } = await journey.connectionOf(landlord);
  return journey.connections.callHmrc({
    connectionId: id,
    purpose: 'check-dates',
    freshness: 'fresh',
    priority: 'person',
    fraudPreventionHeaders: captured.headers,
    invoke: (call, nino) => journey.hmrc.listAllBusinesses(call, { nino }),
  });
}

/** A landlord whose authority, given on 6 October 2025, ends in eight days. */
async function addEnding(): Promise<Landlord> {
  const landlord = await journey.addConnected();
  await journey.setTime('2027-03-29T08:00:00Z');
  return landlord;
}

const standing = async (landlord: Landlord) => {
  const { status, authorityEndsOn, reason } = await journey.connections.view(landlord.id);
  return { status, authorityEndsOn, reason };
};
const before = { status: 'connected', authorityEndsOn: '2027-04-06', reason: null };

describe('an authority renewed while the old one lives', () => {
  it('begins a new 18 months without a moment in which nothing can be sent', async () => {
    const landlord = await addEnding();
    expect(await ask(landlord)).toMatchObject({ ok: true });

    const leaving = await journey.begin(landlord);
    expect(await standing(landlord)).toEqual(before);
    expect(await ask(landlord)).toMatchObject({ ok: true });

    const answer = await journey.answerAtHmrc(leaving, landlord.userId);
    expect(await ask(landlord)).toMatchObject({ ok: true });
    const old = await journey.connectionOf(landlord);

    expect(await journey.connections.finish(journey.session(landlord), answer)).toMatchObject({
      ok: true,
      reconnected: true,
      returnTo: '/settings/hmrc-connection',
    });
    expect(await standing(landlord)).toEqual({ ...before, authorityEndsOn: '2028-09-29' });
    const renewed = await journey.connectionOf(landlord);
    expect(renewed.generation).toBe(old.generation + 1);
    expect(renewed.sealedTokens).not.toBe(old.sealedTokens);
    expect(await ask(landlord)).toMatchObject({ ok: true });
  });

  it('works on when the old one ends; without renewing, the same day is the end', async () => {
    const [renewing, other] = [await journey.addConnected(), await journey.addConnected()];
    await journey.setTime('2027-03-29T08:00:00Z');
    expect(await journey.connect(renewing)).toMatchObject({ ok: true });
    await journey.setTime('2027-04-06T08:59:00Z');
    expect(await ask(other)).toMatchObject({ ok: true });
    await journey.setTime('2027-04-06T13:00:00Z');
    expect(await ask(other)).toMatchObject({ ok: false, kind: 'reconnect', reason: 'authority-ended' });
    for (const moment of ['2027-04-06T13:00:00Z', '2027-12-01T09:00:00Z', '2028-09-29T07:59:00Z']) {
      await journey.setTime(moment);
      expect(await ask(renewing)).toMatchObject({ ok: true });
    }
    await journey.setTime('2028-09-29T13:00:00Z');
    expect(await ask(renewing)).toMatchObject({ ok: false, kind: 'reconnect', reason: 'authority-ended' });
  });

  it('takes the place of an old pair that was renewed for a submission while HMRC was asked', async () => {
    const landlord = await addEnding();
    const answer = await journey.answerAtHmrc(await journey.begin(landlord), landlord.userId);
    const { connections } = journey.createProcess({
      hmrc: {
        retrieveItsaStatus: async (call, params) => {
          expect(await ask(landlord)).toMatchObject({ ok: true });
          return journey.hmrc.retrieveItsaStatus(call, params);
        },
      },
    });
    const { generation } = await journey.connectionOf(landlord);
    expect(await connections.finish(journey.session(landlord), answer)).toMatchObject({ ok: true });
    expect((await journey.connectionOf(landlord)).generation).toBe(generation + 2);
    expect(await standing(landlord)).toEqual({ ...before, authorityEndsOn: '2028-09-29' });
    expect(await ask(landlord)).toMatchObject({ ok: true });
  });

  it('brings back nothing where the landlord disconnected, or consented anew, while HMRC was asked', async () => {
    for (const [meanwhile, status] of [
      [(landlord: Landlord) => journey.connections.disconnect(landlord.id), 'not-connected'],
      [(landlord: Landlord) => journey.connect(landlord), 'connected'],
    ] as const) {
      await journey.setTime('2025-10-06T09:00:00Z');
      const landlord = await addEnding();
      const answer = await journey.answerAtHmrc(await journey.begin(landlord), landlord.userId);
      const { connections } = journey.createProcess({
        hmrc: {
          retrieveItsaStatus: async (call, params) => {
            await journey.setTime('2027-03-29T08:05:00Z');
            await meanwhile(landlord);
            return journey.hmrc.retrieveItsaStatus(call, params);
          },
        },
      });
      const generation = (await journey.connectionOf(landlord)).generation + 1;
      expect(await connections.finish(journey.session(landlord), answer)).toMatchObject({ ok: false });
      expect(await journey.connectionOf(landlord)).toMatchObject({ status, generation });
    }
  });

  it('tells of it in the history, in order', async () => {
    const landlord = await addEnding();
    await journey.connect(landlord);
    expect((await journey.connections.history(landlord.id)).map(({ kind }) => kind)).toEqual([
      'reconnected',
      'connected',
    ]);
  });
});

describe('an early renewal that comes to nothing', () => {
  it('leaves the old connection as it was: permission was not given', async () => {
    const landlord = await addEnding();
    const answer = await journey.answerAtHmrc(await journey.begin(landlord), landlord.userId, 'refuse');
    expect(await journey.connections.finish(journey.session(landlord), answer)).toEqual({
      ok: false,
      reason: 'denied',
    });
    expect(await standing(landlord)).toEqual(before);
    expect(await ask(landlord)).toMatchObject({ ok: true });
  });

  it('leaves the old connection as it was: somebody else signed in', async () => {
    const landlord = await addEnding();
    const other = await journey.addLandlord();
    expect(await journey.connect(landlord, other.userId)).toEqual({ ok: false, reason: 'other-taxpayer' });
    expect(await standing(landlord)).toEqual(before);
    expect(await ask(landlord)).toMatchObject({ ok: true });
  });

  it('leaves the old connection as it was: HMRC cannot be asked whose account it is, until it can', async () => {
    const landlord = await addEnding();
    await journey.control.addFault({ name: 'outage-503', nino: landlord.nino, operation: 'list-businesses' });
    expect(await journey.connect(landlord)).toEqual({ ok: false, reason: 'unproven' });
    expect(await standing(landlord)).toEqual(before);
    await journey.control.clearFaults();
    expect(await ask(landlord)).toMatchObject({ ok: true });
    expect(await journey.connections.checkAgain(journey.session(landlord))).toMatchObject({ ok: true });
    expect(await standing(landlord)).toEqual({ ...before, authorityEndsOn: '2028-09-29' });
    expect(await ask(landlord)).toMatchObject({ ok: true });
  });
});
