import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createFirstPerson, type Ids, rentOf } from '../../test/first-person.ts';
import { textIn } from '../../test/markup.ts';
import { type Browser, createWholeApp, type WholeApp } from '../../test/whole-app.ts';

let whole: WholeApp;
let browser: Browser;
let ids: Ids;

beforeAll(async () => {
  whole = await createWholeApp();
  ({ browser, ids } = await createFirstPerson(whole));
});
afterAll(() => whole.close());

const read = async (path: string) => textIn((await browser.get(path)).text);

describe('the page of a tax year', () => {
  it('says of each task where it stands, with HMRC’s days', async () => {
    const page = await read('/years/2026-27');
    expect(page).toContain('Update for 6 April 2026 to 5 October 2026 Due 7 November 2026');
    expect(page).toContain(
      'Update for 6 April 2026 to 5 January 2027 Due 7 February 2027 From 26 December 2026',
    );
    expect(page).toContain('Final declaration Due 31 January 2028 From 6 April 2027');
  });

  it('leads to HMRC’s list of foreign properties, and to the annual summary of each business', async () => {
    const { text } = await browser.get('/years/2026-27');
    expect(text).toMatch(/href="\/years\/2026-27\/foreign-properties\/X/);
    expect(text.match(/href="\/years\/2026-27\/annual-summary\/X/g)).toHaveLength(2);
    expect((await browser.get('/years/2025-26')).text).not.toContain('/foreign-properties/');
  });

  it('leads to nothing that can’t be done yet', async () => {
    const { text } = await browser.get('/years/2026-27');
    expect(text).not.toMatch(/href="[^"]*2027-01-05"/);
    expect(text).not.toContain('href="/years/2026-27/final-declaration"');
    expect(text).toMatch(/href="\/years\/2026-27\/annual-summary\/X/);
  });

  it('has what HMRC took of the year before, whoever sent it, and its declaration to come', async () => {
    const page = await read('/years/2025-26');
    expect(page).toContain(
      'Update for 6 April 2025 to 5 July 2025 Due 5 August 2025 HMRC has it since 2 August 2025',
    );
    expect(page).toMatch(/Final declaration Due 31 January 2027 Due in \d+ days/);
  });

  it('does not call for a declaration of a year whose quarters HMRC never listed', async () => {
    const page = await read('/years/2024-25');
    expect(page).toContain('HMRC has listed no quarter of this tax year for you');
    expect(page).toContain('Final declaration HMRC has listed no quarters');
  });

  it('is there for years that have begun', async () => {
    expect((await browser.get('/years/2027-28')).status).toBe(404);
    expect((await browser.get('/years/2026-28')).status).toBe(404);
    expect((await browser.get('/years/2017-18')).status).toBe(200);
  });

  it('of a year that HMRC closed is there to be read', async () => {
    const page = await read('/years/2019-20');
    expect(page).toContain('HMRC has taken no changes of this year through software since 31 January 2022');
    expect(page).toContain('Final declaration Was not sent from here');
    expect(page).toContain('Tax calculation Was not asked for here');
    expect(page).toContain('HMRC has listed no quarter of this tax year for you.');
    expect(page).not.toContain('Check the dates with HMRC');
    expect(page).not.toContain('they apply to you');
    const closed = 'HMRC has taken no changes of this year through software since 31 January 2022';
    expect(await read('/years/2019-20/tax')).toContain(closed);
    expect(await read('/years/2019-20/tax')).not.toContain('Work out my tax');
    expect((await browser.post('/years/2019-20/tax')).status).toBe(409);
    expect(await read('/years/2019-20/final-declaration')).not.toContain('begins here');
  });
});

describe('what waits', () => {
  const setLast = (status: string) =>
    whole.pool.query(
      `update obligations set status = $1 where period_end_date = '2026-04-05' and type_of_business = 'uk-property'`,
      [status],
    );

  it('names what it waits for', async () => {
    await setLast('open');
    const page = await read('/years/2025-26');
    expect(page).toContain('your word that the figures are final After your update to 5 April 2026');
    expect(page).toMatch(
      /Final declaration Due 31 January 2027 After your update to 5 April 2026 \(UK property\)/,
    );
    expect(await read('/years/2025-26/final-declaration')).toContain(
      'HMRC still waits for: 6 April 2025 to 5 April 2026 See your updates',
    );
    await setLast('fulfilled');
  });

  it('is a tax calculation, of a year without an update', async () => {
    expect(await read('/years/2024-25')).toContain('Tax calculation After your first update');
    expect(await read('/years/2025-26')).toContain('Tax calculation Not asked for yet');
  });
});

describe('the list of tax years', () => {
  it('has the years that HMRC told of, with the next thing to do', async () => {
    const page = await read('/years');
    expect(page).toMatch(/Tax year 2026-27 \d of 9 done/);
    expect(page).toMatch(/Tax year 2025-26 8 of 9 done/);
    expect(page.indexOf('2026-27')).toBeLessThan(page.indexOf('2025-26'));
  });
});

describe('records that changed after HMRC took an update', () => {
  it('are told beside its quarter, with the way to send them now and the update that will carry them', async () => {
    await whole.pool.query(`update submissions set status = 'submitted' where id = $1`, [ids.submission]);
    expect(await read('/years/2026-27')).not.toContain('Records changed since');
    await browser.post('/records/transactions/new', rentOf(ids.property, 'late rent'));
    const page = await read('/years/2026-27');
    expect(page).toContain(
      'Update for 6 April 2026 to 5 October 2026 Due 7 November 2026 Submitted Records changed since',
    );
    expect(page.match(/Records changed since/g)).toHaveLength(1);
    expect(page).toContain('Rents and other income are £7,654.32 more, expenses are the same.');
    expect(page).toContain(
      'Your update for 6 April 2026 to 5 January 2027 will carry the change; HMRC takes it from 26 December 2026.',
    );
    const { text } = await browser.get('/years/2026-27');
    expect(text).toContain(`href="/updates/${ids.businessId}/2026-10-05"`);
    expect(await read('/years/2025-26')).not.toContain('changed since');
  });
});

describe('a year that is over with a business not finalised', () => {
  it('says so where it is declared, without standing in the way', async () => {
    const page = await read('/years/2025-26/final-declaration');
    expect(page).toContain(
      'Your UK property business has not been finalised for 2025-26: you have not said whether there is anything to adjust.',
    );
    expect(page).toContain('Your foreign property business has not been finalised for 2025-26');
    expect(page).toContain('HMRC takes the declaration without it.');
    expect(page).toContain('You have not confirmed how you keep your accounts for your UK property business');
    expect(page).toContain('Work out the figures to declare');
    expect(await read('/years/2026-27/final-declaration')).not.toContain('has not been finalised');
  });

  it('has it as not done in its list once it was declared', async () => {
    expect(await read('/years/2025-26')).toMatch(/word that the figures are final To do/);
    await whole.pool.query(
      `update final_declaration_obligations set status = 'fulfilled' where period_end_date = '2026-04-05'`,
    );
    expect(await read('/years/2025-26')).toMatch(
      /word that the figures are final The year was declared without it/,
    );
  });
});
