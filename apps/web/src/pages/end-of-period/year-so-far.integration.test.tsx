import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createJourney, type Journey } from '../../test/journey.ts';
import { render, textIn } from '../../test/markup.ts';
import { createPeriodSummaries, early1, early2 } from '../../test/period-summaries.ts';
import { YearSoFar } from './year-so-far.tsx';

let journey: Journey;

beforeAll(async () => {
  journey = await createJourney();
});
afterAll(() => journey.close());

describe('a year that a statement is of', () => {
  it('waits for no quarter that HMRC took from here, and tells the updates apart', async () => {
    const periods = createPeriodSummaries(journey);
    const landlord = await periods.addEarly();
    const { businessId } = landlord;
    const text = async () => {
      const of = { businessId, taxYear: '2024-25', typeOfBusiness: 'uk-property' } as const;
      const view = await journey.submissions.statements.view(landlord.id, of);
      return textIn(render(<YearSoFar view={view} />));
    };
    expect(await text()).toContain('HMRC still waits for: 6 April 2024 to 5 July 2024');
    await periods.sendThrough(landlord, early1);
    await periods.sendThrough(landlord, early2);
    expect(await text()).toContain('HMRC still waits for: 6 October 2024 to 5 January 2025');
    for (const quarter of ['6 July 2024 to 5 October 2024', '6 April 2024 to 5 July 2024']) {
      expect(await text()).toMatch(new RegExp(`, ${quarter} : Submitted`));
    }
  });
});
