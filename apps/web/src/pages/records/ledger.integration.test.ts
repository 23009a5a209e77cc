import { afterAll, beforeEach, describe, expect, test } from 'vitest';

import { createTestRecordsPages, rentFields } from '../../test/records-pages.ts';
import { ledgerPath } from './index.ts';

const { records, get, post, addProperty, listAll, signIn, drop } = await createTestRecordsPages();

let owner = '';
beforeEach(async () => {
  owner = await signIn();
});
afterAll(drop);

describe('the ledger', () => {
  test('offers sample records while there is nothing, and loads them once', async () => {
    expect((await get('/records')).html).toContain('Start with sample records');
    expect(await post('/records/sample')).toMatchObject({ status: 303, location: '/' });
    expect(await post('/records/sample')).toMatchObject({ status: 303, location: '/' });
    const { html } = await get('/records');
    expect(html).not.toContain('Start with sample records');
    expect(html).toContain('<div class="qd-card__value">75</div>');
  });

  test('adds up what a filter leaves, to the penny', async () => {
    await records.loadSampleRecords(owner);
    const behind = ledgerPath({ category: 'repairsAndMaintenance', from: '2026-04-06', to: '2026-10-05' });
    const { html } = await get(behind);
    expect(html).toContain('£1,537.02');
    expect(html).toContain('Refund, unused paint');
    expect(html).toContain('6 April 2026 to 5 October 2026');
    expect(html).not.toContain('Rent April 2026');
  });

  test('shows fifty at a time', async () => {
    await records.loadSampleRecords(owner);
    const rowsOf = (html: string) => html.split('href="/records/transactions/').length - 2;
    expect(rowsOf((await get('/records')).html)).toBe(50);
    expect(rowsOf((await get('/records?page=2')).html)).toBe(25);
    for (const page of ['3', '0', '-1', 'x', '1.5', '99999999999999999999']) {
      expect((await get(`/records?page=${page}`)).status).toBe(200);
    }
  });

  test('takes nonsense in its address for no filter', async () => {
    await records.loadSampleRecords(owner);
    for (const query of [
      'period=x',
      'period=2026-13-01_2026-01-01',
      'category=x',
      'text=%00',
      'done=constructor',
    ]) {
      const { status, html } = await get(`/records?${query}`);
      expect(status).toBe(200);
      expect(html).toContain('<div class="qd-card__value">75</div>');
    }
    expect((await get('/records?property=x')).html).toContain('No transactions match');
  });

  test('writes descriptions as text, whatever they contain', async () => {
    const property = await addProperty(owner, '<b>Flat</b>');
    await post('/records/transactions/new', {
      ...rentFields(property),
      description: '<script>alert(1)</script>',
    });
    const { html } = await get('/records');
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<b>Flat');
  });
});

describe('a transaction', () => {
  test('is added, changed and deleted by form', async () => {
    const property = await addProperty(owner, 'Flat');
    const added = await post('/records/transactions/new', rentFields(property));
    expect(added).toMatchObject({ status: 303, location: '/records?done=transaction-added' });
    const [transaction] = await listAll(owner);
    expect(transaction).toMatchObject({ date: '2026-04-08', moneyInPence: 115_000, description: 'Rent' });

    const path = `/records/transactions/${transaction?.id ?? ''}`;
    const { html } = await get(path);
    expect(html).toContain('value="1150.00"');
    expect(await post(path, { ...rentFields(property), 'money-in': '', 'money-out': '98.60' })).toMatchObject(
      {
        status: 303,
        location: '/records?done=transaction-changed',
      },
    );
    expect(await listAll(owner)).toMatchObject([{ moneyInPence: 0, moneyOutPence: 9_860 }]);

    expect((await get(`${path}/delete`)).html).toContain('£98.60');
    expect(await listAll(owner)).toHaveLength(1);
    expect(await post(`${path}/delete`)).toMatchObject({ location: '/records?done=transaction-deleted' });
    expect(await listAll(owner)).toEqual([]);
    expect((await post(`${path}/delete`)).status).toBe(404);
  });

  test('can be followed by another for the same property', async () => {
    const property = await addProperty(owner, 'Flat');
    const { location } = await post('/records/transactions/new', {
      ...rentFields(property),
      then: 'another',
    });
    expect(location).toBe(`/records/transactions/new?property=${property}&done=transaction-added`);
    expect((await get(location)).html).toMatch(new RegExp(`value="${property}" selected`));
  });

  test('needs a property first', async () => {
    expect((await get('/records/transactions/new')).html).toContain('Add your first property');
  });

  test.each([
    [{ 'date-day': '', 'date-month': '', 'date-year': '' }, 'Enter the date', '#date-day'],
    [{ 'date-month': '' }, 'Date must include a month', '#date-month'],
    [{ 'date-day': '31' }, 'Date must be a real date', '#date-day'],
    [{ 'date-day': '32' }, 'Day must be a number from 1 to 31', '#date-day'],
    [{ 'date-month': 'April' }, 'Month must be a number from 1 to 12', '#date-month'],
    [{ 'date-year': '26' }, 'Year must include 4 numbers', '#date-year'],
    [{ 'date-year': '2062' }, 'Date must be no more than a year from today', '#date-day'],
    [{ property: '' }, 'Select a property', '#property'],
    [{ category: 'x' }, 'Select a category', '#category'],
    [{ 'money-in': '' }, 'Enter an amount in money in or money out', '#money-in'],
    [{ 'money-out': '1' }, 'Enter money in or money out, not both', '#money-out'],
    [{ 'money-in': 'lots' }, 'Money in: Enter an amount', '#money-in'],
  ])('with %j is sent back with what was typed and "%s"', async (fields, problem, href) => {
    const property = await addProperty(owner, 'Flat');
    const { status, html } = await post('/records/transactions/new', { ...rentFields(property), ...fields });
    expect(status).toBe(422);
    expect(html).toContain('<title>Error: Add a transaction');
    expect(html).toContain(`href="${href}"`);
    expect(html.split(problem).length - 1).toBeGreaterThanOrEqual(2);
    expect(html).toContain('value="Rent"');
    expect(await listAll(owner)).toEqual([]);
  });
});

describe('a property', () => {
  test('is added, renamed and deleted by form', async () => {
    const added = await post('/records/properties/new', { name: '12 Mill Lane', address: 'Kendal' });
    expect(added).toMatchObject({ status: 303, location: '/records/properties?done=property-added' });
    const [property] = await records.listProperties(owner);
    const path = `/records/properties/${property?.id ?? ''}`;
    await post(path, { name: 'Mill Lane 12', address: '' });
    expect((await get('/records/properties')).html).toContain('Mill Lane 12');
    expect((await get(`${path}/delete`)).html).toContain('Delete Mill Lane 12?');
    expect(await post(`${path}/delete`)).toMatchObject({
      location: '/records/properties?done=property-deleted',
    });
    expect(await records.listProperties(owner)).toEqual([]);
  });

  test('without a name, or with one that another has, is sent back', async () => {
    await addProperty(owner, 'Flat');
    expect((await post('/records/properties/new', { name: '' })).html).toContain('Enter a name');
    const { status, html } = await post('/records/properties/new', { name: 'flat', address: 'Kept' });
    expect(status).toBe(422);
    expect(html).toContain('You already have a property with this name');
    expect(html).toContain('Kept');
  });

  test('with transactions stays, and the page says why', async () => {
    const property = await addProperty(owner, 'Flat');
    await post('/records/transactions/new', rentFields(property));
    const path = `/records/properties/${property}/delete`;
    expect((await get(path)).html).toContain('1 transaction');
    expect((await get(path)).html).not.toContain('method="post" action="/records');
    expect((await post(path)).status).toBe(409);
    expect(await records.listProperties(owner)).toHaveLength(1);
  });
});
