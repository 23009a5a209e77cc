import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createFirstPerson, type Ids } from '../../test/first-person.ts';
import { type Browser, createWholeApp, type WholeApp } from '../../test/whole-app.ts';

let whole: WholeApp;
let browser: Browser;
let ids: Ids;

beforeAll(async () => {
  whole = await createWholeApp();
  ({ browser, ids } = await createFirstPerson(whole));
});
beforeEach(() =>
  whole.pool.query(
    `update annual_summary_drafts set accounting_type_seen_at = null, accounting_type_confirmed_at = null`,
  ),
);
afterAll(() => whole.close());

const declaration = '/years/2025-26/final-declaration';
const summary = () => `/years/2025-26/annual-summary/${ids.businessId}`;
const page = () => `${summary()}/accounting-type`;
const ask = { then: 'ask' };
const confirm = { then: 'confirm', accountingType: 'CASH' };

/** What the form of a page says of where one came from. */
const fromIn = (html: string) => /name="from" value="([^"]*)"/.exec(html)?.[1] ?? '';
const backIn = (html: string) => /class="govuk-back-link" href="([^"]*)"/.exec(html)?.[1];

describe('who says how accounts are kept', () => {
  it('goes back to the final declaration where they came from there, however often HMRC is asked', async () => {
    const link = `${page()}?from=declaration`;
    expect((await browser.get(declaration)).text).toContain(`href="${link}"`);
    const first = await browser.get(link);
    expect([fromIn(first.text), backIn(first.text)]).toEqual(['declaration', declaration]);
    const asked = await browser.post(page(), { ...ask, from: fromIn(first.text) });
    expect(asked.location).toBe(link);
    const second = await browser.get(asked.location);
    const wrong = await browser.post(page(), { then: 'confirm', from: fromIn(second.text) });
    expect([wrong.status, fromIn(wrong.text)]).toEqual([422, 'declaration']);
    const told = await browser.post(page(), { ...confirm, from: fromIn(wrong.text) });
    expect([told.status, told.location]).toEqual([303, declaration]);
  });

  it('goes back to what they were about to send', async () => {
    const told = await browser.post(page(), { ...confirm, from: 'review' });
    expect(told.location).toBe(`${summary()}/review`);
  });

  it('goes to the annual summary from anywhere else', async () => {
    expect(backIn((await browser.get(page())).text)).toBe(summary());
    expect((await browser.post(page(), ask)).location).toBe(page());
    expect((await browser.post(page(), confirm)).location).toBe(summary());
  });

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/settings',
    'declaration/../../sign-out',
    'constructor',
    '__proto__',
    '"><script>',
  ])('is led to no place that an address or a form makes up: %s', async (from) => {
    const { status, text } = await browser.get(`${page()}?from=${encodeURIComponent(from)}`);
    expect([status, fromIn(text), backIn(text)]).toEqual([200, 'annual-summary', summary()]);
    expect((await browser.post(page(), { ...ask, from })).location).toBe(page());
    expect((await browser.post(page(), { ...confirm, from })).location).toBe(summary());
  });
});
