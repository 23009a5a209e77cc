import { type HmrcClient } from '@quarterday/hmrc-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createJourney, type Journey } from '../../test/journey.ts';
import { type Landlord } from '../../test/landlords.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await createJourney();
});
beforeEach(() => journey.setTime('2026-10-06T09:00:00Z'));
afterAll(() => journey.close());

type Answer = Awaited<ReturnType<Journey['answerAtHmrc']>>;

const finish = (landlord: Landlord, answer: Answer) =>
  journey.connections.finish(journey.session(landlord), answer);

/** A landlord whose way back from HMRC broke off where the process called HMRC. */
async function addInterrupted(call: keyof HmrcClient) {
  const landlord = await journey.addLandlord();
  await journey.connections.saveNino(landlord.id, landlord.nino);
  const answer = await journey.answerAtHmrc(await journey.begin(landlord), landlord.userId);
  const died = new Error('the process died');
  const { connections } = journey.createProcess({ hmrc: { [call]: () => Promise.reject(died) } });
  await expect(connections.finish(journey.session(landlord), answer)).rejects.toBe(died);
  return { landlord, answer };
}

const historyOf = async (landlord: Landlord) =>
  (await journey.connections.history(landlord.id)).map(({ kind, reason }) => ({ kind, reason }));

describe('a way back that broke off with HMRC’s code', () => {
  it('is called interrupted once nobody can be at it any more, and noted once', async () => {
    const { landlord, answer } = await addInterrupted('exchangeCode');
    await journey.setTime('2026-10-06T09:03:00Z');
    expect(await finish(landlord, answer)).toEqual({ ok: false, reason: 'interrupted' });
    expect(await finish(landlord, answer)).toEqual({ ok: false, reason: 'interrupted' });
    expect(await historyOf(landlord)).toEqual([{ kind: 'not-connected', reason: 'interrupted' }]);
    expect(journey.countCalls('token', landlord.nino)).toBe(0);
    expect(await journey.connect(landlord)).toMatchObject({ ok: true });
  });

  it('is not while it may still be under way', async () => {
    const { landlord, answer } = await addInterrupted('exchangeCode');
    await journey.setTime('2026-10-06T09:01:59Z');
    expect(await finish(landlord, answer)).toEqual({ ok: false, reason: 'replayed' });
    expect(await historyOf(landlord)).toEqual([]);
  });

  it('connects all the same when its call comes back after all', async () => {
    const landlord = await journey.addLandlord();
    await journey.connections.saveNino(landlord.id, landlord.nino);
    const answer = await journey.answerAtHmrc(await journey.begin(landlord), landlord.userId);
    const slow = journey.createProcess({
      hmrc: {
        exchangeCode: async (params) => {
          const result = await journey.hmrc.exchangeCode(params);
          await journey.setTime('2026-10-06T09:03:00Z');
          expect(await finish(landlord, answer)).toEqual({ ok: false, reason: 'interrupted' });
          return result;
        },
      },
    });
    expect(await slow.connections.finish(journey.session(landlord), answer)).toMatchObject({ ok: true });
    expect((await journey.connectionOf(landlord)).status).toBe('connected');
  });
});

describe('a way back that broke off with a pair that was kept', () => {
  it('goes on with the proof when the page is loaded again', async () => {
    const { landlord, answer } = await addInterrupted('listAllBusinesses');
    expect(await finish(landlord, answer)).toMatchObject({ ok: true, reconnected: false });
    expect((await journey.connectionOf(landlord)).status).toBe('connected');
    expect(journey.countCalls('token', landlord.nino)).toBe(1);
    expect(await finish(landlord, answer)).toEqual({ ok: false, reason: 'replayed' });
  });

  it('is put in place once, though two pages prove it at the same moment', async () => {
    const { landlord, answer } = await addInterrupted('listAllBusinesses');
    const arrived: (() => void)[] = [];
    const { connections } = journey.createProcess({
      hmrc: {
        listAllBusinesses: async (...asked) => {
          await new Promise<void>((resolve) => {
            arrived.push(resolve);
            if (arrived.length === 2) for (const go of arrived) go();
          });
          return journey.hmrc.listAllBusinesses(...asked);
        },
      },
    });
    const loadPage = () => connections.finish(journey.session(landlord), answer);
    const both = await Promise.all([loadPage(), loadPage()]);
    expect(both).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await journey.connectionOf(landlord)).toMatchObject({ status: 'connected', generation: 1 });
    expect(await historyOf(landlord)).toEqual([{ kind: 'connected', reason: null }]);
  });

  it('is called connected by a page that finds it put in place by the other one', async () => {
    const { landlord, answer } = await addInterrupted('listAllBusinesses');
    const unproved = vi.spyOn(journey.connectionStore, 'unproved');
    unproved.mockImplementationOnce(async (...who) => {
      expect(await finish(landlord, answer)).toMatchObject({ ok: true });
      return journey.connectionStore.unproved(...who);
    });
    expect(await finish(landlord, answer)).toMatchObject({ ok: true });
    unproved.mockRestore();
    expect(await historyOf(landlord)).toEqual([{ kind: 'connected', reason: null }]);
  });

  it('leaves no copy of the pair behind when it dies just after it connected', async () => {
    const landlord = await journey.addLandlord();
    await journey.connections.saveNino(landlord.id, landlord.nino);
    const answer = await journey.answerAtHmrc(await journey.begin(landlord), landlord.userId);
    const saveBusinesses = vi.spyOn(journey.connectionStore, 'saveBusinesses');
    saveBusinesses.mockRejectedValueOnce(new Error('the process died'));
    await expect(finish(landlord, answer)).rejects.toThrow('the process died');
    saveBusinesses.mockRestore();
    expect(await journey.connectionOf(landlord)).toMatchObject({ status: 'connected' });
    expect(await journey.connections.awaitsProof(journey.session(landlord))).toBe(false);
  });

  it('is told why it does not connect, once in the history', async () => {
    const { landlord, answer } = await addInterrupted('listAllBusinesses');
    await journey.control.addFault({
      name: 'forbidden',
      nino: landlord.nino,
      operation: 'list-businesses',
      code: 'CLIENT_OR_AGENT_NOT_AUTHORISED',
    });
    await journey.control.addFault({
      name: 'forbidden',
      nino: landlord.nino,
      operation: 'itsa-status',
      code: 'CLIENT_OR_AGENT_NOT_AUTHORISED',
    });
    expect(await finish(landlord, answer)).toEqual({ ok: false, reason: 'wrong-account' });
    expect(await finish(landlord, answer)).toEqual({ ok: false, reason: 'replayed' });
    expect(await historyOf(landlord)).toEqual([{ kind: 'not-connected', reason: 'wrong-account' }]);
  });

  it('is left alone when a newer one waits for its proof', async () => {
    const { landlord, answer } = await addInterrupted('listAllBusinesses');
    await journey.setTime('2026-10-06T09:05:00Z');
    const { id } = await journey.control.addFault({
      name: 'outage-503',
      nino: landlord.nino,
      operation: 'list-businesses',
    });
    expect(await journey.connect(landlord)).toEqual({ ok: false, reason: 'unproven' });
    await journey.control.removeFault(id);
    expect(await finish(landlord, answer)).toEqual({ ok: false, reason: 'replayed' });
    expect((await journey.connectionOf(landlord)).status).toBe('not-connected');
  });
});
