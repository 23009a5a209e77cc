import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createFirstPerson, type Ids } from '../../test/first-person.ts';
import { textIn } from '../../test/markup.ts';
import { type Browser, createWholeApp, type WholeApp } from '../../test/whole-app.ts';

let whole: WholeApp;
let browser: Browser;
let ids: Ids;
let choice: string;
let annual: string;

beforeAll(async () => {
  whole = await createWholeApp();
  ({ browser, ids } = await createFirstPerson(whole));
  choice = `/years/2026-27/expenses/${ids.businessId}`;
  annual = `/years/2026-27/annual-summary/${ids.businessId}`;
});
afterAll(() => whole.close());

const review = () => `/updates/${ids.businessId}/2026-10-05`;
const spent = (pence: number) =>
  whole.pool.query(
    `update transactions set category = 'other', money_in_pence = 0, money_out_pence = $1
     where id = (select id from transactions order by date, id limit 1)`,
    [pence],
  );

describe('how expenses are reported', () => {
  it('says what the property income allowance is, beside what the records hold', async () => {
    await whole.pool.query(`update transactions set date = '2026-05-01'`);
    await spent(98_765);
    const { text } = await browser.get(choice);
    expect(textIn(text)).toContain('Your records of 2026-27 hold £987.65 of expenses for this business.');
    expect(textIn(text)).toContain('With more than £1,000 by the end of the year');
    expect(text).toContain(`href="${annual}"`);
    expect(text).toMatch(/value="none"/);
    await spent(100_001);
    expect(textIn((await browser.get(choice)).text)).toContain('That is more than £1,000');
  });

  it('leads there from an allowance that expenses stand in the way of', async () => {
    await whole.pool.query(
      `update submissions set status = 'submitted' where kind = 'quarterly-update' and period_end_date = '2026-10-05'`,
    );
    await whole.pool.query(
      `update attempts set status = 'submitted', finished_at = now(), outcome = null,
         figures = '{"fromDate":"2026-04-06","toDate":"2026-10-05","income":{},"expenses":{"otherPence":1}}'
       where submission_id in (select id from submissions where period_end_date = '2026-10-05')`,
    );
    const fields = { propertyIncomeAllowance: '1000', nonResidentLandlord: 'no', then: 'review' };
    const answer = await browser.post(annual, fields);
    const { text } = answer.status === 303 ? await browser.get(`${annual}?check=yes`) : answer;
    expect(textIn(text)).toContain('Choose to leave expenses out, then send that update again');
    expect(text).toContain(`href="${choice}"`);
    expect(textIn(text)).toContain('Leave expenses out of your updates');
  });

  it('none is said on the review with its reason and the way back, and made a correction of', async () => {
    const chosen = await browser.post(choice, { style: 'none', quarter: '2026-10-05' });
    expect(chosen.location).toBe(review());
    const { text } = await browser.get(review());
    expect(textIn(text)).toContain('All expenses are left out of this update');
    expect(textIn(text)).toContain('None in this update.');
    expect(textIn(text)).not.toContain('Bring finance costs forward');
    expect(text).toContain(`href="${choice}?quarter=2026-10-05"`);
    expect(textIn(text)).toContain('£1,000.01');
    expect(textIn((await browser.get('/updates')).text)).toContain(
      'or how their expenses are reported, changed',
    );
  });

  it('none, and no claim of the allowance, is noted on the review of the annual summary', async () => {
    const note = 'this annual summary does not claim the property income allowance';
    const answers = { propertyIncomeAllowance: '', nonResidentLandlord: 'no', then: 'save' };
    await browser.post(annual, answers);
    expect(textIn((await browser.get(`${annual}/review`)).text)).toContain(note);
    await browser.post(choice, { style: 'itemised' });
    const { text } = await browser.get(`${annual}/review`);
    expect(textIn(text)).toContain('Review your annual summary');
    expect(textIn(text)).not.toContain(note);
  });

  it('is warned of where answers of the annual summary claim the allowance beside expenses', async () => {
    const warning = 'This update holds expenses, and your answers for the annual summary of 2026-27 claim';
    expect(textIn((await browser.get(review())).text)).not.toContain(warning);
    const answers = { propertyIncomeAllowance: '1000', nonResidentLandlord: 'no', then: 'save' };
    await browser.post(annual, answers);
    const { text } = await browser.get(review());
    expect(textIn(text)).toContain(warning);
    expect(text).toContain(`href="${choice}?quarter=2026-10-05"`);
    expect(text).toContain(`href="${annual}"`);
    expect(textIn((await browser.get(choice)).text)).toContain('While it does, no update may hold expenses');
    await browser.post(choice, { style: 'none' });
    expect(textIn((await browser.get(review())).text)).not.toContain(warning);
  });

  it('may be chosen of a year whose updates are each of a quarter alone, and each is sent again', async () => {
    const early = `/years/2024-25/expenses/${ids.businessId}`;
    expect((await browser.get(early)).status).toBe(404);
    await whole.pool.query(
      `update obligations set period_start_date = '2024-04-06', period_end_date = '2024-07-05'
       where period_end_date = '2025-07-05' and business_id = $1`,
      [ids.businessId],
    );
    const page = textIn((await browser.get(early)).text);
    expect(page).toContain('In 2024-25 each update holds its own quarter alone');
    expect(page).toContain('HMRC wants none of them in any update of the year');
    expect((await browser.post(early, { style: 'none' })).status).toBe(303);
    const review = textIn((await browser.get(`/updates/${ids.businessId}/2024-07-05`)).text);
    expect(review).toContain('All expenses are left out of this update');
  });
});
