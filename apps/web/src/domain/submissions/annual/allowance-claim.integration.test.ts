import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createAnnuals } from '../../../test/annual-summaries.ts';
import { createFinalising } from '../../../test/finalising.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { type Landlord } from '../../../test/landlords.ts';
import { adjustableAt } from '../adjustments/rules.ts';
import { noAnswers } from './entry/rules.ts';

let journey: Journey;
let annuals: ReturnType<typeof createAnnuals>;
let finalising: ReturnType<typeof createFinalising>;

beforeAll(async () => {
  journey = await createJourney();
  annuals = createAnnuals(journey, '2025-26');
  finalising = createFinalising(journey);
});
afterAll(() => journey.close());

const claiming = { ...noAnswers, fields: { nonResidentLandlord: 'no', propertyIncomeAllowance: '1,000' } };
const claimOf = (landlord: Landlord) =>
  journey.submissions.allowanceClaim(landlord.id, annuals.yearOf(landlord));

/** A landlord whose year HMRC has, with an annual summary that it took. */
async function addClaimed() {
  const landlord = await journey.addConnected();
  await journey.addRent(landlord, '2025-06-01', '30,000.00');
  await finalising.sendYear(landlord);
  await annuals.fill(landlord, claiming);
  const made = await annuals.click(landlord);
  if (!made.ok) throw new Error(made.reason);
  await finalising.run(await finalising.eventOf(landlord, made.submissionId));
  return { landlord, submissionId: made.submissionId };
}

describe('a claim of the property income allowance', () => {
  it('is known by the answers that are kept, and of nobody else’s business or another year', async () => {
    const [landlord, other] = [await journey.addConnected(), await journey.addConnected()];
    expect(await claimOf(landlord)).toBeNull();
    await annuals.fill(landlord, claiming);
    expect(await claimOf(landlord)).toEqual({ by: 'kept' });
    expect(await claimOf(other)).toBeNull();
    const of = { ...annuals.yearOf(landlord), taxYear: '2026-27' as const };
    expect(await journey.submissions.allowanceClaim(landlord.id, of)).toBeNull();
  });

  it('is what HMRC took of it, until HMRC takes one without it', async () => {
    const { landlord, submissionId } = await addClaimed();
    expect(await claimOf(landlord)).toEqual({ by: 'taken', submissionId });
    await annuals.fill(landlord, { ...noAnswers, fields: { nonResidentLandlord: 'no' } });
    expect(await claimOf(landlord)).toEqual({ by: 'taken', submissionId });
    const made = await annuals.click(landlord);
    if (!made.ok) throw new Error(made.reason);
    await finalising.run(await finalising.eventOf(landlord, made.submissionId));
    expect(await claimOf(landlord)).toBeNull();
  });

  it('leaves no expense to be adjusted in HMRC’s summary of the year', async () => {
    const { landlord } = await addClaimed();
    await finalising.trigger(landlord);
    const submitted = (await finalising.view(landlord)).summary?.submitted;
    if (!submitted?.places[0]) throw new Error('There is no summary.');
    const parts = adjustableAt('uk-property', submitted.places[0], submitted).map(({ field }) => field.part);
    expect(new Set(parts)).toEqual(new Set(['income']));
  });
});
