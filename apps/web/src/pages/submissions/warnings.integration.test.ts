import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createFirstPerson, type Ids } from '../../test/first-person.ts';
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

describe('a page warns', () => {
  it('of income after a foreign property’s end, on the review of the update that holds it', async () => {
    const review = `/updates/${ids.foreignBusinessId}/2026-10-05`;
    const question = 'dated after 31 August 2026, the day on which it ended by HMRC’s list';
    await whole.pool.query(
      `update foreign_registrations set end_date = '2026-08-31', end_reason = 'disposal'`,
    );
    expect(await read(review)).not.toContain(question);
    await browser.post('/records/transactions/new', {
      ...{ 'date-day': '1', 'date-month': '9', 'date-year': '2026', property: ids.villa },
      ...{ category: 'periodAmount', description: 'Late rent', 'money-in': '123.45', 'money-out': '' },
    });
    expect(await read(review)).toContain(question);
  });

  it('of records between two years’ quarters, on the pages of both years', async () => {
    await whole.pool.query(`update transactions set date = '2026-04-03' where id = $1`, [ids.transaction]);
    const warning = 'from 1 April 2026 to 5 April 2026 is in no update';
    expect(await read('/years/2026-27')).not.toContain(warning);
    await whole.pool.query(
      `update obligations set period_end_date = '2026-03-31'
       where period_end_date = '2026-04-05' and type_of_business = 'uk-property'`,
    );
    for (const taxYear of ['2025-26', '2026-27']) {
      expect(await read(`/years/${taxYear}`)).toContain(warning);
    }
    expect(await read('/years/2024-25')).not.toContain(warning);
  });
});
