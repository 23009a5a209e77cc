import { type HmrcClient } from '@quarterday/hmrc-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

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
});
afterAll(() => journey.close());

async function ask(landlord: Landlord, freshness: 'live' | 'fresh', connections: Connections) {
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

/** A landlord whose renewal HMRC has done, while its answer is still on its way to the process that asked. */
async function addWaiting() {
  const landlord = await journey.addConnected();
  await journey.setTime('2026-10-06T11:00:00Z');
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
  const slow = journey.createProcess({ hmrc: { refreshTokens } });
  const asking = ask(landlord, 'fresh', slow.connections);
  await hasAnswer;
  return { landlord, asking, letGo };
}

/** What an API's refusal of the landlord's token changes. */
async function refusalOf(landlord: Landlord, reason: string) {
  const { id, generation } = await journey.connectionOf(landlord);
  return { id, generation, reason, correlationId: null, call: null, now: journey.clock.now() };
}

describe('a pair that comes after its connection was called expired', () => {
  it('connects it again when another had used the same pair in vain', async () => {
    const { landlord, asking, letGo } = await addWaiting();
    await journey.pool.query(
      `update connections set lease_expires_at = now() - interval '1 second',
         intent_deadline = now() - interval '1 second' where owner_id = $1`,
      [landlord.id],
    );
    expect(await ask(landlord, 'fresh', journey.connections)).toMatchObject({
      ok: false,
      reason: 'lost-during-renewal',
    });
    letGo();
    expect(await asking).toMatchObject({ ok: true });
    expect(await journey.connectionOf(landlord)).toMatchObject({
      status: 'connected',
      reason: null,
      reasonCorrelationId: null,
      expiredAt: null,
      generation: 2,
    });
    expect(await ask(landlord, 'live', journey.connections)).toMatchObject({ ok: true });
  });

  it('is kept and leaves it expired when an API refuses the landlord', async () => {
    const { landlord, asking, letGo } = await addWaiting();
    expect(await journey.connectionStore.expire(await refusalOf(landlord, 'account-not-authorised'))).toBe(
      true,
    );
    letGo();
    await asking;
    expect(await journey.connectionOf(landlord)).toMatchObject({
      status: 'expired',
      reason: 'account-not-authorised',
      generation: 2,
    });
  });
});

describe('an API that refuses while a renewal is under way', () => {
  it('leaves that renewal its lease: nobody else uses the pair before its answer is there', async () => {
    const { landlord, asking, letGo } = await addWaiting();
    const before = await journey.connectionOf(landlord);
    const { leaseOwner, intentId, intentDeadline } = before;
    expect(await journey.connectionStore.hold(await refusalOf(landlord, 'access-refused'))).toBe(true);
    expect(await journey.connectionOf(landlord)).toMatchObject({ leaseOwner, intentId, intentDeadline });
    letGo();
    expect(await asking).toMatchObject({ ok: true });
    expect(await journey.connectionOf(landlord)).toMatchObject({ generation: 2, heldSince: null });
  });
});
