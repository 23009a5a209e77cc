import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createJourney, type Journey } from '../../../test/journey.ts';
import { captured, type Landlord } from '../../../test/landlords.ts';
import { createReceiving } from '../../../test/receiving.ts';
import { createUpdates, quarter1, quarter2, type Updates } from '../../../test/updates.ts';

let journey: Journey;
let updates: Updates;

beforeAll(async () => {
  journey = await createJourney();
  updates = createUpdates(journey);
});
beforeEach(() => journey.setTime('2026-10-06T09:00:00Z'));
afterAll(() => journey.close());

/** The same person's other software: to HMRC the same, and nothing is known here of what it sends. */
async function otherSoftwareOf({ nino, userId, businessId }: Landlord): Promise<Landlord> {
  const other = { ...(await journey.addLandlord()), nino, userId, businessId };
  await journey.connect(other);
  return other;
}

const send = async (landlord: Landlord, quarter: string) =>
  updates.run((await updates.submit(landlord, quarter)).event);

/** Looks at HMRC’s list anew. */
async function look({ id: ownerId }: Landlord): Promise<void> {
  const { id } = await journey.connections.view(ownerId);
  await journey.connections.refreshObligations(
    { id: id ?? '', ownerId },
    {
      purpose: 'check-dates',
      freshness: 'live',
      priority: 'person',
      fraudPreventionHeaders: captured.headers,
    },
  );
}

const review = (landlord: Landlord, periodEndDate: string) =>
  journey.submissions.review(landlord.id, { businessId: landlord.businessId, periodEndDate });

/** A landlord whose other software has sent an update up to a quarter. */
async function addWithUpdatesElsewhere(quarter: string): Promise<Landlord> {
  const landlord = await journey.addConnected();
  await send(await otherSoftwareOf(landlord), quarter);
  await look(landlord);
  return landlord;
}

describe('an update that ends before one from other software', () => {
  it('is refused before HMRC is asked, which would refuse it', async () => {
    const landlord = await addWithUpdatesElsewhere(quarter2);
    const before = journey.control.requests().length;
    expect(await updates.click(landlord, quarter1)).toMatchObject({
      ok: false,
      reason: 'covered-elsewhere',
      later: { periodEndDate: quarter2 },
    });
    expect(journey.control.requests()).toHaveLength(before);
    expect(await journey.submissions.list(landlord.id)).toEqual([]);
    expect(await review(landlord, quarter1)).toMatchObject({
      coveredBy: null,
      coveredElsewhere: { periodEndDate: quarter2 },
    });
  });

  it('that HMRC rejected, since its list was old here, is not resubmitted once the list tells', async () => {
    const landlord = await journey.addConnected();
    await send(await otherSoftwareOf(landlord), quarter2);
    const { submissionId, event } = await updates.submit(landlord, quarter1);
    await updates.run(event);
    const rejected = await updates.view(landlord, submissionId);
    expect(rejected.status).toBe('rejected');
    await look(landlord);
    expect(await journey.submissions.meetsAtHmrc(landlord.id, rejected)).toMatchObject({
      coveredElsewhere: { periodEndDate: quarter2 },
    });
    expect(await updates.clickResubmit(landlord, submissionId)).toMatchObject({
      ok: false,
      reason: 'covered-elsewhere',
    });
  });

  it('is none where HMRC lists the quarters that an update from here holds', async () => {
    const landlord = await journey.addConnected();
    await send(landlord, quarter2);
    await look(landlord);
    const { coveredBy, coveredElsewhere } = (await review(landlord, quarter1)) ?? {};
    expect([coveredBy?.periodEndDate, coveredElsewhere]).toEqual([quarter2, null]);
    expect(await review(landlord, quarter2)).toMatchObject({ coveredElsewhere: null, replaces: null });
  });
});

describe('an update that replaces one from other software', () => {
  /** Clicks without a tick in the box, and with one. */
  const clicks = async (landlord: Landlord, periodEndDate: string) => {
    const key = { businessId: landlord.businessId, periodEndDate };
    const seen = (await review(landlord, periodEndDate))?.fingerprint ?? '';
    const click = (agreesToReplace: boolean) =>
      journey.submissions.request(
        { ownerId: landlord.id, attemptId: randomUUID(), seen, captured, agreesToReplace },
        key,
      );
    return [await click(false), await click(true)];
  };

  it.each([
    ['of the same quarter', quarter2],
    ['of a quarter before it', quarter1],
  ])('%s is sent only with the box ticked that says so', async (_name, sentElsewhere) => {
    const landlord = await addWithUpdatesElsewhere(sentElsewhere);
    expect(await clicks(landlord, quarter2)).toMatchObject([
      { ok: false, reason: 'replaces-elsewhere', replaced: { periodEndDate: sentElsewhere } },
      { ok: true },
    ]);
  });

  it('keeps what was ticked, and what it replaces, in the chain of evidence', async () => {
    const landlord = await addWithUpdatesElsewhere(quarter1);
    const [, made] = await clicks(landlord, quarter2);
    if (!made?.ok) throw new Error('The update was not placed.');
    const { latest } = await createReceiving(journey).receiptOf(landlord, made.submissionId);
    expect(latest.replaced).toEqual({
      periodStartDate: '2026-04-06',
      periodEndDate: quarter1,
      wording: 'I understand that this replaces the figures HMRC has',
    });
  });

  it('is asked about once: what HMRC then has is from here', async () => {
    const landlord = await addWithUpdatesElsewhere(quarter2);
    await send(landlord, quarter2);
    await look(landlord);
    expect(await review(landlord, quarter2)).toMatchObject({ replaces: null });
  });

  it('is resubmitted only with the box ticked either', async () => {
    const landlord = await addWithUpdatesElsewhere(quarter2);
    const { submissionId } = await updates.submit(landlord, quarter2);
    await journey.pool.query(`update attempts set status = 'failed' where owner_id = $1`, [landlord.id]);
    await journey.pool.query(`update submissions set status = 'failed' where owner_id = $1`, [landlord.id]);
    const submission = await updates.view(landlord, submissionId);
    const preview = await journey.submissions.resubmitPreview(landlord.id, submission);
    expect(preview).toMatchObject({ replaces: { periodEndDate: quarter2 } });
    const click = {
      ownerId: landlord.id,
      attemptId: randomUUID(),
      seen: preview?.fingerprint ?? '',
      captured,
    };
    expect(await journey.submissions.resubmit(click, submissionId)).toMatchObject({
      reason: 'replaces-elsewhere',
    });
    expect(await journey.submissions.resubmit({ ...click, agreesToReplace: true }, submissionId)).toEqual({
      ok: true,
      submissionId,
    });
  });
});
