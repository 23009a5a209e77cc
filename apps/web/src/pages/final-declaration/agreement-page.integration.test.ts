import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { declarationWording } from '../../domain/submissions/index.ts';
import { createFirstPerson, type Ids, rentOf } from '../../test/first-person.ts';
import { type Browser, createWholeApp, type WholeApp } from '../../test/whole-app.ts';

let whole: WholeApp;
let browser: Browser;
let ids: Ids;
let path: string;
/** HMRC's whole answer as it was kept. */
let answer: unknown;

beforeAll(async () => {
  whole = await createWholeApp();
  ({ browser, ids } = await createFirstPerson(whole));
  path = `/years/2025-26/final-declaration/${ids.figures}`;
  await sendYear();
  await whole.simulator.control.setCalculationSeconds(0);
  const event = { calculation: ids.figures, connectionId: await idOf('select id from connections') };
  await whole.pool.query(`update calculations set fraud_prevention = '{"headers":{},"leftOut":[]}'`);
  // Asked for, and looked at.
  await whole.services.calculations.steps.calculate(event);
  await whole.services.calculations.steps.calculate(event);
  answer = await whole.services.calculations.answerOf(ids.owner, ids.figures);
});
afterAll(() => whole.close());

async function idOf(sql: string): Promise<string> {
  const { rows } = await whole.pool.query<{ id: string }>(sql);
  return rows[0]?.id ?? '';
}

/** HMRC takes the update that ends the year. */
async function sendYear() {
  const rent = { ...rentOf(ids.property, 'rent of 2025'), 'date-year': '2025', 'money-in': '30,000.00' };
  await browser.post('/records/transactions/new', rent);
  await browser.post(`/years/2025-26/expenses/${ids.businessId}`, { style: 'itemised' });
  const update = `/updates/${ids.businessId}/2026-04-05`;
  // HMRC has updates of the year from other software, which this one replaces.
  const { location } = await browser.post(update, { seen: await seenOn(update), replace: 'yes' });
  await whole.services.submissions.steps.send({
    attemptId: await idOf(
      `select id from attempts where submission_id = '${location.replace('/submissions/', '')}'`,
    ),
    connectionId: await idOf('select id from connections'),
  });
}

const seenOn = async (of: string) =>
  /name="seen" value="([^"]*)"/.exec((await browser.get(of)).text)?.[1] ?? '';
const textIn = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');
const tables = ['From income to taxable income', 'Tax by band', 'From tax to what is due', 'UK property'];

describe('the agreement to HMRC’s figures', () => {
  it('shows them in full beside the words that HMRC prescribes, letter by letter', async () => {
    const page = textIn((await browser.get(path)).text);
    for (const part of [...tables, ...declarationWording]) expect(page).toContain(part);
    const [before, statement] = declarationWording;
    expect(page.indexOf(statement)).toBeGreaterThan(page.indexOf(before));
    expect(page.indexOf(before)).toBeGreaterThan(page.indexOf('From tax to what is due'));
    expect(page.indexOf('I have read this statement')).toBeGreaterThan(page.indexOf(statement));
  });

  it('is kept with the calculation whole: on the receipt, on paper, in the records and in the year’s export', async () => {
    const agreement = { seen: await seenOn(path), agree: 'yes', name: 'Canary Landlord' };
    const { status, location } = await browser.post(path, agreement);
    expect(status).toBe(303);
    // What the table holds now does not matter any more.
    await whole.pool.query(`delete from calculations`);
    const id = location.replace('/submissions/', '');
    for (const of of [`${location}/receipt`, `${location}/receipt/print`]) {
      const page = textIn((await browser.get(of)).text);
      for (const part of [...tables, ...declarationWording, 'What HMRC adds']) expect(page).toContain(part);
    }
    const { bytes } = await browser.download('/receipts/export?year=2025-26');
    const files = unzipSync(bytes);
    const name = `receipts/2025-26/final-declaration-2026-04-05-${id.slice(0, 8)}`;
    expect(textIn(strFromU8(files[`${name}.html`]!))).toContain('Tax by band');
    expect(JSON.parse(strFromU8(files[`${name}-attempt-1-calculation.json`]!))).toEqual(answer);
    const records = await whole.services.receipts.chain(ids.owner);
    const placed = records.map(({ text }) => JSON.parse(text) as { figures?: { answer?: unknown } });
    expect(placed.map(({ figures }) => figures?.answer)).toContainEqual(answer);
  });
});
