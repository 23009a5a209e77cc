import { type HmrcClient, type HmrcResult } from '@quarterday/hmrc-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createJourney, type Journey, type TestProcess } from '../../test/journey.ts';
import { captured, type Landlord } from '../../test/landlords.ts';
import { usualStormLimits } from './storm/rules.ts';

let journey: Journey;
let process: TestProcess;
let client: HmrcClient;
/** The correlation ids of HMRC's answers, with the operation that each answered. */
const answered = new Map<string, string>();

beforeAll(async () => {
  journey = await createJourney();
  client = { ...journey.hmrc, ...listening(journey.hmrc) };
  process = journey.createProcess({ hmrc: client, stormLimits: usualStormLimits });
});
afterEach(() => journey.control.clearFaults());
afterAll(() => journey.close());

/** A client of HMRC's that writes down what the answers are called. */
function listening(hmrc: HmrcClient): Partial<HmrcClient> {
  async function heard<T>(operation: string, call: Promise<HmrcResult<T>>): Promise<HmrcResult<T>> {
    const result = await call;
    const { correlationId } = result.ok ? result.answer : result.failure;
    if (correlationId !== null) answered.set(correlationId, operation);
    return result;
  }
  return {
    exchangeCode: (...all) => heard('exchangeCode', hmrc.exchangeCode(...all)),
    refreshTokens: (...all) => heard('refreshTokens', hmrc.refreshTokens(...all)),
    listAllBusinesses: (...all) => heard('listAllBusinesses', hmrc.listAllBusinesses(...all)),
    retrieveItsaStatus: (...all) => heard('retrieveItsaStatus', hmrc.retrieveItsaStatus(...all)),
  };
}

async function connect(landlord: Landlord, userId = landlord.userId, change: { code?: string } = {}) {
  const answer = await journey.answerAtHmrc(await journey.begin(landlord), userId);
  return process.connections.finish(journey.session(landlord), { ...answer, ...change });
}

async function addLandlord(itsaStatus?: string | null): Promise<Landlord> {
  const landlord = await journey.addLandlord(itsaStatus);
  await journey.connections.saveNino(landlord.id, landlord.nino);
  return landlord;
}

const ask = async (landlord: Landlord) =>
  process.connections.callHmrc({
    connectionId: (await journey.connectionOf(landlord)).id,
    purpose: 'check-dates',
    freshness: 'fresh',
    priority: 'person',
    fraudPreventionHeaders: captured.headers,
    invoke: (call, nino) => client.listAllBusinesses(call, { nino }),
  });

/** The newest event in short, with the operation whose answer its reference is of. */
async function newest(landlord: Landlord): Promise<string> {
  const [event] = await journey.connections.history(landlord.id);
  const { kind = '', reason = null, correlationId = null } = event ?? {};
  const of = correlationId === null ? 'none' : (answered.get(correlationId) ?? 'of nobody’s');
  return [kind, reason, of].filter((part) => part !== null).join(' ');
}

let minutes = 0;
/** Time passes, so that a pair is no longer fresh and no two events are of one instant. */
const later = (by = 10) =>
  journey.setTime(new Date(Date.parse('2026-10-06T09:00:00Z') + (minutes += by) * 60_000).toISOString());

describe('each event carries HMRC’s reference, where HMRC gave one', () => {
  it('connecting, renewing, expiring, reconnecting and disconnecting', async () => {
    const landlord = await addLandlord();
    await connect(landlord);
    expect(await newest(landlord)).toBe('connected listAllBusinesses');
    await later();
    await ask(landlord);
    expect(await newest(landlord)).toBe('renewed refreshTokens');
    await journey.control.addFault({ name: 'revoke-authority', nino: landlord.nino });
    await later();
    await ask(landlord);
    expect(await newest(landlord)).toBe('expired authority-ended refreshTokens');
    await later();
    await connect(landlord);
    expect(await newest(landlord)).toBe('reconnected listAllBusinesses');
    await later();
    await process.connections.disconnect(landlord.id);
    expect(await newest(landlord)).toBe('disconnected none');
  });

  it('expiring by an API’s refusal', async () => {
    const landlord = await addLandlord();
    await connect(landlord);
    await later();
    await ask(landlord);
    await journey.control.addFault({ name: 'forbidden', nino: landlord.nino, operation: 'list-businesses' });
    // Too soon for another renewal, which would be of the same instant.
    await later(1);
    await ask(landlord);
    expect(await newest(landlord)).toBe('expired account-not-authorised listAllBusinesses');
  });

  it('being held', async () => {
    const landlord = await addLandlord();
    await connect(landlord);
    await later();
    const now = journey.clock.now();
    await journey.connectionStore.beginStorm({ seenAt: now, refused: 9, nextProbeAt: now });
    await journey.control.addFault({ name: 'forbidden', nino: landlord.nino, operation: 'list-businesses' });
    await journey.pool.query('update connections set refreshed_at = $1', [now]);
    await ask(landlord);
    expect(await newest(landlord)).toBe('held account-not-authorised listAllBusinesses');
    await journey.pool.query('delete from authorisation_storms');
  });

  it.each([
    { what: 'a denial on HMRC’s pages, which names none', event: 'not-connected denied none' },
    { what: 'a code that is no longer good', event: 'not-connected code-expired exchangeCode' },
    { what: 'another taxpayer', event: 'not-connected wrong-account retrieveItsaStatus' },
    { what: 'somebody not signed up', event: 'not-connected not-enrolled retrieveItsaStatus' },
    { what: 'nobody signed up at all', event: 'not-connected not-enrolled retrieveItsaStatus' },
    { what: 'our own credentials refused', event: 'not-connected our-fault exchangeCode' },
  ])('connecting in vain: $what', async ({ what, event }) => {
    const landlord = await addLandlord(
      what === 'somebody not signed up' ? 'No Status' : what === 'nobody signed up at all' ? null : undefined,
    );
    if (what.startsWith('a denial')) {
      const answer = await journey.answerAtHmrc(await journey.begin(landlord), landlord.userId, 'refuse');
      await process.connections.finish(journey.session(landlord), answer);
    } else if (what.startsWith('a code')) await connect(landlord, landlord.userId, { code: 'made-up' });
    else if (what === 'another taxpayer') await connect(landlord, (await addLandlord()).userId);
    else {
      if (what.startsWith('our own'))
        await journey.control.addFault({ name: 'invalid-client', operation: 'token' });
      await connect(landlord);
    }
    expect(await newest(landlord)).toBe(event);
  });
});

it('a history is only its owner’s', async () => {
  const [landlord, other] = [await addLandlord(), await addLandlord()];
  await connect(landlord);
  expect(await journey.connections.history(landlord.id)).toHaveLength(1);
  expect(await journey.connections.history(other.id)).toEqual([]);
});

describe('events of the same instant', () => {
  it('are listed in the order in which they happened, the newest first', async () => {
    const landlord = await addLandlord();
    for (let round = 0; round < 4; round += 1) {
      await connect(landlord);
      await process.connections.disconnect(landlord.id);
    }
    const events = await journey.connections.history(landlord.id);
    const kinds = events.map(({ kind }) => kind).filter((kind) => kind !== 'renewed');
    expect(kinds).toHaveLength(8);
    for (const [place, kind] of kinds.entries()) {
      expect(kind).toMatch(place % 2 === 0 ? /^disconnected$/ : /connected$/);
    }
  });
});
