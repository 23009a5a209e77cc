import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCareStore } from '../../../data/connection-care.ts';
import { createLog } from '../../../platform/log.ts';
import { readMachine } from '../../../platform/machine.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { type Landlord } from '../../../test/landlords.ts';
import { createUpdates, quarter1, quarter2 } from '../../../test/updates.ts';
import { addDays } from '../../tax-year.ts';
import { createCare, machineHeaders } from '../index.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await createJourney();
});
/** Only this test's landlords may have a turn. */
beforeEach(async () => {
  await journey.pool.query('delete from connections');
  await journey.control.clearFaults();
  await journey.setTime('2026-10-06T09:00:00Z');
});
afterAll(() => journey.close());

function createLooking() {
  return createCare({
    store: createCareStore(journey.db),
    clock: journey.clock,
    log: createLog({ logLevel: 'silent' }),
    renew: journey.connections.renew,
    askForDates: (connection) =>
      journey.connections.refreshObligations(connection, {
        purpose: 'light-check',
        freshness: 'fresh',
        priority: 'background',
        fraudPreventionHeaders: machineHeaders(
          readMachine('test', journey.clock.now()),
          { productName: 'Quarterday', version: '0.1.0' },
          journey.clock.now(),
        ).headers,
      }),
  });
}

const refreshes = (landlord: Landlord) => journey.countCalls('token', landlord.nino) - 1;

/** Walks from day to day with a look each evening; gives the days on which the landlord's pair was renewed. */
async function walk(landlord: Landlord, from: string, to: string): Promise<string[]> {
  const care = createLooking();
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const before = refreshes(landlord);
    await journey.setTime(`${day}T23:30:00Z`);
    await care.lookAfterDue();
    if (refreshes(landlord) > before) days.push(day);
  }
  return days;
}

/** A landlord whom HMRC has nothing to ask for before the third quarter, due on 7 February 2027. */
async function addIdle(): Promise<Landlord> {
  const landlord = await journey.addConnected();
  const updates = createUpdates(journey);
  for (const quarter of [quarter1, quarter2]) {
    const { event } = await updates.submit(landlord, quarter);
    await updates.run(event);
  }
  return landlord;
}

describe('an idle connection', () => {
  it('is tried once two to three weeks before its deadline and once in the last two days, and never else', async () => {
    const landlord = await addIdle();
    const days = await walk(landlord, '2026-10-07', '2027-02-07');
    expect(days).toHaveLength(2);
    const [check = '', renewal = ''] = days;
    expect(check >= '2027-01-17' && check <= '2027-01-24').toBe(true);
    expect(renewal >= '2027-02-05' && renewal <= '2027-02-07').toBe(true);
  });

  it('brings HMRC’s dates with it, asked for as what no person did', async () => {
    const landlord = await addIdle();
    await journey.setTime('2027-01-24T23:30:00Z');
    await createLooking().lookAfterDue();
    const [asked] = journey.control
      .requests()
      .filter(({ operation, nino }) => operation === 'obligations' && nino === landlord.nino)
      .slice(-1);
    expect(asked?.headers['gov-client-connection-method']).toBe('BATCH_PROCESS_DIRECT');
    const obligations = await journey.connections.obligations(landlord.id);
    expect(obligations.every(({ seenAt }) => seenAt >= new Date('2027-01-24T23:30:00Z'))).toBe(true);
  });

  it('that HMRC no longer knows is found out a fortnight before the deadline', async () => {
    const landlord = await addIdle();
    await journey.control.addFault({ name: 'revoke-authority', nino: landlord.nino });
    await walk(landlord, '2027-01-16', '2027-01-24');
    expect(await journey.connectionOf(landlord)).toMatchObject({
      status: 'expired',
      reason: 'authority-ended',
    });
  });

  it('is left alone when its update was sent, when it is being ended, and when it is held', async () => {
    const landlord = await addIdle();
    const at = '2027-01-24T23:30:00Z';
    await journey.setTime(at);
    await journey.pool.query('update connections set disconnect_requested_at = now()');
    expect(await createLooking().lookAfterDue()).toBe(0);
    await journey.pool.query('update connections set disconnect_requested_at = null, held_since = now()');
    expect(await createLooking().lookAfterDue()).toBe(0);
    await journey.pool.query('update connections set held_since = null');
    await journey.pool.query(
      `update submissions set period_end_date = '2027-01-05' where owner_id = $1 and period_end_date = $2`,
      [landlord.id, quarter2],
    );
    expect(await createLooking().lookAfterDue()).toBe(0);
    expect(refreshes(landlord)).toBeLessThan(3);
  });
});

describe('an outage of HMRC', () => {
  it('ends a round after three in vain, costs nobody anything, and the next round goes on', async () => {
    const landlords = [await addIdle(), await addIdle(), await addIdle(), await addIdle(), await addIdle()];
    await journey.setTime('2027-01-24T23:30:00Z');
    await journey.control.addFault({ name: 'outage-503', operation: 'token' });
    const calls = journey.countCalls('token');
    expect(await createLooking().lookAfterDue()).toBe(0);
    expect(journey.countCalls('token') - calls).toBe(3);
    await journey.control.clearFaults();
    expect(await createLooking().lookAfterDue()).toBe(5);
    for (const landlord of landlords) {
      expect(await journey.connectionOf(landlord)).toMatchObject({ status: 'connected' });
    }
  });
});
