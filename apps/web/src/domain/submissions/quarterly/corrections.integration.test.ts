import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createAbroad } from '../../../test/abroad.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { captured, foreignBusinessOf, type Landlord } from '../../../test/landlords.ts';
import { createUpdates, quarter1, quarter2, type Updates } from '../../../test/updates.ts';

let journey: Journey;
let abroad: ReturnType<typeof createAbroad>;
let updates: Updates;

beforeAll(async () => {
  journey = await createJourney();
  abroad = createAbroad(journey);
  updates = createUpdates(journey);
});
beforeEach(() => journey.setTime('2026-10-06T09:00:00Z'));
afterAll(() => journey.close());

async function send(landlord: Landlord, quarter = quarter1): Promise<void> {
  await updates.run((await updates.submit(landlord, quarter)).event);
}

const corrections = (landlord: Landlord) => journey.submissions.corrections(landlord.id);

describe('records that change after HMRC took an update', () => {
  it('are told with what changed, the update to send again and the next one', async () => {
    const landlord = await journey.addConnected();
    await send(landlord);
    expect(await corrections(landlord)).toEqual([]);
    await journey.addRent(landlord, '2026-06-01', '10.01');
    expect(await corrections(landlord)).toMatchObject([
      {
        period: { periodEndDate: quarter1 },
        change: { incomePence: 1_001, expensesPence: 0 },
        next: { period: { periodEndDate: quarter2 }, from: '2026-09-25' },
      },
    ]);
  });

  it('are nothing to correct where they are of days after the update', async () => {
    const landlord = await journey.addConnected();
    await send(landlord);
    await journey.addRent(landlord, '2026-07-06', '10.01');
    expect(await corrections(landlord)).toEqual([]);
  });

  it('are corrected by the same quarter sent again, and by the next update', async () => {
    const [one, other] = [await journey.addConnected(), await journey.addConnected()];
    for (const landlord of [one, other]) {
      await send(landlord);
      await journey.addRent(landlord, '2026-06-01', '10.01');
    }
    await journey.setTime('2026-10-06T10:00:00Z');
    await send(one);
    await send(other, quarter2);
    expect(await corrections(one)).toEqual([]);
    expect(await corrections(other)).toEqual([]);
    expect(updates.held(one)?.current.pence).toEqual({ 'income.periodAmount': 116_001 });
  });

  it('are no correction while an update is under way, nor once HMRC closed the year', async () => {
    const landlord = await journey.addConnected();
    await send(landlord);
    await journey.addRent(landlord, '2026-06-01', '10.01');
    await updates.submit(landlord);
    expect(await corrections(landlord)).toEqual([]);
    const other = await journey.addConnected();
    await send(other);
    await journey.addRent(other, '2026-06-01', '10.01');
    await journey.setTime('2029-01-31T12:00:00Z');
    expect(await corrections(other)).toHaveLength(1);
    await journey.setTime('2029-02-01T12:00:00Z');
    expect(await corrections(other)).toEqual([]);
  });
});

describe('an update of a tax year that HMRC closed', () => {
  it('is refused before anything is written down, in the UK and abroad', async () => {
    const landlord = await journey.addConnected({ abroad: true });
    await journey.setTime('2029-02-01T12:00:00Z');
    const seen = 'any';
    for (const businessId of [landlord.businessId, foreignBusinessOf(landlord)]) {
      const click = { ownerId: landlord.id, attemptId: randomUUID(), seen, captured };
      expect(await journey.submissions.request(click, { businessId, periodEndDate: quarter1 })).toEqual({
        ok: false,
        reason: 'closed',
      });
    }
    expect(await journey.submissions.list(landlord.id)).toEqual([]);
  });
});

describe('before a click', () => {
  it('ten days before its end and an end before a later update are known, in the UK and abroad', async () => {
    const landlord = await journey.addConnected({ abroad: true });
    const villa = await abroad.addProperty(landlord, { name: 'Villa', countryCode: 'ESP' });
    await abroad.record(landlord, villa, 'periodAmount', 5);
    await abroad.register(landlord, villa);
    expect(await updates.click(landlord, '2027-01-05')).toEqual({ ok: false, reason: 'too-early' });
    expect(await abroad.click(landlord, '2027-01-05')).toEqual({ ok: false, reason: 'too-early' });
    await send(landlord, quarter2);
    const made = await abroad.click(landlord, quarter2);
    if (!made.ok) throw new Error(made.reason);
    await updates.run(await updates.eventOf(landlord, made.submissionId));
    for (const businessId of [landlord.businessId, foreignBusinessOf(landlord)]) {
      const review = await journey.submissions.review(landlord.id, { businessId, periodEndDate: quarter1 });
      expect(review?.coveredBy?.periodEndDate).toBe(quarter2);
    }
    expect(await updates.click(landlord)).toMatchObject({ ok: false, reason: 'covered' });
    expect(await abroad.click(landlord, quarter1)).toMatchObject({ ok: false, reason: 'covered' });
  });
});
