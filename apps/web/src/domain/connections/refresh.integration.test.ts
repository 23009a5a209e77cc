import { type HmrcClient } from '@quarterday/hmrc-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
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

/** Asks HMRC with a token that must be renewed for it. */
async function askFresh(landlord: Landlord, connections: Connections = journey.connections) {
  const { id } = await journey.connectionOf(landlord);
  return connections.callHmrc({
    connectionId: id,
    purpose: 'check-dates',
    freshness: 'fresh',
    priority: 'person',
    fraudPreventionHeaders: captured.headers,
    invoke: (call, nino) => journey.hmrc.listAllBusinesses(call, { nino }),
  });
}

async function addStale(): Promise<Landlord> {
  const landlord = await journey.addConnected();
  await journey.setTime('2026-10-06T11:00:00Z');
  return landlord;
}

const refreshes = (landlord: Landlord) => journey.countCalls('token', landlord.nino) - 1;
const fault = (name: string, landlord: Landlord, more: object = {}) =>
  journey.control.addFault({ name, nino: landlord.nino, operation: 'token', ...more });

/** A process whose refreshes come back only when they are let go. */
function createSlowProcess() {
  let arrived: () => void = () => undefined;
  let letGo: () => void = () => undefined;
  const hasAnswer = new Promise<void>((resolve) => (arrived = resolve));
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  const refreshTokens: HmrcClient['refreshTokens'] = async (params) => {
    const result = await journey.hmrc.refreshTokens(params);
    arrived();
    await gate;
    return result;
  };
  const { connections } = journey.createProcess({ hmrc: { refreshTokens } });
  return { connections, hasAnswer, letGo };
}

/** The lease and the intent of whoever holds them have run out, as if a lot of time had passed. */
const loseLease = (landlord: Landlord) =>
  journey.pool.query(
    `update connections set lease_expires_at = now() - interval '1 second',
       intent_deadline = now() - interval '1 second' where owner_id = $1`,
    [landlord.id],
  );

describe('a renewed pair', () => {
  it('lands although its owner’s lease ran out, when nobody moved the generation', async () => {
    const landlord = await addStale();
    const slow = createSlowProcess();
    const asking = askFresh(landlord, slow.connections);
    await slow.hasAnswer;
    await loseLease(landlord);
    slow.letGo();
    expect(await asking).toMatchObject({ ok: true });
    expect(await journey.connectionOf(landlord)).toMatchObject({ generation: 2, status: 'connected' });
  });

  it('is dropped when a newer consent came before it', async () => {
    const landlord = await addStale();
    const slow = createSlowProcess();
    const asking = askFresh(landlord, slow.connections);
    await slow.hasAnswer;
    expect(await journey.connect(landlord)).toMatchObject({ ok: true });
    const { sealedTokens } = await journey.connectionOf(landlord);
    slow.letGo();
    expect(await asking).toMatchObject({ ok: true });
    expect(await journey.connectionOf(landlord)).toMatchObject({ generation: 2, sealedTokens });
  });

  it('is dropped when the landlord disconnected before it', async () => {
    const landlord = await addStale();
    const slow = createSlowProcess();
    const asking = askFresh(landlord, slow.connections);
    await slow.hasAnswer;
    expect(await journey.connections.disconnect(landlord.id)).toBe('done');
    slow.letGo();
    expect(await asking).toMatchObject({ ok: false, kind: 'reconnect', reason: 'disconnected' });
    expect(await journey.connectionOf(landlord)).toMatchObject({
      status: 'not-connected',
      sealedTokens: null,
    });
  });

  it('is written again when the database was away for a moment', async () => {
    const landlord = await addStale();
    const write = vi.spyOn(journey.connectionStore, 'storeRenewed');
    write.mockRejectedValueOnce(new Error('the database is away'));
    expect(await askFresh(landlord)).toMatchObject({ ok: true });
    write.mockRestore();
    expect(refreshes(landlord)).toBe(1);
  });

  it('can be opened for its own connection and generation alone', async () => {
    const [one, other] = [await journey.addConnected(), await journey.addConnected()];
    await journey.pool.query(
      `update connections set sealed_tokens = (select sealed_tokens from connections where owner_id = $1)
       where owner_id = $2`,
      [one.id, other.id],
    );
    const stolen = journey.connectionOf(other).then(({ id }) =>
      journey.connections.callHmrc({
        connectionId: id,
        purpose: 'check-dates',
        freshness: 'live',
        priority: 'person',
        fraudPreventionHeaders: {},
        invoke: (call, nino) => journey.hmrc.listAllBusinesses(call, { nino }),
      }),
    );
    await expect(stolen).rejects.toMatchObject({ code: 'wrong-binding' });
    await journey.pool.query('update connections set generation = 9 where owner_id = $1', [one.id]);
    await expect(askFresh(one)).rejects.toMatchObject({ code: 'wrong-binding' });
  });
});

describe('invalid_grant', () => {
  it('ends the connection, with HMRC’s own code and reference beside', async () => {
    const landlord = await addStale();
    await journey.control.revokeAuthority(landlord.nino);
    expect(await askFresh(landlord)).toMatchObject({
      ok: false,
      kind: 'reconnect',
      reason: 'authority-ended',
      failure: { meaning: { code: 'invalid_grant' } },
    });
    const row = await journey.connectionOf(landlord);
    expect(row).toMatchObject({ status: 'expired', reason: 'authority-ended', leaseOwner: null });
    expect(row.reasonCorrelationId).toMatch(/\S/);
    expect(refreshes(landlord)).toBe(1);
  });

  it('is not final when another process renewed the pair meanwhile', async () => {
    const landlord = await addStale();
    const slow = createSlowProcess();
    const asking = askFresh(landlord, slow.connections);
    await slow.hasAnswer;
    // The other process’s answer is here but not stored; HMRC refuses whoever uses the same pair again.
    await loseLease(landlord);
    const late = createSlowProcess();
    const second = askFresh(landlord, late.connections);
    await late.hasAnswer;
    slow.letGo();
    expect(await asking).toMatchObject({ ok: true });
    late.letGo();
    expect(await second).toMatchObject({ ok: true });
    expect(await journey.connectionOf(landlord)).toMatchObject({ status: 'connected', generation: 2 });
  });

  it('is not final while another owner’s call with the same pair may be under way', async () => {
    const landlord = await addStale();
    const slow = createSlowProcess();
    await fault('invalid-grant', landlord, { times: 1 });
    const asking = askFresh(landlord, slow.connections);
    await slow.hasAnswer;
    await journey.pool.query(
      `update connections set lease_owner = 'another', lease_expires_at = now() + interval '1 minute',
         intent_id = gen_random_uuid(), intent_deadline = now() + interval '1 minute' where owner_id = $1`,
      [landlord.id],
    );
    const look = vi.spyOn(journey.connectionStore, 'otherIntentOpen');
    slow.letGo();
    await vi.waitFor(() => {
      expect(look.mock.settledResults[0]).toMatchObject({ type: 'fulfilled', value: true });
    });
    look.mockRestore();
    expect((await journey.connectionOf(landlord)).status).toBe('connected');
    await journey.pool.query(
      `update connections set lease_owner = null, lease_expires_at = null, intent_generation = null,
         intent_id = null, intent_deadline = null where owner_id = $1`,
      [landlord.id],
    );
    expect(await asking).toMatchObject({ ok: true });
  });

  it('is avoided: nobody else uses a pair while a call with it may be under way, lease or not', async () => {
    const landlord = await addStale();
    const { id, generation } = await journey.connectionOf(landlord);
    const lease = { id, generation, intentId: crypto.randomUUID(), callMs: 60_000 };
    expect(await journey.connectionStore.takeLease({ ...lease, owner: 'one', leaseMs: -1 })).toEqual({
      inDoubt: false,
    });
    expect(await journey.connectionStore.takeLease({ ...lease, owner: 'two', leaseMs: 60_000 })).toBeNull();
  });

  it('after an answer that was lost says that the connection was lost while it was renewed', async () => {
    const landlord = await addStale();
    await fault('answer-lost', landlord, { times: 1 });
    expect(await askFresh(landlord)).toMatchObject({ ok: false, kind: 'retry' });
    expect((await journey.connectionOf(landlord)).status).toBe('connected');
    expect(await askFresh(landlord)).toMatchObject({
      ok: false,
      kind: 'reconnect',
      reason: 'lost-during-renewal',
    });
  });

  it('after a call that never left is the end of the authority and nothing else', async () => {
    const landlord = await addStale();
    await fault('throttle', landlord, { times: 1 });
    expect(await askFresh(landlord)).toMatchObject({ ok: false, kind: 'retry' });
    await journey.control.revokeAuthority(landlord.nino);
    expect(await askFresh(landlord)).toMatchObject({ ok: false, reason: 'authority-ended' });
  });

  it('after the landlord connected again ends nothing', async () => {
    const landlord = await addStale();
    const slow = createSlowProcess();
    await fault('invalid-grant', landlord, { times: 1 });
    const asking = askFresh(landlord, slow.connections);
    await slow.hasAnswer;
    expect(await journey.connect(landlord)).toMatchObject({ ok: true });
    slow.letGo();
    expect(await asking).toMatchObject({ ok: true });
    expect((await journey.connectionOf(landlord)).status).toBe('connected');
  });
});

describe('other refusals of a refresh', () => {
  it('invalid_request waits, looks again and tries again, five times, and then tells the operator', async () => {
    const landlord = await addStale();
    await fault('refresh-in-progress', landlord);
    expect(await askFresh(landlord)).toMatchObject({
      ok: false,
      kind: 'retry',
      because: 'refresh-in-progress',
    });
    expect(refreshes(landlord)).toBe(6);
    expect(await journey.alertKinds()).toEqual(['token-refresh-refused']);
    expect(await journey.connectionOf(landlord)).toMatchObject({
      status: 'connected',
      generation: 1,
      leaseOwner: null,
    });
  });

  it('invalid_request leaves it in doubt whether somebody else has the next pair', async () => {
    const landlord = await addStale();
    await fault('refresh-in-progress', landlord, { times: 1 });
    await fault('invalid-grant', landlord);
    expect(await askFresh(landlord)).toMatchObject({
      ok: false,
      kind: 'reconnect',
      reason: 'lost-during-renewal',
    });
  });

  it('invalid_request is over when the pair was renewed elsewhere', async () => {
    const landlord = await addStale();
    await fault('refresh-in-progress', landlord, { times: 1 });
    expect(await askFresh(landlord)).toMatchObject({ ok: true });
    expect(refreshes(landlord)).toBe(2);
    expect(await journey.alertKinds()).toEqual([]);
  });

  it('invalid_client is the operator’s, and never touches a connection', async () => {
    const landlord = await addStale();
    await fault('invalid-client', landlord);
    const before = await journey.connectionOf(landlord);
    expect(await askFresh(landlord)).toMatchObject({ ok: false, kind: 'operator' });
    expect(await journey.connectionOf(landlord)).toEqual(before);
    expect(await journey.alertKinds()).toEqual(['hmrc-refuses-our-credentials']);
    expect(journey.mailer.sent.at(-1)?.to).toBe('operator@example.org');
  });

  it.each(['outage-500', 'outage-503', 'html-error', 'drop-connection', 'answer-lost-before'])(
    '%s is tried again later with the same pair',
    async (name) => {
      const landlord = await addStale();
      await fault(name, landlord, { times: 1 });
      expect(await askFresh(landlord)).toMatchObject({ ok: false, kind: 'retry' });
      expect(await journey.connectionOf(landlord)).toMatchObject({ status: 'connected', generation: 1 });
      expect(await askFresh(landlord)).toMatchObject({ ok: true });
    },
  );
});
