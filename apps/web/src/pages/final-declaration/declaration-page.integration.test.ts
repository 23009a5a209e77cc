import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createFirstPerson, type Ids } from '../../test/first-person.ts';
import { textIn } from '../../test/markup.ts';
import { type Browser, createWholeApp, type WholeApp } from '../../test/whole-app.ts';

const path = '/years/2025-26/final-declaration';
let whole: WholeApp;
let browser: Browser;
let ids: Ids;

beforeAll(async () => {
  whole = await createWholeApp();
  ({ browser, ids } = await createFirstPerson(whole));
});
afterAll(() => whole.close());

const read = async (of: string) => textIn((await browser.get(of)).text);

describe('the question of other income', () => {
  it('that is not with HMRC yet is answered with where to add it, and HMRC is not asked', async () => {
    const { status, text } = await browser.post(path, { otherIncome: 'not-yet' });
    expect(status).toBe(409);
    expect(text).toMatch(/<input(?=[^>]*value="not-yet")(?=[^>]*\schecked)[^>]*>/);
    expect(textIn(text)).toContain('Add it first, since the declaration would not be complete without it');
    expect(text).toContain('https://www.gov.uk/log-in-register-hmrc-online-services');
    expect(text).toContain('find-software-thats-compatible-with-making-tax-digital-for-income-tax');
    const made = await whole.pool.query(`select id from calculations where type = 'intent-to-finalise'`);
    // The one that the person had before.
    expect(made.rowCount).toBe(1);
  });

  it('wants an answer', async () => {
    const { status, text } = await browser.post(path);
    expect(status).toBe(409);
    expect(textIn(text)).toContain('Say whether there is other income that Quarterday does not send');
  });
});

describe('how accounts are kept', () => {
  it('is to be confirmed before the year is declared, without standing in the way', async () => {
    const link = `/years/2025-26/annual-summary/${ids.businessId}/accounting-type`;
    const before = await browser.get(path);
    expect(before.text).toContain(`href="${link}?from=declaration"`);
    expect(textIn(before.text)).toContain(
      'You have not confirmed how you keep your accounts for your UK property business in 2025-26.',
    );
    expect(textIn(before.text)).toContain('Work out the figures to declare');
    await browser.post(link, { accountingType: 'CASH', then: 'confirm' });
    const after = await read(path);
    expect(after).not.toContain('your accounts for your UK property business');
    expect(after).toContain('UK property: Cash basis, confirmed.');
    expect(after).toContain('Foreign property: Not confirmed yet.');
  });
});

describe('who is asked for no quarterly updates', () => {
  const setStatus = (status: string) => whole.pool.query(`update connections set itsa_status = $1`, [status]);

  it('is told that the return is owed, and made elsewhere', async () => {
    expect(await read('/years/2024-25')).not.toContain('asks for no quarterly updates');
    await setStatus('Annual');
    const told =
      'HMRC asks for no quarterly updates of you: when you connected, it had you down as “Annual”.';
    const year = await read('/years/2024-25');
    expect(year).toContain(told);
    expect(year).toContain('Final declaration Not through Quarterday');
    expect(year).not.toContain('Check the dates with HMRC');
    const declaration = await read('/years/2024-25/final-declaration');
    expect(declaration).toContain(told);
    expect(declaration).not.toContain('begins here');
    // HMRC's list of quarters goes before what it had the landlord down as.
    expect(await read('/years/2025-26')).not.toContain(told);
    await setStatus('MTD Mandated');
  });

  it('of one business among others is told that nothing of that one is sent', async () => {
    await whole.pool.query(
      `update obligations set period_end_date = period_end_date - interval '20 years'
       where type_of_business = 'foreign-property' and period_end_date between '2025-04-06' and '2026-04-05'`,
    );
    const told = 'Foreign property: HMRC has listed no quarter of 2025-26 for this business.';
    expect(await read('/years/2025-26')).toContain(told);
    expect(await read(path)).toContain(told);
    expect(await read('/years/2026-27')).not.toContain('HMRC has listed no quarter');
  });
});

describe('a year that was declared with other software', () => {
  const listed = (year: string) =>
    whole.pool.query(
      `insert into final_declaration_obligations
         (owner_id, period_start_date, period_end_date, due_date, status, received_date, seen_at)
       select id, $1, $2, $3, 'fulfilled', '2026-10-04', now() from users
       on conflict (owner_id, period_end_date) do update set status = 'fulfilled', received_date = '2026-10-04'`,
      [`${year.slice(0, 4)}-04-06`, `20${year.slice(5)}-04-05`, `20${Number(year.slice(5)) + 1}-01-31`],
    );

  it('is said to be with HMRC, and since when, where HMRC takes no amendment', async () => {
    await listed('2024-25');
    const page = await read('/years/2024-25/final-declaration');
    expect(page).toContain('HMRC has your final declaration of this year since 4 October 2026.');
    expect(page).toContain('It was not made with Quarterday');
    expect(page).toContain('HMRC takes no amendments of this year through software.');
    expect(page).not.toContain('the declaration begins here');
    expect(await read('/years/2024-25')).toContain('Tax calculation Not asked for yet');
    expect(await read('/years')).toContain(
      'Tax year 2024-25 HMRC has your final declaration, and lists no quarters HMRC has it since 4 October 2026',
    );
  });

  it('may be amended from 2025-26 on', async () => {
    await listed('2025-26');
    const page = await read(path);
    expect(page).toContain('HMRC has your final declaration of this year since 4 October 2026.');
    expect(page).toContain('Work out the amended figures');
    expect(page).not.toContain('Work out the figures to declare');
  });
});

describe('the updates of who is asked for none', () => {
  it('are said not to be asked for, instead of to come yet', async () => {
    await whole.pool.query(`delete from obligations`);
    const late = 'it can take HMRC a while to list its quarters';
    expect(await read('/updates')).toContain(late);
    await whole.pool.query(`update connections set itsa_status = 'Annual'`);
    const page = await read('/updates');
    expect(page).toContain('HMRC asks for no quarterly updates of you');
    expect(page).toContain('When you connected, it had you down as “Annual”.');
    expect(page).not.toContain(late);
    expect(page).toContain('Check these dates with HMRC');
  });
});
