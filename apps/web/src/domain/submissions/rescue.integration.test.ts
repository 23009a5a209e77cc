import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLostRunStore } from '../../data/lost-runs.ts';
import { createLog } from '../../platform/log.ts';
import { createJourney, type Journey } from '../../test/journey.ts';
import { type Landlord } from '../../test/landlords.ts';
import { type AttemptEvent, createUpdates, type Updates } from '../../test/updates.ts';
import { createRescue } from './index.ts';

const quietForMs = 60_000;
const raised: string[] = [];
let journey: Journey;
let updates: Updates;

beforeAll(async () => {
  journey = await createJourney();
  updates = createUpdates(journey);
});
beforeEach(async () => {
  raised.length = 0;
  await journey.pool.query('delete from submissions');
  await journey.pool.query('delete from calculations');
  await journey.pool.query('delete from outbox');
});
afterEach(() => journey.control.clearFaults());
afterAll(() => journey.close());

const rescueLost = () =>
  createRescue({
    store: createLostRunStore(journey.db),
    calculations: journey.calculations,
    log: createLog({ logLevel: 'silent' }),
    alerts: { raise: (kind) => Promise.resolve(void raised.push(kind)) },
    quietForMs,
  }).rescueLost();

/** The engine had the events of an attempt so long ago. */
const handedOver = (event: AttemptEvent, secondsAgo: number) =>
  journey.pool.query(
    `update outbox set handed_over_at = now() - $1 * interval '1 second' where data->>'attemptId' = $2`,
    [secondsAgo, event.attemptId],
  );

async function addUnderWay(): Promise<{ landlord: Landlord; submissionId: string; event: AttemptEvent }> {
  const landlord = await journey.addConnected();
  return { landlord, ...(await updates.submit(landlord)) };
}

describe('an attempt whose run was lost', () => {
  it('is taken up anew once, is sent, and tells the operator', async () => {
    const { landlord, submissionId, event } = await addUnderWay();
    await handedOver(event, 61);
    expect((await Promise.all([rescueLost(), rescueLost()])).sort()).toEqual([0, 1]);
    const events = await updates.eventsFor(event.attemptId);
    expect(events.map(({ id }) => id)).toEqual([event.attemptId, `${event.attemptId}:rescue:1`]);
    expect(raised).toEqual(['submission-run-lost']);
    await updates.run(event);
    expect((await updates.view(landlord, submissionId)).status).toBe('submitted');
    await handedOver(event, 61);
    expect(await rescueLost()).toBe(0);
  });

  it('after its answer was lost too, asks HMRC first and sends nothing twice', async () => {
    const { landlord, submissionId, event } = await addUnderWay();
    await journey.control.addFault({
      name: 'answer-lost',
      nino: landlord.nino,
      operation: 'put-uk-cumulative',
      times: 1,
    });
    expect(await updates.run(event)).toMatchObject({ next: 'retry' });
    await handedOver(event, 61);
    expect(await rescueLost()).toBe(1);
    await updates.run(event);
    const { status, latest } = await updates.view(landlord, submissionId);
    expect([status, latest.outcome?.readBack]).toEqual(['submitted', true]);
    expect(updates.held(landlord)?.acceptedCount).toBe(1);
  });

  it('three times in vain is no longer sent: HMRC alone is asked, again and again', async () => {
    const { event } = await addUnderWay();
    for (let time = 1; time <= 5; time += 1) {
      await handedOver(event, 61);
      expect(await rescueLost()).toBe(1);
    }
    const events = await updates.eventsFor(event.attemptId);
    expect(events.map(({ id }) => id.slice(event.attemptId.length)).sort()).toEqual([
      '',
      ':ask:rescue:1',
      ':ask:rescue:2',
      ':rescue:1',
      ':rescue:2',
      ':rescue:3',
    ]);
  });
});

describe('an attempt that is not lost', () => {
  it('is left alone while a run may be at it, and while an event is on its way', async () => {
    const { event } = await addUnderWay();
    expect(await rescueLost()).toBe(0);
    await handedOver(event, 59);
    expect(await rescueLost()).toBe(0);
  });

  it('is left alone while it waits for its owner to reconnect, or for HMRC to stop refusing everybody', async () => {
    const { event } = await addUnderWay();
    await handedOver(event, 61);
    for (const waiting of ['reconnect', 'storm']) {
      await journey.pool.query('update attempts set waiting_for = $1', [waiting]);
      expect(await rescueLost()).toBe(0);
    }
    await journey.pool.query(`update attempts set waiting_for = 'hmrc'`);
    expect(await rescueLost()).toBe(1);
  });
});
