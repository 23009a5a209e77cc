import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createFirstPerson, type Ids, rentOf } from '../../test/first-person.ts';
import { textIn } from '../../test/markup.ts';
import { type Browser, createWholeApp, type WholeApp } from '../../test/whole-app.ts';

let whole: WholeApp;
let browser: Browser;
let ids: Ids;
let path: string;

beforeAll(async () => {
  whole = await createWholeApp();
  ({ browser, ids } = await createFirstPerson(whole));
  path = `/years/2026-27/rent-a-room/${ids.businessId}`;
  const lodger = { ...rentOf(ids.property, 'Lodger'), category: 'rentsReceived', 'money-in': '4000' };
  await browser.post('/records/transactions/new', lodger);
  await whole.pool.query('delete from year_amounts');
  await whole.pool.query(`delete from annual_summary_drafts`);
});
afterAll(() => whole.close());

const read = async (from: string) => textIn((await browser.get(from)).text);
const review = () => `/updates/${ids.businessId}/2026-10-05`;

describe('Rent a Room relief', () => {
  it('is a task of the year and a question of the review while nothing is claimed', async () => {
    expect((await browser.get('/years/2026-27')).text).toContain(`href="${path}"`);
    expect(await read('/years/2026-27')).toContain('Rent a Room rents that is free of tax Not claimed yet');
    const { text } = await browser.get(review());
    expect(textIn(text)).toContain(
      'This update has £4,000.00 of Rent a Room rents and claims no relief, so all of them are taxed. Up to £4,000.00',
    );
    expect(text).toContain(`href="${path}?quarter=2026-10-05"`);
  });

  it('explains itself, with the rents filled in', async () => {
    const { text } = await browser.get(path);
    const words = textIn(text);
    expect(words).toContain(
      'up to £7,500 a year, or up to £3,750 where somebody else has part of the income',
    );
    expect(words).toContain('claims no other expenses for the room');
    expect(words).toContain('Rent a Room rents in your records of 2026-27: £4,000.00.');
    expect(text).toContain('value="4000.00"');
  });

  it('is refused above the rents, and what was typed is kept', async () => {
    const refused = await browser.post(path, { amount: '4000.01' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('value="4000.01"');
    expect(textIn(refused.text)).toContain(
      'The amount can’t be more than the Rent a Room rents of the tax year in your records',
    );
  });

  it('stands in the review of the update that the landlord came from, once it is saved', async () => {
    const saved = await browser.post(path, { amount: '4000', quarter: '2026-10-05' });
    expect([saved.status, saved.location]).toEqual([303, review()]);
    const page = await read(review());
    expect(page).toContain('Rent a Room amount claimed £4,000.00');
    expect(page).toContain('Rent a Room amount claimed: £4,000.00, as you entered it on');
    expect(page).not.toContain('Claim Rent a Room relief');
    expect(await read('/years/2026-27')).toContain('free of tax £4,000.00');
  });

  it('that the rents have outgrown is told', async () => {
    const saved = await browser.post(path, { amount: '3000' });
    expect(await read(saved.location)).toContain('Saved. Nothing was sent to HMRC');
    expect(await read(path)).toContain('By now you can claim up to £4,000.00.');
    expect(await read('/years/2026-27')).toContain('£3,000.00, rents are more');
    const page = await read(review());
    expect(page).toContain('Your Rent a Room rents have grown to £4,000.00, and you claim £3,000.00.');
  });

  it('over the limit of income that is shared is told', async () => {
    await browser.post(path, { amount: '4000' });
    const annual = `/years/2026-27/annual-summary/${ids.businessId}`;
    await browser.post(annual, { rentARoom: 'shared', then: 'save' });
    expect(await read(review())).toContain(
      'You claim £4,000.00 of Rent a Room relief, and your limit is £3,750.00.',
    );
    expect(await read('/years/2026-27')).toContain('£4,000.00, over the limit');
    expect(await read(path)).toContain('You answered that somebody else has part of the income.');
  });

  it('that is not wanted is not asked for again', async () => {
    await browser.post(path, { amount: '0' });
    expect(await read('/years/2026-27')).toContain('free of tax None claimed');
    expect(await read(review())).toContain('You claim no Rent a Room relief.');
  });

  it('and the annual summary are held against each other', async () => {
    const annual = `/years/2026-27/annual-summary/${ids.businessId}`;
    const reviewWith = async (amount: string, rentARoom: string) => {
      await browser.post(annual, { nonResidentLandlord: 'no', rentARoom, then: 'save' });
      await browser.post(path, { amount });
      return read(`${annual}/review`);
    };
    const unsaid = 'You entered a claim of £4,000.00 of Rent a Room relief for your updates of 2026-27';
    const unclaimed = 'you entered no claim of it for your updates of 2026-27';
    expect(await reviewWith('4000', 'none')).toContain(unsaid);
    expect(await reviewWith('0', 'alone')).toContain(unclaimed);
    for (const agreeing of [await reviewWith('4000', 'alone'), await reviewWith('0', 'none')]) {
      expect(agreeing).toContain('Review your annual summary');
      expect(agreeing).not.toContain(unsaid);
      expect(agreeing).not.toContain(unclaimed);
    }
  });

  it('is left out where no expenses are reported, and its page, its task and its answer say so', async () => {
    const styles = `/years/2026-27/expenses/${ids.businessId}`;
    await browser.post(styles, { style: 'none' });
    expect(await read(path)).toContain('So your updates leave out what you enter here.');
    expect(await read('/years/2026-27')).toContain('free of tax Left out, as your expenses are');
    const saved = await browser.post(path, { amount: '4000' });
    expect(await read(saved.location)).toContain('nothing will be while your updates leave out expenses');
    await browser.post(styles, { style: 'itemised' });
    expect(await read(path)).not.toContain('leave out what you enter here');
  });

  it('has no page where there is nothing to claim', async () => {
    expect((await browser.get(path.replace('2026-27', '2025-26'))).status).toBe(404);
    expect((await browser.get(path.replace(ids.businessId, ids.foreignBusinessId))).status).toBe(404);
  });
});
