import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createJourney, type Journey } from '../../test/journey.ts';
import { captured, type Landlord } from '../../test/landlords.ts';
import { createUpdates, quarter1, quarter2, type Updates } from '../../test/updates.ts';

let journey: Journey;
let updates: Updates;

beforeAll(async () => {
  journey = await createJourney();
  updates = createUpdates(journey);
});
beforeEach(async () => {
  await journey.setTime('2026-10-06T09:00:00Z');
  await journey.control.clearFaults();
});
afterAll(() => journey.close());

async function countAttempts(landlord: Landlord): Promise<number> {
  const { rows } = await journey.pool.query('select 1 from attempts where owner_id = $1', [landlord.id]);
  return rows.length;
}

/** Everything that the database keeps of an owner's submissions. */
async function keptOf(landlord: Landlord): Promise<unknown[]> {
  const all = ['submissions', 'attempts', 'sends'].map((table) =>
    journey.pool.query<Record<string, unknown>>(`select * from ${table} where owner_id = $1 order by id`, [
      landlord.id,
    ]),
  );
  return (await Promise.all(all)).map(({ rows }) => rows);
}

/** An update whose figures HMRC refuses. */
async function reject(landlord: Landlord, periodEndDate = quarter1) {
  const made = await updates.submit(landlord, periodEndDate);
  await journey.control.addFault({
    ...{ name: 'refuse', nino: landlord.nino, operation: 'put-uk-cumulative', times: 1 },
    code: 'RULE_OUTSIDE_AMENDMENT_WINDOW',
  });
  await updates.run(made.event);
  return made;
}

describe('a click on Submit', () => {
  it('keeps the figures, the click’s headers and the event that starts the engine, without anything secret', async () => {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await updates.submit(landlord);
    const { latest, status } = await updates.view(landlord, submissionId);
    expect(status).toBe('processing');
    expect(latest.figures).toEqual({
      fromDate: '2026-04-06',
      toDate: quarter1,
      income: { periodAmountPence: 115_000 },
      expenses: {},
    });
    expect(latest.leftOut).toEqual(captured.leftOut);
    const { rows } = await journey.pool.query('select id, data from outbox where owner_id = $1', [
      landlord.id,
    ]);
    expect(rows).toEqual([{ id: event.attemptId, data: event }]);
  });

  it('sends what was seen, whatever becomes of the records meanwhile', async () => {
    const landlord = await journey.addConnected();
    const { event } = await updates.submit(landlord);
    await journey.addRent(landlord, '2026-06-01', '900.00');
    await updates.run(event);
    expect(updates.held(landlord)?.current.pence).toEqual({ 'income.periodAmount': 115_000 });
  });

  it('is not taken where more rent was paid back than came in, and the review says which figure it is', async () => {
    const landlord = await journey.addConnected();
    const [house] = await journey.records.listProperties(landlord.id);
    const repaid = {
      date: '2026-06-01',
      propertyId: house?.id ?? '',
      category: 'periodAmount',
      description: 'Paid back',
      moneyIn: '',
      moneyOut: '2000.00',
    };
    expect(await journey.records.addTransaction(landlord.id, repaid)).toMatchObject({ ok: true });
    expect(await updates.click(landlord)).toMatchObject({ ok: false, reason: 'obstacles' });
    const review = await journey.submissions.review(landlord.id, {
      businessId: landlord.businessId,
      periodEndDate: quarter1,
    });
    expect(review?.obstacles).toEqual([{ kind: 'below-nought', fields: ['periodAmount'] }]);
    expect(await countAttempts(landlord)).toBe(0);
  });

  it('is refused when the records changed since the review', async () => {
    const landlord = await journey.addConnected();
    const key = { businessId: landlord.businessId, periodEndDate: quarter1 };
    const review = await journey.submissions.review(landlord.id, key);
    await journey.addRent(landlord, '2026-06-01', '0.01');
    const seen = review?.fingerprint ?? '';
    expect(
      await journey.submissions.request(
        { ownerId: landlord.id, attemptId: randomUUID(), seen, captured },
        key,
      ),
    ).toEqual({
      ok: false,
      reason: 'records-changed',
    });
    expect(await countAttempts(landlord)).toBe(0);
  });

  it('is refused without an attempt when there is no connection, or a dead one, or one that is being ended', async () => {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await updates.submit(landlord);
    await journey.connections.disconnect(landlord.id);
    expect(await updates.click(landlord, quarter2)).toEqual({ ok: false, reason: 'disconnecting' });
    await updates.run(event);
    expect((await updates.view(landlord, submissionId)).status).toBe('submitted');
    expect(await updates.click(landlord, quarter2)).toEqual({ ok: false, reason: 'not-connected' });

    await journey.connect(landlord);
    const { id, generation } = await journey.connectionOf(landlord);
    const now = journey.clock.now();
    await journey.connectionStore.expire({
      id,
      generation,
      reason: 'authority-ended',
      correlationId: null,
      call: null,
      now,
    });
    expect(await updates.click(landlord, quarter2)).toEqual({ ok: false, reason: 'expired' });
    expect(await countAttempts(landlord)).toBe(1);
  });

  it('is refused for a quarter that HMRC does not list', async () => {
    const landlord = await journey.addConnected();
    expect(await updates.click(landlord, '2026-09-30')).toEqual({ ok: false, reason: 'no-such-period' });
  });

  it('is refused while another update of the year is with HMRC, with the way to that one', async () => {
    const landlord = await journey.addConnected();
    const { submissionId } = await updates.submit(landlord);
    expect(await updates.click(landlord, quarter2)).toEqual({ ok: false, reason: 'in-flight', submissionId });
  });

  it('for a quarter whose last update HMRC refused is a new attempt at that one', async () => {
    const landlord = await journey.addConnected();
    const { submissionId } = await reject(landlord);
    await journey.addRent(landlord, '2026-06-01', '900.00');
    const again = await updates.submit(landlord);
    expect(again.submissionId).toBe(submissionId);
    await updates.run(again.event);
    const { status, attempts } = await updates.view(landlord, submissionId);
    expect([status, ...attempts.map((each) => each.status)]).toEqual(['submitted', 'rejected', 'submitted']);
    expect(updates.held(landlord)?.current.pence).toEqual({ 'income.periodAmount': 205_000 });
    const correction = await updates.submit(landlord);
    expect(correction.submissionId).not.toBe(submissionId);
  });

  it('twice at once makes one attempt, and leads the other click to it', async () => {
    const landlord = await journey.addConnected();
    const clicks = await Promise.all([
      updates.click(landlord),
      updates.click(landlord),
      updates.click(landlord),
    ]);
    const [made] = clicks.filter((each) => each.ok);
    const refused = clicks.filter((each) => !each.ok);
    expect(refused).toEqual(
      Array.from({ length: 2 }, () => ({ ok: false, reason: 'in-flight', submissionId: made?.submissionId })),
    );
    expect(await countAttempts(landlord)).toBe(1);
  });
});

describe('a click on Resubmit', () => {
  async function stop() {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await updates.submit(landlord);
    await journey.control.addFault({
      name: 'forbidden',
      nino: landlord.nino,
      operation: 'obligations',
      times: 1,
    });
    await updates.run(event);
    return { landlord, submissionId, event };
  }

  it('is refused until the connection is back', async () => {
    const { landlord, submissionId } = await stop();
    expect(await updates.clickResubmit(landlord, submissionId)).toEqual({ ok: false, reason: 'expired' });
    expect(await countAttempts(landlord)).toBe(1);
  });

  it('makes a new attempt and leaves the old one as it was', async () => {
    const { landlord, submissionId, event } = await stop();
    await journey.connect(landlord);
    const [old] = (await updates.view(landlord, submissionId)).attempts;
    await journey.setTime('2026-10-06T09:10:00Z');
    expect(await updates.clickResubmit(landlord, submissionId)).toEqual({ ok: true, submissionId });
    await updates.run(event);
    expect((await updates.view(landlord, submissionId)).status).toBe('processing');
    await updates.run(await updates.eventOf(landlord, submissionId));

    const { status, attempts } = await updates.view(landlord, submissionId);
    expect(status).toBe('submitted');
    expect(attempts.map(({ number }) => number)).toEqual([1, 2]);
    expect(attempts[0]).toEqual(old);
    expect(updates.held(landlord)?.acceptedCount).toBe(1);
    expect(await journey.submissions.affected(landlord.id)).toEqual([]);
  });

  it('shows what it will send, and that the records changed since', async () => {
    const { landlord, submissionId } = await stop();
    const [unchanged] = await journey.submissions.affected(landlord.id);
    expect(unchanged).toMatchObject({ changed: false, submission: { id: submissionId } });
    await journey.addRent(landlord, '2026-06-01', '900.00');
    const [changed] = await journey.submissions.affected(landlord.id);
    expect(changed).toMatchObject({ changed: true, figures: { income: { periodAmountPence: 205_000 } } });
  });

  it('of what HMRC has taken, or is with HMRC, makes nothing', async () => {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await updates.submit(landlord);
    expect(await updates.clickResubmit(landlord, submissionId)).toMatchObject({ reason: 'in-flight' });
    await updates.run(event);
    expect(await updates.clickResubmit(landlord, submissionId)).toMatchObject({ ok: false });
    expect(await countAttempts(landlord)).toBe(1);
  });

  it('while another update of the year is with HMRC leads to that one', async () => {
    const { landlord, submissionId } = await stop();
    await journey.connect(landlord);
    const other = await updates.submit(landlord, quarter2);
    expect(await updates.clickResubmit(landlord, submissionId)).toEqual({
      ok: false,
      reason: 'in-flight',
      submissionId: other.submissionId,
    });
  });
});

describe('an attempt that has ended', () => {
  it('stays as it is, whatever runs again', async () => {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await updates.submit(landlord);
    await updates.run(event);
    const kept = await keptOf(landlord);
    const calls = journey.control.requests().length;

    await journey.setTime('2026-10-06T12:00:00Z');
    const { steps, giveUp, keepAsking, noteRetry } = journey.submissions;
    await steps.fetchObligations(event);
    await steps.send(event);
    await steps.askHmrc(event);
    await giveUp(event);
    await keepAsking(event, event.attemptId);
    await noteRetry(event, { step: 'submit-period', tried: 3, nextTryAt: new Date() });
    expect(await keptOf(landlord)).toEqual(kept);
    expect(journey.control.requests().length).toBe(calls);
    expect(await updates.eventsFor(event.attemptId)).toHaveLength(1);
    expect((await updates.view(landlord, submissionId)).status).toBe('submitted');
  });

  it('shows the number of the try and the time of the next while it still goes on', async () => {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await updates.submit(landlord);
    const nextTryAt = new Date('2026-10-06T09:01:00Z');
    await journey.submissions.noteRetry(event, { step: 'submit-period', tried: 2, nextTryAt });
    const { latest } = await updates.view(landlord, submissionId);
    expect(latest).toMatchObject({ step: 'submit-period', tries: 2, nextTryAt });
  });
});

describe('what was sent last', () => {
  it('is what HMRC took last, though an older submission brought it', async () => {
    const landlord = await journey.addConnected();
    await updates.run((await updates.submit(landlord)).event);
    const { submissionId } = await reject(landlord, quarter2);
    await journey.setTime('2026-10-06T09:01:00Z');
    const younger = await updates.submit(landlord);
    await updates.run(younger.event);
    await journey.setTime('2026-10-06T09:02:00Z');
    await updates.clickResubmit(landlord, submissionId);
    await updates.run(await updates.eventOf(landlord, submissionId));
    expect((await journey.submissions.list(landlord.id)).map(({ id, status }) => [id, status])).toEqual([
      [younger.submissionId, 'submitted'],
      [submissionId, 'submitted'],
      [expect.any(String), 'submitted'],
    ]);

    const key = { businessId: landlord.businessId, periodEndDate: quarter2 };
    const review = await journey.submissions.review(landlord.id, key);
    expect(review?.previous?.submission.id).toBe(submissionId);
  });
});
