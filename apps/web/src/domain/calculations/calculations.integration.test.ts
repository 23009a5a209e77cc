import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createJourney, type Journey } from '../../test/journey.ts';
import { captured, type Landlord } from '../../test/landlords.ts';
import { createUpdates, type Updates } from '../../test/updates.ts';

const taxYear = '2026-27';
let journey: Journey;
let updates: Updates;

beforeAll(async () => {
  journey = await createJourney();
  updates = createUpdates(journey);
});
beforeEach(async () => {
  await journey.setTime('2026-10-06T09:00:00Z');
  await journey.control.clearFaults();
  await journey.control.setCalculationSeconds(0);
});
afterAll(() => journey.close());

const fault = (landlord: Landlord, name: string, more: object) =>
  journey.control.addFault({ name, nino: landlord.nino, ...more });

/** A landlord whose update HMRC has taken. */
async function withUpdate(): Promise<Landlord> {
  const landlord = await journey.addConnected();
  const { event } = await updates.submit(landlord);
  await updates.run(event);
  return landlord;
}

async function ask(landlord: Landlord, id: string = randomUUID()) {
  const asked = await journey.calculations.request({
    ownerId: landlord.id,
    id,
    taxYear,
    type: 'in-year',
    captured,
  });
  if (!asked.ok) throw new Error(asked.reason);
  return asked.id;
}

const eventOf = async (landlord: Landlord, calculation: string) => ({
  calculation,
  connectionId: (await journey.connectionOf(landlord)).id,
});

async function step(landlord: Landlord, id: string) {
  return journey.calculations.steps.calculate(await eventOf(landlord, id));
}

const view = (landlord: Landlord, id: string) => journey.calculations.one(landlord.id, id);

/** The looks that are on their way for a calculation, with how long each is held back. */
async function looksOf(id: string): Promise<{ id: string; seconds: number }[]> {
  const { rows } = await journey.pool.query<{ id: string; seconds: number }>(
    `select id, round(extract(epoch from not_before - created_at))::int as seconds from outbox
     where data->>'calculation' = $1 order by length(id), id`,
    [id],
  );
  return rows.map((row) => ({ ...row, id: row.id.replace(id, '') }));
}

/** Ends the estimate that the update itself asked for, so that a test has the year to itself. */
async function endOwn(landlord: Landlord): Promise<void> {
  for (const each of await journey.calculations.ofYear(landlord.id, taxYear)) {
    await step(landlord, each.id);
    await step(landlord, each.id);
  }
}

describe('calculations of one instant', () => {
  it('stand in the order in which they were asked for, the newest first', async () => {
    const landlord = await journey.addConnected();
    const asked: string[] = [];
    for (let i = 0; i < 8; i += 1) {
      const id = await ask(landlord);
      asked.unshift(id);
      await step(landlord, id);
      await step(landlord, id);
    }
    const listed = await journey.calculations.ofYear(landlord.id, taxYear);
    expect(new Set(listed.map(({ requestedAt }) => requestedAt.getTime())).size).toBe(1);
    expect(listed.map(({ id }) => id)).toEqual(asked);
  });
});

describe('an estimate', () => {
  it('is asked for by the update that HMRC takes, with the headers of its click', async () => {
    const landlord = await withUpdate();
    const [own] = await journey.calculations.ofYear(landlord.id, taxYear);
    expect(own).toMatchObject({ state: 'waiting', askedBy: 'update', type: 'in-year' });
    expect(await looksOf(own?.id ?? '')).toEqual([{ id: ':look:0', seconds: 0 }]);
    await step(landlord, own?.id ?? '');
    const seen = journey.control
      .requests()
      .find(({ operation, nino }) => operation === 'trigger-calculation' && nino === landlord.nino);
    expect(seen?.headers['gov-client-connection-method']).toBe('WEB_APP_VIA_SERVER');
  });

  it('is asked for, waited for five seconds, and kept with HMRC’s figures to the penny', async () => {
    const landlord = await withUpdate();
    await endOwn(landlord);
    const id = await ask(landlord);
    expect(await step(landlord, id)).toEqual({ next: 'stop' });
    expect(await looksOf(id)).toEqual([
      { id: ':look:0', seconds: 0 },
      { id: ':look:1', seconds: 5 },
    ]);
    await step(landlord, id);
    const found = await view(landlord, id);
    expect(found).toMatchObject({ state: 'ready', failure: null });
    expect(found?.correlationId).toMatch(/\S/);
    expect(found?.figures).toMatchObject({ periodFrom: '2026-04-06', errors: [] });
    expect(found?.figures?.tax).toMatchObject({
      sources: [{ incomeSourceId: landlord.businessId, totalIncomePence: 115_000 }],
      incomePence: 115_000,
      duePence: 0,
      gaps: [],
    });
  });

  it('is kept without the NINO that HMRC repeats in it', async () => {
    const landlord = await withUpdate();
    await endOwn(landlord);
    const { rows } = await journey.pool.query<{ answer: string }>(
      'select answer::text from calculations where owner_id = $1',
      [landlord.id],
    );
    expect(rows[0]?.answer).toContain('personalInformation');
    expect(rows[0]?.answer).not.toContain(landlord.nino);
  });

  it('is one when its form is sent twice, and while one is waited for', async () => {
    const landlord = await withUpdate();
    await endOwn(landlord);
    const id = await ask(landlord);
    expect(await ask(landlord, id)).toBe(id);
    expect(await ask(landlord)).toBe(id);
  });

  it('is begun anew where HMRC takes another update before it has come', async () => {
    await journey.control.setCalculationSeconds(5);
    const landlord = await withUpdate();
    const [estimate] = await journey.calculations.ofYear(landlord.id, taxYear);
    if (!estimate) throw new Error('There is no estimate.');
    await step(landlord, estimate.id);
    const begun = (await view(landlord, estimate.id))?.calculationId;
    await journey.addRent(landlord, '2026-05-03', '20,000.00');
    await updates.run((await updates.submit(landlord)).event);
    expect(await journey.calculations.ofYear(landlord.id, taxYear)).toHaveLength(1);
    // HMRC makes one at a time: the new one is begun once the old one is there.
    await journey.setTime('2026-10-06T09:00:10Z');
    await step(landlord, estimate.id);
    const again = (await view(landlord, estimate.id))?.calculationId;
    expect([begun, again]).not.toContain(null);
    expect(again).not.toBe(begun);
    await journey.setTime('2026-10-06T09:00:20Z');
    await step(landlord, estimate.id);
    expect(await view(landlord, estimate.id)).toMatchObject({ state: 'ready', calculationId: again });
  });

  it('is not the one that HMRC gave while it took another update', async () => {
    const landlord = await withUpdate();
    const [estimate] = await journey.calculations.ofYear(landlord.id, taxYear);
    if (!estimate) throw new Error('There is no estimate.');
    await step(landlord, estimate.id);
    const { event } = await updates.submit(landlord);
    const slow = journey.createProcess({
      hmrc: {
        retrieveCalculation: async (...asked) => {
          const answer = await journey.hmrc.retrieveCalculation(...asked);
          await updates.run(event);
          return answer;
        },
      },
    });
    const at = await eventOf(landlord, estimate.id);
    expect(await slow.calculations.steps.calculate(at)).toMatchObject({ next: 'retry' });
    expect(await view(landlord, estimate.id)).toMatchObject({ state: 'waiting', calculationId: null });
    await step(landlord, estimate.id);
    await step(landlord, estimate.id);
    expect(await view(landlord, estimate.id)).toMatchObject({ state: 'ready' });
  });

  it('is looked at again while HMRC is not ready, ever more rarely, and given up after the last look', async () => {
    const landlord = await withUpdate();
    await endOwn(landlord);
    await journey.control.setCalculationSeconds(80_000);
    const id = await ask(landlord);
    for (let look = 0; look <= 10; look += 1) expect(await step(landlord, id)).toEqual({ next: 'stop' });
    expect((await looksOf(id)).map((each) => each.seconds)).toEqual([
      0, 5, 5, 8, 13, 20, 30, 60, 300, 900, 3600,
    ]);
    expect(await view(landlord, id)).toMatchObject({ state: 'failed', failure: { code: 'NOT_READY' } });
    expect(journey.countCalls('list-calculations', landlord.nino)).toBe(4);
  });

  it('waits while HMRC makes another', async () => {
    const landlord = await withUpdate();
    await endOwn(landlord);
    await fault(landlord, 'refuse', {
      operation: 'trigger-calculation',
      code: 'RULE_CALCULATION_IN_PROGRESS',
      times: 1,
    });
    const id = await ask(landlord);
    await step(landlord, id);
    expect(await view(landlord, id)).toMatchObject({ state: 'waiting', calculationId: null });
    await step(landlord, id);
    await step(landlord, id);
    expect(await view(landlord, id)).toMatchObject({ state: 'ready' });
  });

  it('says what HMRC says where there is nothing to calculate', async () => {
    const landlord = await journey.addConnected();
    const id = await ask(landlord);
    await step(landlord, id);
    const found = await view(landlord, id);
    expect(found?.failure).toMatchObject({ code: 'RULE_NO_INCOME_SUBMISSIONS_EXIST', reconnect: false });
    expect(found?.failure?.sentence).toMatch(/Send an update first/);
  });

  it('is tried again through an outage, and leaves the update alone when the tries are used up', async () => {
    const landlord = await withUpdate();
    const [own] = await journey.calculations.ofYear(landlord.id, taxYear);
    const id = own?.id ?? '';
    await fault(landlord, 'outage-503', { operation: 'trigger-calculation' });
    expect(await step(landlord, id)).toMatchObject({ next: 'retry' });
    await journey.calculations.giveUp(await eventOf(landlord, id));
    expect(await view(landlord, id)).toMatchObject({ state: 'failed', failure: { code: 'TRIES_USED_UP' } });
    expect((await journey.submissions.list(landlord.id))[0]?.status).toBe('submitted');
  });

  it('asks to reconnect when the authority is gone, and leaves the update alone', async () => {
    const landlord = await withUpdate();
    const [own] = await journey.calculations.ofYear(landlord.id, taxYear);
    await fault(landlord, 'forbidden', { operation: 'trigger-calculation' });
    await step(landlord, own?.id ?? '');
    expect(await view(landlord, own?.id ?? '')).toMatchObject({ failure: { reconnect: true } });
    expect((await journey.submissions.list(landlord.id))[0]?.status).toBe('submitted');
  });

  it('is nobody else’s', async () => {
    const [landlord, other] = [await withUpdate(), await journey.addConnected()];
    const [own] = await journey.calculations.ofYear(landlord.id, taxYear);
    expect(await view(other, own?.id ?? '')).toBeNull();
    expect(await step(other, own?.id ?? '')).toEqual({ next: 'stop' });
    expect(journey.countCalls('trigger-calculation', landlord.nino)).toBe(0);
  });
});

describe('an update whose estimate cannot be asked for', () => {
  it('is submitted all the same', async () => {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await updates.submit(landlord);
    await journey.pool.query('alter table calculations rename to calculations_away');
    await updates.run(event);
    await journey.pool.query('alter table calculations_away rename to calculations');
    expect((await updates.view(landlord, submissionId)).status).toBe('submitted');
  });
});

describe('an update whose worker dies as its outcome is written', () => {
  const dying = async (work: () => Promise<unknown>) => {
    await journey.pool.query(
      `create function die() returns trigger language plpgsql as $$ begin raise exception 'died'; end $$`,
    );
    await journey.pool.query(
      `create constraint trigger dies after insert on calculations deferrable initially deferred
       for each row execute function die()`,
    );
    await work();
    await journey.pool.query('drop function die cascade');
  };

  it('is submitted with its one estimate once it is taken up again, and without neither before', async () => {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await updates.submit(landlord);
    await dying(() => expect(updates.run(event)).rejects.toThrow());
    expect((await updates.view(landlord, submissionId)).status).toBe('processing');
    await updates.run(event);
    await updates.run(event);
    expect((await updates.view(landlord, submissionId)).status).toBe('submitted');
    const estimates = await journey.calculations.ofYear(landlord.id, taxYear);
    expect(estimates).toMatchObject([{ askedBy: 'update', state: 'waiting' }]);
    expect(await looksOf(estimates[0]?.id ?? '')).toHaveLength(1);
    expect(journey.countCalls('put-uk-cumulative', landlord.nino)).toBe(1);
  });
});
