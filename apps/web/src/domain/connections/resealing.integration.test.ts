import { type HmrcClient } from '@quarterday/hmrc-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSealedValueStore, everySealedPlace } from '../../data/sealed-values.ts';
import { createJourney, type Journey } from '../../test/journey.ts';
import { captured, type Landlord } from '../../test/landlords.ts';
import { bindings } from './seals.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await createJourney();
});
afterAll(() => journey.close());

/** Seals everything anew, as a rotation does, with the one key that the landlords' platform knows. */
async function resealAll(): Promise<number> {
  const store = createSealedValueStore(journey.db);
  let resealed = 0;
  for (const place of everySealedPlace) {
    const { values } = await store.sealedByOthers(place, { keyId: 'another', after: null, rows: 100 });
    for (const value of values) {
      const binding = bindings[place](value.id, value.generation);
      const plain = await journey.sealer.open(value.sealed, binding);
      const anew = { ...value, resealed: await journey.sealer.seal(plain, binding) };
      resealed += (await store.replace(place, 'test', [anew])) ?? 0;
    }
  }
  return resealed;
}

/** A process of the platform in whose call to HMRC everything is sealed anew before the answer comes. */
function resealingDuring(name: 'refreshTokens' | 'listAllBusinesses' | 'exchangeCode') {
  let resealed = 0;
  const client: Pick<HmrcClient, typeof name> = {
    ...journey.hmrc,
    [name]: async (...parameters: never[]) => {
      // The parameters are passed on as they came.
      const answer = await (journey.hmrc[name] as (...all: never[]) => Promise<unknown>)(...parameters);
      resealed += await resealAll();
      return answer;
    },
  };
  return { connections: journey.createProcess({ hmrc: client }).connections, count: () => resealed };
}

const ask = async (landlord: Landlord, connections = journey.connections) =>
  connections.callHmrc({
    connectionId: (await journey.connectionOf(landlord)).id,
    purpose: 'check-dates',
    freshness: 'fresh',
    priority: 'person',
    fraudPreventionHeaders: captured.headers,
    invoke: (call, nino) => journey.hmrc.listAllBusinesses(call, { nino }),
  });

it('a pair that was sealed anew while HMRC renewed it gives way to the renewed one', async () => {
  const landlord = await journey.addConnected();
  await journey.setTime('2026-10-06T10:00:00Z');
  const { connections, count } = resealingDuring('refreshTokens');
  expect(await ask(landlord, connections)).toMatchObject({ ok: true });
  expect(count()).toBeGreaterThan(2);
  expect(await journey.connectionOf(landlord)).toMatchObject({ status: 'connected', generation: 2 });
  await journey.setTime('2026-10-06T11:00:00Z');
  expect(await ask(landlord)).toMatchObject({ ok: true });
});

it.each(['exchangeCode', 'listAllBusinesses'] as const)(
  'a landlord connects, and again, although everything was sealed anew during %s',
  async (name) => {
    const landlord = await journey.addLandlord();
    await journey.connections.saveNino(landlord.id, landlord.nino);
    for (const reconnected of [false, true]) {
      const { connections, count } = resealingDuring(name);
      const answer = await journey.answerAtHmrc(await journey.begin(landlord), landlord.userId);
      expect(await connections.finish(journey.session(landlord), answer)).toMatchObject({
        ok: true,
        reconnected,
      });
      expect(count()).toBeGreaterThan(1);
    }
    expect(await ask(landlord)).toMatchObject({ ok: true });
  },
);
