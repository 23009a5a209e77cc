import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createJourney, type Journey } from '../../test/journey.ts';
import { captured, type Landlord } from '../../test/landlords.ts';
import { render, textIn } from '../../test/markup.ts';
import { DaysBetweenQuarters } from './days-between.tsx';

let journey: Journey;
let landlord: Landlord;

const viewOf = async (taxYear: string) => {
  const named = { businessId: landlord.businessId, taxYear };
  const view = await journey.submissions.quarterTypes.view(landlord.id, named);
  if (!view) throw new Error('HMRC listed no quarters.');
  return view;
};
const choose = async (taxYear: string, type: 'standard' | 'calendar') =>
  journey.submissions.quarterTypes.choose(landlord.id, await viewOf(taxYear), type, captured);
const read = async (taxYear: '2025-26' | '2026-27' | '2027-28') =>
  textIn(
    render(
      <DaysBetweenQuarters days={await journey.submissions.quarterTypes.daysBetween(landlord.id, taxYear)} />,
    ),
  );

/** Somebody with calendar quarters in 2026-27, and records of the days after them. */
beforeAll(async () => {
  journey = await createJourney();
  await journey.setTime('2026-04-10T09:00:00Z');
  landlord = await journey.addConnected();
  expect(await choose('2026-27', 'calendar')).toEqual({ ok: true });
  await journey.addRent(landlord, '2027-04-03', '650.00');
  await journey.setTime('2027-04-10T09:00:00Z');
  const { id } = await journey.connectionOf(landlord);
  await journey.connections.refreshObligations(
    { id, ownerId: landlord.id },
    {
      ...{ purpose: 'check-dates', freshness: 'live', priority: 'person' },
      fraudPreventionHeaders: captured.headers,
    },
  );
});
afterAll(() => journey.close());

describe('days between calendar quarters and quarters from the 6th', () => {
  it('are told before quarters from the 6th are chosen again, and lost by none while they are not', async () => {
    expect((await viewOf('2026-27')).lostByStandard).toBeNull();
    expect(await viewOf('2027-28')).toMatchObject({
      type: 'calendar',
      lostByStandard: { from: '2027-04-01', to: '2027-04-05', taxYear: '2026-27', transactions: 1 },
    });
    expect(await read('2026-27')).toBe('');
  });

  it('are told of on the pages of both years once they are in no update, and of no other', async () => {
    expect(await choose('2027-28', 'standard')).toEqual({ ok: true });
    for (const taxYear of ['2026-27', '2027-28'] as const) {
      const text = await read(taxYear);
      expect(text).toContain(
        '1 transaction of your UK property business from 1 April 2027 to 5 April 2027 is in no update',
      );
      expect(text).toContain('These days belong to tax year 2026-27.');
    }
    expect(await read('2025-26')).toBe('');
  });
});
