import { afterAll, beforeAll, expect, it } from 'vitest';

import { createFirstPerson, type Ids } from '../../test/first-person.ts';
import { type Browser, createWholeApp, type WholeApp } from '../../test/whole-app.ts';
import { receiptFiles } from './files.tsx';

let whole: WholeApp;
let browser: Browser;
let ids: Ids;

beforeAll(async () => {
  whole = await createWholeApp();
  ({ browser, ids } = await createFirstPerson(whole));
});
afterAll(() => whole.close());

it('a receipt shows the landlord’s own amounts with the whole ones, and its file has both', async () => {
  await whole.pool.query(`update submissions set status = 'failed'`);
  await whole.pool.query(`update attempts set status = 'failed', finished_at = now()`);
  const property = { name: 'Canary House', address: '', share: '33.33', rework: 'yes' };
  expect((await browser.post(`/records/properties/${ids.property}`, property)).status).toBe(303);

  const review = `/updates/${ids.businessId}/2026-10-05`;
  const seen = /name="seen" value="([^"]*)"/.exec((await browser.get(review)).text)?.[1] ?? '';
  const { location } = await browser.post(review, { seen });
  const { text } = await browser.get(`${location}/receipt`);
  expect(text).toMatch(/£2,551\.18<br\/?><span class="govuk-hint">33\.33% of £7,654\.32<\/span>/);

  const files = receiptFiles(await whole.services.receipts.all(ids.owner), '2026-10-06');
  const ledgers = Object.entries(files).filter(([name]) => name.endsWith('-transactions.csv'));
  const shared = ledgers.map(([, csv]) => csv).filter((csv) => csv.includes('255118'));
  expect(shared).toHaveLength(1);
  const [header, row] = shared[0]?.split('\r\n') ?? [];
  expect(header).toMatch(/,Whole money in \(pence\),Whole money out \(pence\),Your share \(%\)$/);
  expect(row).toMatch(/,255118,0,.*,765432,0,33\.33$/);
  // Those of before there was a share have no columns for it.
  const others = ledgers.filter(([, csv]) => csv.includes(',765432,0,') && !csv.includes('255118'));
  expect(others.length).toBeGreaterThan(0);
  for (const [, csv] of others) expect(csv).not.toContain('share');
});
