import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type PropertyYear } from '../../domain/submissions/index.ts';
import { createAbroad } from '../../test/abroad.ts';
import { createFinalising } from '../../test/finalising.ts';
import { createJourney, type Journey } from '../../test/journey.ts';
import { foreignBusinessOf, type Landlord } from '../../test/landlords.ts';
import { render, textIn } from '../../test/markup.ts';
import { createPeriodSummaries, early1, early2, early3 } from '../../test/period-summaries.ts';
import { Stage } from './stages.tsx';

let journey: Journey;
let landlord: Landlord;
const quarters = [early1, early2, early3, '2025-04-05'];

/** The landlord's two businesses of the last year whose updates are each of a quarter alone. */
const ukYear = ({ businessId }: Landlord): PropertyYear => ({
  ...{ businessId, taxYear: '2024-25', typeOfBusiness: 'uk-property' },
});
const yearAbroad = (of: Landlord): PropertyYear => ({
  ...{ businessId: foreignBusinessOf(of), taxYear: '2024-25', typeOfBusiness: 'foreign-property' },
});

beforeAll(async () => {
  journey = await createJourney();
  const periods = createPeriodSummaries(journey);
  const abroad = createAbroad(journey);
  landlord = await periods.addEarly({ abroad: true });
  const gite = await abroad.addProperty(landlord, { name: 'Gîte', countryCode: 'FRA' });
  for (const date of ['2024-05-02', '2024-11-02']) {
    await abroad.record(landlord, gite, 'periodAmount', 640, date);
  }
  for (const quarter of quarters) {
    await periods.sendThrough(landlord, quarter);
    const made = await abroad.click(landlord, quarter);
    if (!made.ok) throw new Error(made.reason);
    await periods.run(await periods.eventOf(landlord, made.submissionId));
  }
});
afterAll(() => journey.close());

/** What the page says of a business once HMRC has summed it up. */
async function readStage(yearOf: typeof ukYear): Promise<string> {
  const finalising = createFinalising(journey, yearOf);
  await finalising.trigger(landlord);
  const view = await finalising.view(landlord);
  return textIn(render(<Stage view={view} status="connected" />));
}

describe('finalising a year of quarters that are each sent alone', () => {
  it.each([
    ['in the UK', ukYear, '£6,000.06 £6,000.06 None'],
    ['abroad', yearAbroad, '£1,280.00 £1,280.00 None'],
  ])('sets the records of the whole year beside HMRC’s figures, %s', async (_where, yearOf, row) => {
    const text = await readStage(yearOf);
    expect(text).toContain(row);
    expect(text).not.toContain('HMRC’s figures and your records differ');
  });

  it('says to send the quarters that a difference is of', async () => {
    await journey.addRent(landlord, '2024-08-02', '1.00');
    const text = await readStage(ukYear);
    expect(text).toContain('HMRC’s figures and your records differ');
    expect(text).toContain('send the update of each quarter that it changes again');
    expect(text).not.toContain('last update of the year');
  });
});
