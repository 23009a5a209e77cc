import { usualStormLimits } from '../domain/connections/index.ts';
import { createJourney, type TestProcess } from './journey.ts';
import { captured, type Landlord } from './landlords.ts';
import { createUpdates } from './updates.ts';

const minuteMs = 60_000;

/** A journey on which HMRC may refuse everybody, for two processes that know storms. */
export async function createStorming(limits: Partial<typeof usualStormLimits> = {}) {
  const journey = await createJourney();
  const stormLimits = { ...usualStormLimits, ...limits };
  const one = journey.createProcess({ stormLimits });
  const two = journey.createProcess({ stormLimits });
  let now = journey.clock.now().getTime();

  const setNow = async (time: number) => {
    now = time;
    await journey.setTime(new Date(time).toISOString());
  };

  /** Asks HMRC for a landlord's businesses with a token that must be renewed for it, or with one that HMRC still takes. */
  async function ask(
    landlord: Landlord,
    { freshness = 'fresh', by = one }: { freshness?: 'live' | 'fresh'; by?: TestProcess } = {},
  ) {
    const { id } = await journey.connectionOf(landlord);
    return by.connections.callHmrc({
      connectionId: id,
      purpose: 'check-dates',
      freshness,
      priority: 'person',
      fraudPreventionHeaders: captured.headers,
      invoke: (call, nino) => journey.hmrc.listAllBusinesses(call, { nino }),
    });
  }

  return {
    journey,
    updates: createUpdates(journey),
    one,
    two,
    ask,

    askAll: async (landlords: readonly Landlord[]) => {
      const outcomes = [];
      for (const landlord of landlords) outcomes.push(await ask(landlord));
      return outcomes;
    },

    /** Lets time pass on both clocks. */
    pass: (minutes: number) => setNow(now + minutes * minuteMs),

    /** Lets both processes look after storms at once, as their beats do. */
    beat: () => Promise.all([one.connections.weatherStorms(), two.connections.weatherStorms()]),

    /** Landlords whose access tokens have run out. */
    addStale: async (count: number): Promise<Landlord[]> => {
      const landlords: Landlord[] = [];
      for (let number = 0; number < count; number += 1) landlords.push(await journey.addConnected());
      await setNow(now + 5 * 60 * minuteMs);
      return landlords;
    },

    /** From now on HMRC refuses every refresh. */
    raise: () => journey.control.addFault({ name: 'invalid-grant-storm' }),
    calm: () => journey.control.clearFaults(),

    /** Each landlord's status; `held` for one who waits to be judged. */
    statuses: async (landlords: readonly Landlord[]) => {
      const rows = await Promise.all(landlords.map((landlord) => journey.connectionOf(landlord)));
      return rows.map(({ status, heldSince }) => (status === 'connected' && heldSince ? 'held' : status));
    },

    /** What became of the storms so far, oldest first. */
    storms: async () => {
      const rows = await journey.connectionStore.latestStorms();
      return rows.reverse().map(({ isOpen, outcome }) => (isOpen ? 'open' : outcome));
    },

    /** Forgets all people and storms, and begins at the first time again. */
    startOver: async () => {
      await journey.control.clearFaults();
      await journey.pool.query('delete from users');
      await journey.pool.query('delete from authorisation_storms');
      await journey.pool.query('delete from operator_alerts');
      await setNow(Date.parse('2026-10-06T09:00:00Z'));
    },
  };
}

export type Storming = Awaited<ReturnType<typeof createStorming>>;
