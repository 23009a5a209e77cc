import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createFirstPerson, type Ids } from '../../test/first-person.ts';
import { textIn } from '../../test/markup.ts';
import { type Browser, createWholeApp, type WholeApp } from '../../test/whole-app.ts';

/** HMRC has every quarter of 2025-26 of the first person, and none of them from here. */
let whole: WholeApp;
let browser: Browser;
let ids: Ids;

beforeAll(async () => {
  whole = await createWholeApp();
  ({ browser, ids } = await createFirstPerson(whole));
  await whole.pool.query(`update submissions set status = 'failed' where status = 'processing'`);
});
afterAll(() => whole.close());

const review = (end: string) => `/updates/${ids.businessId}/${end}`;
const button = /<button[^>]*>\s*(Submit|Resubmit)\s*<\/button>/;

/** What the form of a page would send, nothing ticked. */
const click = (html: string) => ({
  seen: /name="seen" value="([^"]*)"/.exec(html)?.[1] ?? '',
  attempt: randomUUID(),
});

describe('a quarter before one that HMRC has from other software', () => {
  it('has nothing to send, and leads to the update that can be', async () => {
    const { text } = await browser.get(review('2025-07-05'));
    expect(textIn(text)).toContain('HMRC has a later update of this tax year, from other software');
    expect(textIn(text)).toContain('There is nothing to send for this quarter.');
    expect(text).toContain(`href="${review('2026-04-05')}"`);
    expect(text).not.toMatch(button);
  });

  it('shows no days, no figures and nothing that it would replace', async () => {
    const page = textIn((await browser.get(review('2025-07-05'))).text);
    expect(page).not.toMatch(/Due \d|overdue|These are your records|first update from Quarterday/);
  });

  it('is refused where the form comes all the same', async () => {
    const { status, text } = await browser.post(review('2025-07-05'), click(''));
    expect(status).toBe(409);
    expect(textIn(text)).toContain('which holds these figures. Nothing was sent.');
  });

  it('is nothing to do in the table of updates', async () => {
    const page = textIn((await browser.get('/updates')).text);
    expect(page).toMatch(/6 April 2025 to 5 January 2026 [^:]*?Received by HMRC on [^:]*?Nothing to do/);
  });

  it('that HMRC rejected is not offered to be resubmitted', async () => {
    await whole.pool.query(
      `update submissions set status = 'rejected', tax_year = '2025-26',
         period_start_date = '2025-04-06', period_end_date = '2025-07-05' where id = $1`,
      [ids.submission],
    );
    for (const page of ['', '/resubmit']) {
      const { text } = await browser.get(`/submissions/${ids.submission}${page}`);
      expect(textIn(text)).toContain('There is nothing to send for this quarter.');
      expect(text).not.toMatch(button);
      expect(text).not.toContain(`href="/submissions/${ids.submission}/resubmit"`);
    }
  });
});

describe('the last quarter that HMRC has from other software', () => {
  const last = '2026-04-05';
  const box = 'I understand that this replaces the figures HMRC has';

  it('says that this update would replace it, what noughts would do, and has a box to tick', async () => {
    const { text } = await browser.get(review(last));
    const page = textIn(text);
    expect(page).toContain('HMRC has an update of this tax year to 5 April 2026 from other software.');
    expect(page).toContain('This update replaces all of it');
    expect(page).toContain('With it HMRC would have nothing but noughts for them.');
    expect(page).not.toContain('This is your first update from Quarterday');
    expect(page).toContain(box);
    expect(text).toMatch(/<input(?=[^>]*type="checkbox")(?=[^>]*name="replace")(?![^>]*\schecked)[^>]*>/);
  });

  it('is not sent without the tick, and told why beside the box', async () => {
    const { text } = await browser.get(review(last));
    const refused = await browser.post(review(last), click(text));
    expect(refused.status).toBe(409);
    expect(textIn(refused.text)).toContain('Nothing was sent, because HMRC has figures from other software');
    expect(refused.text).toContain('href="#replace"');
    expect(refused.text).toContain('id="replace-error"');
    const { status, location } = await browser.post(review(last), { ...click(text), replace: 'yes' });
    expect([status, location]).toEqual([303, expect.stringMatching(/^\/submissions\//)]);
  });

  it('is not said to be replaced where HMRC has nothing of the year', async () => {
    expect((await browser.get(review('2026-10-05'))).text).not.toContain(box);
  });
});

describe('a quarter of which HMRC has one update and rejected one from here', () => {
  it('stands as HMRC has it, in the table and in the tax year, with the way to the rejected one', async () => {
    await whole.pool.query(
      `update submissions set status = 'rejected', tax_year = '2025-26',
         period_start_date = '2025-04-06', period_end_date = '2025-10-05' where id = $1`,
      [ids.submission],
    );
    for (const path of ['/updates', '/years/2025-26']) {
      const { text } = await browser.get(path);
      expect(textIn(text)).toMatch(
        /(Received by HMRC on|HMRC has it since) [^.]*?One from here was rejected/,
      );
      expect(text).toContain(`href="/submissions/${ids.submission}"`);
    }
  });
});

describe('records that changed after HMRC took an update, and a later one from other software', () => {
  it('are said to be perhaps in that one, which is what can be sent', async () => {
    await whole.pool.query(`update submissions set status = 'failed' where status = 'processing'`);
    await whole.pool.query(
      `update submissions set status = 'submitted', tax_year = '2025-26',
         period_start_date = '2025-04-06', period_end_date = '2025-07-05' where id = $1`,
      [ids.submission],
    );
    for (const path of ['/updates', '/years/2025-26']) {
      const { text } = await browser.get(path);
      expect(textIn(text)).toContain('your records of 6 April 2025 to 5 July 2025 changed since HMRC took');
      expect(textIn(text)).toContain(
        'from other software: the one for 6 April 2025 to 5 April 2026. It took the place of yours',
      );
      expect(text).not.toContain('Review the correction');
      expect(text).not.toContain('will carry the change');
      expect(text).not.toContain(`href="${review('2025-07-05')}"`);
      expect(text).toMatch(new RegExp(`href="${review('2026-04-05')}"[^>]*>\\s*Review that update`));
    }
    expect((await browser.get(review('2026-04-05'))).text).toMatch(button);
  });

  it('are corrected by the same quarter where nothing later is with HMRC', async () => {
    await whole.pool.query(`update submissions set period_end_date = '2026-04-05' where id = $1`, [
      ids.submission,
    ]);
    const { text } = await browser.get('/years/2025-26');
    expect(text).toMatch(new RegExp(`href="${review('2026-04-05')}"[^>]*>\\s*Review the correction`));
    expect(text).not.toContain('Review that update');
  });
});

describe('a quarter before one that HMRC took from here', () => {
  it('shows the update that holds it, and nothing that there would be to compare or to be late with', async () => {
    await whole.pool.query(
      `update submissions set status = 'submitted', tax_year = '2026-27',
         period_start_date = '2026-04-06', period_end_date = '2026-10-05' where id = $1`,
      [ids.submission],
    );
    const { text } = await browser.get(review('2026-07-05'));
    expect(textIn(text)).toContain(
      'HMRC has your update for 6 April 2026 to 5 October 2026 , which holds these figures too.',
    );
    expect(text).toContain(`href="/submissions/${ids.submission}"`);
    expect(textIn(text)).not.toMatch(/Due \d|overdue|Beside them stands|The new one replaces it/);
    expect(textIn((await browser.get(review('2026-10-05'))).text)).toContain('Beside them stands');
  });
});
