import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createAbroad } from '../../test/abroad.ts';
import { createJourney, type Journey } from '../../test/journey.ts';
import { captured, foreignBusinessOf } from '../../test/landlords.ts';
import { render, textIn } from '../../test/markup.ts';
import { AfterEnd } from './after-end.tsx';

let journey: Journey;

beforeAll(async () => {
  journey = await createJourney();
});
afterAll(() => journey.close());

describe('income after a property’s end', () => {
  it('is asked about before an update that holds it is sent, and other figures are not', async () => {
    const abroad = createAbroad(journey);
    const landlord = await journey.addConnected({ abroad: true });
    const villa = await abroad.addProperty(landlord, { name: 'Villa Sol', countryCode: 'ESP' });
    const gite = await abroad.addProperty(landlord, { name: 'Gîte', countryCode: 'FRA' });
    await abroad.record(landlord, villa, 'periodAmount', 500, '2026-08-31');
    await abroad.record(landlord, villa, 'repairsAndMaintenance', -20, '2026-09-20');
    await abroad.record(landlord, gite, 'periodAmount', 700, '2026-09-20');
    const { foreignRegistrations } = journey.submissions;
    for (const id of [villa, gite]) expect(await abroad.register(landlord, id)).toEqual({ ok: true });
    const end = { date: '2026-08-31', reason: 'disposal' };
    const of = abroad.yearOf(landlord);
    expect(await foreignRegistrations.change(landlord.id, of, villa, { end }, captured)).toEqual({
      ok: true,
    });

    const read = async (periodEndDate: string) => {
      const key = { businessId: foreignBusinessOf(landlord), periodEndDate };
      const period = (await journey.submissions.review(landlord.id, key))?.period;
      if (!period) throw new Error('There is no such quarter.');
      const income = await foreignRegistrations.incomeAfterEnd(landlord.id, period);
      return textIn(render(<AfterEnd income={income} of={period} />));
    };
    expect(await read('2026-10-05')).toBe('');
    await abroad.record(landlord, villa, 'periodAmount', 123.45, '2026-09-01');
    expect(await read('2026-10-05')).toContain(
      '£123.45 of income of Villa Sol dated after 31 August 2026, the day on which it ended by HMRC’s list',
    );
    expect(await read('2026-07-05')).toBe('');
  });
});
