import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createFirstPerson, type Ids } from '../../test/first-person.ts';
import { textIn } from '../../test/markup.ts';
import { type Browser, createWholeApp, type WholeApp } from '../../test/whole-app.ts';

let whole: WholeApp;
let browser: Browser;
let ids: Ids;
let accounts: string;

/** The day after the last one on which HMRC takes changes of 2025-26, of which it never had a last update or a declaration. */
beforeAll(async () => {
  whole = await createWholeApp();
  ({ browser, ids } = await createFirstPerson(whole));
  accounts = `/years/2025-26/annual-summary/${ids.businessId}/accounting-type`;
  await browser.post(accounts, { then: 'ask' });
  await whole.pool.query(
    `update obligations set status = 'open', received_date = null where period_end_date = '2026-04-05'`,
  );
  await whole.setTime('2028-02-01T09:00:00Z');
});
afterAll(() => whole.close());

const read = async (path: string) => textIn((await browser.get(path)).text);
const since = 'HMRC has taken no changes of this year through software since 31 January 2028';

describe('a year that HMRC closed', () => {
  it('offers no update to be sent', async () => {
    const page = (await read('/updates')).split('Tax year 2025-26, UK property')[1] ?? '';
    expect(page.split('Tax year ')[0]).toContain('HMRC takes no changes any more');
    expect(page.split('Tax year ')[0]).not.toMatch(/Review and (send again|submit)/);
    const review = await read(`/updates/${ids.businessId}/2026-04-05`);
    expect(review).toContain('HMRC takes no changes of this tax year through software any more.');
    expect(review).not.toContain('report one total instead');
  });

  it('shows how expenses are reported, and keeps no other choice', async () => {
    const path = `/years/2025-26/expenses/${ids.businessId}`;
    const { status, text } = await browser.post(path, { style: 'none' });
    expect([status, text.includes('Save')]).toEqual([409, false]);
    const page = await read(path);
    expect(page).toContain(since);
    expect(page).toContain('Chosen for 2025-26: each expense in its category.');
  });

  it('shows how accounts were kept, and asks for no word on it', async () => {
    const calls = () => whole.simulator.control.requests().length;
    const [before, page] = [calls(), await browser.get(accounts)];
    expect(textIn(page.text)).toContain(since);
    expect(textIn(page.text)).toContain('HMRC has: Cash basis, as of');
    expect(page.text).not.toContain('name="accountingType"');
    const answer = await browser.post(accounts, { then: 'confirm', accountingType: 'CASH' });
    expect([answer.status, calls()]).toEqual([409, before]);
  });

  it('has a declaration page that speaks of nothing that HMRC would still take', async () => {
    const { text } = await browser.get('/years/2025-26/final-declaration');
    const page = textIn(text);
    expect(page).toContain('HMRC has taken nothing of this year through software since 31 January 2028');
    expect(page).toContain('UK property: Was not confirmed.');
    expect(page).toContain('HMRC took none for: 6 April 2025 to 5 April 2026');
    for (const said of ['takes the declaration without it', 'You have not confirmed', 'still waits']) {
      expect(page).not.toContain(said);
    }
    expect(text).not.toContain('/accounting-type');
  });

  it('says when what was never sent was due, and that the declaration is overdue', async () => {
    const { text } = await browser.get('/years/2025-26');
    const page = textIn(text);
    expect(page).toContain('Was due 5 May 2026 Was not sent from here');
    expect(page).toMatch(
      /Final declaration Was due 31 January 2027 Was not sent from here, and is overdue by HMRC’s list/,
    );
    expect(text).toContain('href="/years/2025-26/final-declaration"');
  });
});
