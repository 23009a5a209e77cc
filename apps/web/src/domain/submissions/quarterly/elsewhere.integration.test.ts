import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createJourney, type Journey } from '../../../test/journey.ts';
import { captured, type Landlord } from '../../../test/landlords.ts';
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
