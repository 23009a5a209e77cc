import { Hono } from 'hono';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';

import { createRecordsStore } from '../../data/records.ts';
import { createRecords, sampleLedger } from '../../domain/records/index.ts';
import { createFixedClock } from '../../platform/clock.ts';
import { createTestDatabase } from '../../test/database.ts';
import { type AppEnv, type Person } from '../env.ts';
import { ledgerPath, recordsPages } from './index.ts';

const database = await createTestDatabase();
const clock = createFixedClock('2026-10-06T09:00:00Z');
const records = createRecords({ store: createRecordsStore(database.db), clock });
afterAll(() => database.drop());

let person: Person | null = null;
const app = new Hono<AppEnv>();
app.use(async (c, next) => {
  c.set('person', person);
  c.set('page', { nav: { signedIn: true }, environment: 'simulator' });
  await next();
});
app.route('/', recordsPages({ records, clock }));

let people = 0;
async function signUp(): Promise<Person> {
  people += 1;
  const id = `person-${people}`;
  const sql = `insert into users (id, name, email, created_at, updated_at) values ($1, '', $2, now(), now())`;
  await database.pool.query(sql, [id, `${id}@example.com`]);
  return { id, email: `${id}@example.com`, sessionId: 'session' };
}

let owner = '';
beforeEach(async () => {
  person = await signUp();
  owner = person.id;
});

async function get(path: string) {
  const response = await app.request(path);
  return { status: response.status, html: await response.text(), response };
}

async function post(path: string, fields: Record<string, string> = {}) {
  const response = await app.request(path, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: response.status, html: await response.text(), location: response.headers.get('location') };
}

async function upload(text: string | Uint8Array<ArrayBuffer>, name = 'ledger.csv') {
  const body = new FormData();
  body.set('file', new File([text], name));
  const response = await app.request('/records/import', { method: 'POST', body });
  return {
    status: response.status,
    html: await response.text(),
    location: response.headers.get('location') ?? '',
  };
}

async function addProperty(name = 'Flat'): Promise<string> {
  const added = await records.addProperty(owner, { name, address: '' });
  if (!added.ok) throw new Error(added.reason);
  return added.id;
}

const rent = (property: string) => ({
  'date-day': '8',
  'date-month': '4',
  'date-year': '2026',
  property,
  category: 'periodAmount',
  description: 'Rent',
  'money-in': '1,150.00',
  'money-out': '',
});

const listAll = () => records.listTransactions(owner, {}, { page: 1, pageSize: 100 });
const header = 'Date,Property,Category,Description,Money in,Money out';

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
    const property = await addProperty('<b>Flat</b>');
    await post('/records/transactions/new', { ...rent(property), description: '<script>alert(1)</script>' });
    const { html } = await get('/records');
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<b>Flat');
  });
});

describe('a transaction', () => {
  test('is added, changed and deleted by form', async () => {
    const property = await addProperty();
    const added = await post('/records/transactions/new', rent(property));
    expect(added).toMatchObject({ status: 303, location: '/records?done=transaction-added' });
    const [transaction] = await listAll();
    expect(transaction).toMatchObject({ date: '2026-04-08', moneyInPence: 115_000, description: 'Rent' });

    const path = `/records/transactions/${transaction?.id ?? ''}`;
    const { html } = await get(path);
    expect(html).toContain('value="1150.00"');
    expect(await post(path, { ...rent(property), 'money-in': '', 'money-out': '98.60' })).toMatchObject({
      status: 303,
      location: '/records?done=transaction-changed',
    });
    expect(await listAll()).toMatchObject([{ moneyInPence: 0, moneyOutPence: 9_860 }]);

    expect((await get(`${path}/delete`)).html).toContain('£98.60');
    expect(await listAll()).toHaveLength(1);
    expect(await post(`${path}/delete`)).toMatchObject({ location: '/records?done=transaction-deleted' });
    expect(await listAll()).toEqual([]);
    expect((await post(`${path}/delete`)).status).toBe(404);
  });

  test('can be followed by another for the same property', async () => {
    const property = await addProperty();
    const { location } = await post('/records/transactions/new', { ...rent(property), then: 'another' });
    expect(location).toBe(`/records/transactions/new?property=${property}&done=transaction-added`);
    expect((await get(location ?? '')).html).toMatch(new RegExp(`value="${property}" selected`));
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
    const property = await addProperty();
    const { status, html } = await post('/records/transactions/new', { ...rent(property), ...fields });
    expect(status).toBe(422);
    expect(html).toContain('<title>Error: Add a transaction');
    expect(html).toContain(`href="${href}"`);
    expect(html.split(problem).length - 1).toBeGreaterThanOrEqual(2);
    expect(html).toContain('value="Rent"');
    expect(await listAll()).toEqual([]);
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
    await addProperty('Flat');
    expect((await post('/records/properties/new', { name: '' })).html).toContain('Enter a name');
    const { status, html } = await post('/records/properties/new', { name: 'flat', address: 'Kept' });
    expect(status).toBe(422);
    expect(html).toContain('You already have a property with this name');
    expect(html).toContain('Kept');
  });

  test('with transactions stays, and the page says why', async () => {
    const property = await addProperty();
    await post('/records/transactions/new', rent(property));
    const path = `/records/properties/${property}/delete`;
    expect((await get(path)).html).toContain('1 transaction');
    expect((await get(path)).html).not.toContain('method="post" action="/records');
    expect((await post(path)).status).toBe(409);
    expect(await records.listProperties(owner)).toHaveLength(1);
  });
});

describe('an import', () => {
  test('of the sample is shown, confirmed, and adds nothing the second time', async () => {
    const { status, location } = await upload(sampleLedger);
    expect(status).toBe(303);
    const { html } = await get(location);
    expect(html).toContain('Import 75 transactions');
    expect(html).toContain('Flat 3, Wharf House');
    expect(await listAll()).toEqual([]);
    expect(await post(location, { choice: 'all' })).toMatchObject({
      status: 303,
      location: '/records?imported=75',
    });
    expect((await get('/records?imported=75')).html).toContain('75 transactions imported');

    const again = await upload(sampleLedger);
    const second = await get(again.location);
    expect(second.html).toContain('There is nothing to add');
    expect(second.html).not.toContain('value="all"');
    expect((await post(location, { choice: 'all' })).status).toBe(404);
    expect(await listAll()).toHaveLength(75);
  });

  test('with bad rows lists them, and imports the good ones only when told so', async () => {
    const file = [header, '8/4/2026,Flat,Rental income,Rent,1,', 'x,Flat,Rent,<i>,1,1'].join('\n');
    const { location } = await upload(file);
    const { html } = await get(location);
    expect(html).toContain('<th scope="row" class="govuk-table__header">3</th>');
    expect(html).toContain('There is no category “Rent”');
    expect(html).toContain('Import the 1 good row');
    for (const choice of ['all', '', 'x']) {
      expect(await post(location, { choice })).toMatchObject({ status: 303, location });
    }
    expect(await listAll()).toEqual([]);
    expect(await post(location, { choice: 'good-rows' })).toMatchObject({ location: '/records?imported=1' });
    expect(await listAll()).toHaveLength(1);
  });

  test('can be cancelled', async () => {
    const { location } = await upload(sampleLedger);
    expect(await post(location, { choice: 'cancel' })).toMatchObject({
      location: '/records/import?done=import-cancelled',
    });
    expect((await get(location)).status).toBe(404);
    expect((await post(location, { choice: 'cancel' })).status).toBe(404);
  });

  test('of no file, no CSV file or too large a file is sent back', async () => {
    expect((await upload('', '')).html).toContain('Select a CSV file');
    expect((await post('/records/import')).html).toContain('Select a CSV file');
    expect((await upload('')).html).toContain('The file is empty');
    expect((await upload(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).html).toContain('must be a CSV file');
    for (const size of [1_000_001, 2_000_000]) {
      const { status, html } = await upload('x'.repeat(size));
      expect(status).toBe(413);
      expect(html).toContain('1 MB or smaller');
    }
  });

  test('can start from the example file', async () => {
    const { response } = await get('/records/import/example.csv');
    expect(response.headers.get('content-disposition')).toContain('attachment');
    const example = new Uint8Array(await (await app.request('/records/import/example.csv')).arrayBuffer());
    const { location } = await upload(example);
    expect((await get(location)).html).toContain('Import 75 transactions');
  });
});

describe('somebody else', () => {
  test('is told that nothing is there, whatever they try', async () => {
    const property = await addProperty();
    await post('/records/transactions/new', rent(property));
    const [transaction] = await listAll();
    const { location } = await upload(sampleLedger);
    const paths = [
      `/records/transactions/${transaction?.id ?? ''}`,
      `/records/transactions/${transaction?.id ?? ''}/delete`,
      `/records/properties/${property}`,
      `/records/properties/${property}/delete`,
      location,
    ];
    person = await signUp();
    for (const path of paths) {
      expect((await get(path)).status).toBe(404);
      const fields = { ...rent(property), name: 'Mine', address: '', choice: 'good-rows' };
      expect((await post(path, fields)).status).toBe(404);
    }
    expect((await post('/records/transactions/new', rent(property))).status).toBe(422);
    expect((await get(`/records?property=${property}`)).html).toContain('No transactions yet');
    expect(await listAll()).toHaveLength(1);
    expect(await records.listProperties(owner)).toMatchObject([{ name: 'Flat' }]);
  });

  test('who is not signed in is sent to sign in', async () => {
    person = null;
    for (const path of ['/records', '/records/import', '/records/transactions/new', '/records/properties']) {
      expect((await app.request(path)).headers.get('location')).toBe('/sign-in');
    }
    expect(await post('/records/sample')).toMatchObject({ status: 303, location: '/sign-in' });
  });
});
