import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createFirstPerson, signUp } from '../../test/first-person.ts';
import { textIn } from '../../test/markup.ts';
import { type Browser, createWholeApp, type WholeApp } from '../../test/whole-app.ts';

const pathOf = (taxYear: string, businessId: string) =>
  `/years/${taxYear}/end-of-period-statement/${businessId}`;
const form = /<form method="post" action="\/years/;

describe('in the simulator', () => {
  let whole: WholeApp;
  let browser: Browser;
  let businessId: string;

  beforeAll(async () => {
    whole = await createWholeApp();
    const first = await createFirstPerson(whole);
    browser = first.browser;
    ({ businessId } = first.ids);
  });
  beforeEach(async () => {
    await whole.pool.query(`delete from submissions where kind = 'end-of-period-statement'`);
    await whole.setTime('2025-10-06T09:00:00Z');
  });
  afterAll(() => whole.close());

  const get = async (taxYear = '2023-24') => {
    const { status, text } = await browser.get(pathOf(taxYear, businessId));
    return { status, text, words: textIn(text) };
  };
  const post = (fields: Record<string, string>) => browser.post(pathOf('2023-24', businessId), fields);

  it('a year that is over has its period, what is known of it, and a declaration', async () => {
    const { status, text, words } = await get();
    expect(status).toBe(200);
    expect(words).toMatch(/6 April 2023 to 5 April 2024/);
    expect(text).toMatch(/href="\/years\/2023-24\/tax"/);
    expect(text).toMatch(form);
    const year = await browser.get('/years/2023-24');
    expect(year.text).toContain(`href="${pathOf('2023-24', businessId)}"`);
    expect(textIn(year.text)).toMatch(/End of Period Statement UK property Where it applies to you/);
  });

  it('nothing is sent until the box is ticked', async () => {
    const unticked = await post({});
    expect(unticked.status).toBe(409);
    expect(unticked.text).toMatch(/href="#agree"[^>]*>Tick the box if you agree/);
    const { status, location } = await post({ agree: 'yes' });
    expect([status, location]).toEqual([303, expect.stringMatching(/^\/submissions\//)]);
    const page = textIn((await browser.get(location)).text);
    expect(page).toMatch(/End of Period Statement UK property, 2023-24 Processing/);
    expect(page).toMatch(/Everything that HMRC has of this business for this accounting period is complete/);
    expect((await get()).words).toMatch(/Your statement is with HMRC\./);
    const again = await post({ agree: 'yes' });
    expect([again.status, textIn(again.text)]).toEqual([
      409,
      expect.stringMatching(/with HMRC already\. Nothing was sent\. See how it is going/),
    ]);
  });

  it.each([
    [
      'reconnect',
      /whether it has taken your End of Period Statement\. The way to ask is to send it once more/,
    ],
    ['hmrc', /has taken your End of Period Statement, so we keep asking\. .* HMRC takes it only once/],
  ])('does not say that nothing is sent twice, while it waits for %s', async (waitingFor, said) => {
    const { location } = await post({ agree: 'yes' });
    await whole.pool.query(`update attempts set waiting_for = $1 where status = 'processing'`, [waitingFor]);
    const page = textIn((await browser.get(location)).text);
    expect(page).toMatch(said);
    expect(page).not.toMatch(/Nothing is sent twice/);
  });

  it('says plainly that nobody here can know, and whom to ask, where HMRC does not tell', async () => {
    const { location } = await post({ agree: 'yes' });
    const wait = (nextTryAt: string | null, codes: string[]) =>
      whole.pool.query(
        `with waits as (
           update attempts set waiting_for = 'untold', next_try_at = $1 where status = 'processing' returning id, owner_id)
         insert into sends (attempt_id, owner_id, sent_at, body, codes)
         select id, owner_id, '2026-01-31T09:00:00Z', '{}', $2::jsonb from waits`,
        [nextTryAt, JSON.stringify(codes)],
      );
    await wait('2026-02-02T09:00:00Z', []);
    const asking = textIn((await browser.get(location)).text);
    expect(asking).toMatch(
      /We do not know whether HMRC has taken your End of Period Statement.* Please ask HMRC/,
    );
    expect(asking).toMatch(/software sent it on 31 January 2026.* We ask again on 2 February 2026/);
    expect(asking).not.toMatch(/Reconnect|it goes on by itself/);
    await wait(null, ['RULE_LATE_SUBMISSION']);
    const late = await browser.get(location);
    expect(textIn(late.text)).toMatch(/takes no End of Period Statement for this period any more/);
    expect(textIn(late.text)).toMatch(/We do not ask again/);
    // Nothing more comes, so nobody's reading is broken off by a page that loads again.
    expect(late.text).not.toMatch(/http-equiv="refresh"/);
    expect((await get()).words).toMatch(/We do not know whether HMRC has your statement/);
  });

  it.each([
    ['2024-04-05T09:00:00Z', '2023-24', /once the accounting period is over, after 5 April 2024/],
    ['2026-02-01T09:00:00Z', '2023-24', /took statements for this accounting period until 31 January 2026/],
    ['2025-10-06T09:00:00Z', '2024-25', /There is no End of Period Statement for 2024-25/],
    ['2026-10-06T09:00:00Z', '2026-27', /There is no End of Period Statement for 2026-27/],
  ])('on %s, %s has no form, and says why', async (now, taxYear, why) => {
    await whole.setTime(now);
    const { text, words } = await get(taxYear);
    expect(words).toMatch(why);
    expect(text).not.toMatch(form);
  });

  it('from 2024-25 on, the page says what takes its place', async () => {
    const { words } = await get('2024-25');
    expect(words).toMatch(
      /What takes its place finalising your property business : .*final declaration for 2024-25/,
    );
  });
});

describe('in HMRC’s own sandbox', () => {
  let whole: WholeApp;

  beforeAll(async () => {
    whole = await createWholeApp({
      HMRC_ENVIRONMENT: 'sandbox',
      HMRC_CLIENT_ID: 'any',
      HMRC_CLIENT_SECRET: 'any',
    });
  });
  afterAll(() => whole.close());

  it('the page says that HMRC withdrew it, and takes none', async () => {
    const browser = whole.open();
    await signUp(browser, 'ada@example.org');
    await whole.pool.query(
      `insert into businesses (owner_id, business_id, type_of_business, seen_at)
       select id, 'XAIS00000000001', 'uk-property', now() from users`,
    );
    const path = pathOf('2023-24', 'XAIS00000000001');
    const { status, text } = await browser.get(path);
    expect(status).toBe(200);
    expect(textIn(text)).toMatch(/HMRC has withdrawn the End of Period Statement, for this tax year too/);
    expect(textIn(text)).toMatch(/What takes its place the final declaration for 2023-24/);
    expect(text).not.toMatch(form);
    const posted = await browser.post(path, { agree: 'yes' });
    expect(posted.status).toBe(409);
    expect(textIn(posted.text)).toMatch(/does not take End of Period Statements any more\. Nothing was sent/);
  });
});
