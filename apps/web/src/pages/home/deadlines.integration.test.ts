import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { declaredFigures } from '../../test/declared-figures.ts';
import { createFirstPerson } from '../../test/first-person.ts';
import { textIn } from '../../test/markup.ts';
import { type Browser, createWholeApp, type WholeApp } from '../../test/whole-app.ts';

let whole: WholeApp;
let browser: Browser;

beforeAll(async () => {
  whole = await createWholeApp();
  ({ browser } = await createFirstPerson(whole));
  await whole.pool.query(`delete from calculations`);
});
afterAll(() => whole.close());

const home = async () => (await browser.get('/')).text;

describe('the next deadline at home', () => {
  it('is a quarter’s before a declaration’s that comes later', async () => {
    expect(textIn(await home())).toMatch(/(Overdue since|Next deadline) \d+ \w+ 2026 6 April 2026 to/);
  });

  it('is that of a final declaration once HMRC has the quarters', async () => {
    await whole.pool.query(`update obligations set status = 'fulfilled'`);
    const text = await home();
    expect(textIn(text)).toMatch(
      /Next deadline 31 January 2027 Final declaration for 2025-26, due in \d+ days Go to the/,
    );
    expect(text).toContain('href="/years/2025-26/final-declaration"');
    await whole.setTime('2027-04-04T09:00:00Z');
    expect(textIn(await home())).toContain(
      'Overdue since 31 January 2027 Final declaration for 2025-26, 63 days overdue Go to the',
    );
  });

  it('counts a declaration that is overdue among others', async () => {
    await whole.pool.query(
      `update obligations set status = 'open' where period_end_date = '2027-01-05' and type_of_business = 'uk-property'`,
    );
    expect(textIn(await home())).toContain('63 days overdue. 2 deadlines are overdue');
    await whole.pool.query(`update obligations set status = 'fulfilled'`);
  });

  it.each(['processing', 'submitted'])('is of the year after where one from here is %s', async (status) => {
    const { rows } = await whole.pool.query<{ id: string }>(
      `update submissions set kind = 'final-declaration', business_id = '', tax_year = '2025-26', status = $1
       where id = (select id from submissions order by id limit 1) returning id`,
      [status],
    );
    await whole.pool.query(`update attempts set figures = $1 where submission_id = $2`, [
      JSON.stringify(declaredFigures),
      rows[0]?.id,
    ]);
    const text = await home();
    expect(textIn(text)).toContain('Next deadline 31 January 2028 Final declaration for 2026-27, due in');
    expect(text).toContain('href="/years/2026-27">See tax year 2026-27');
  });
});

describe('what was never sent of years that HMRC closed', () => {
  it('is no deadline: nothing can be done about it', async () => {
    await whole.pool.query(`update obligations set status = 'open'`);
    await whole.setTime('2028-02-02T09:00:00Z');
    expect(textIn(await home())).toMatch(/Overdue since \d+ \w+ \d+ 6 April 2026 to/);
    await whole.setTime('2029-02-02T09:00:00Z');
    expect(textIn(await home())).toContain(
      'Nothing is due What HMRC misses is of years that it takes no changes of any more See your updates',
    );
    await whole.setTime('2027-04-04T09:00:00Z');
  });
});

describe('who has no quarters', () => {
  it('is told so beside the declaration that HMRC lists, and led to its year', async () => {
    await whole.pool.query(`delete from obligations`);
    const text = await home();
    expect(textIn(text)).toMatch(
      /Final declaration for 2026-27, due in \d+ days\. HMRC lists no quarters for you/,
    );
    expect(textIn(text)).toMatch(/HMRC connection Connected/);
  });

  it('is told so where HMRC lists nothing, unless nobody is connected', async () => {
    await whole.pool.query(`delete from final_declaration_obligations`);
    expect(textIn(await home())).toContain('Next deadline None known HMRC lists no quarters for you');
    await whole.pool.query(`update connections set status = 'not-connected'`);
    expect(textIn(await home())).toContain('Not known yet HMRC tells us once you are connected');
  });
});
