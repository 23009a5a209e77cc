import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createRecordsStore } from '../../data/records.ts';
import { createFixedClock } from '../../platform/clock.ts';
import { createTestDatabase } from '../../test/database.ts';
import { createRecords, sampleLedger, type TransactionEntry } from './index.ts';

const database = await createTestDatabase();
const clock = createFixedClock('2026-10-06T09:00:00Z');
const records = createRecords({ store: createRecordsStore(database.db), clock });
const bytes = (text: string) => new TextEncoder().encode(text);
const header = 'Date,Property,Category,Description,Money in,Money out';
const nobodysId = '00000000-0000-4000-8000-000000000000';

let people = 0;
async function addPerson(): Promise<string> {
  people += 1;
  const id = `person-${people}`;
  const sql = `insert into users (id, name, email, created_at, updated_at) values ($1, '', $2, now(), now())`;
  await database.pool.query(sql, [id, `${id}@example.com`]);
  return id;
}

let owner = '';
beforeEach(async () => {
  clock.set('2026-10-06T09:00:00Z');
  owner = await addPerson();
});
afterAll(() => database.drop());

async function importFile(ownerId: string, text: string) {
  const read = await records.readImport(ownerId, 'ledger.csv', bytes(text));
  if (!read.ok) throw new Error(read.reason);
  return records.confirmImport(ownerId, read.id, { goodRowsOnly: false });
}

const countTransactions = async (ownerId: string) => (await records.summarise(ownerId, {})).transactions;

async function addProperty(name: string, address = ''): Promise<string> {
  const added = await records.addProperty(owner, { name, address });
  if (!added.ok) throw new Error(added.reason);
  return added.id;
}

const entry = (propertyId: string, changes: Partial<TransactionEntry> = {}): TransactionEntry => ({
  date: '2026-04-08',
  propertyId,
  category: 'periodAmount',
  description: 'Rent',
  moneyIn: '1,150.00',
  moneyOut: '',
  ...changes,
});

describe('the sample records', () => {
  let sampled = '';
  beforeAll(async () => {
    sampled = await addPerson();
    await records.loadSampleRecords(sampled);
  });

  const none = {
    premiumsOfLeaseGrant: 0,
    reversePremiums: 0,
    rentsReceived: 0,
    taxDeducted: 0,
    financialCosts: 0,
    travelCosts: 0,
  };

  test('add up to quarter 1, to the penny', async () => {
    expect(await records.yearToDateTotals(sampled, '2026-27', '2026-07-05')).toEqual({
      ...none,
      costOfServices: 75_00,
      professionalFees: 1279_80,
      other: 84_99,
      otherIncome: 90_00,
      repairsAndMaintenance: 361_50,
      premisesRunningCosts: 856_51,
      periodAmount: 10665_00,
      residentialFinancialCost: 2305_38,
    });
  });

  test('add up to quarter 2, year to date, to the penny', async () => {
    expect(await records.yearToDateTotals(sampled, '2026-27', '2026-10-05')).toEqual({
      ...none,
      costOfServices: 75_00,
      professionalFees: 2686_80,
      other: 295_64,
      otherIncome: 180_00,
      repairsAndMaintenance: 1537_02,
      premisesRunningCosts: 998_21,
      periodAmount: 20390_00,
      residentialFinancialCost: 4254_67,
    });
  });

  test('stand behind each figure, the refund among them', async () => {
    const filter = { category: 'repairsAndMaintenance', from: '2026-04-06', to: '2026-10-05' } as const;
    const rows = await records.listTransactions(sampled, filter, { page: 1, pageSize: 50 });
    const sum = rows.reduce((total, row) => total + row.moneyOutPence - row.moneyInPence, 0);
    expect(sum).toBe(1537_02);
    expect(rows.map(({ description }) => description)).toContain('Refund, unused paint');
  });

  test('make one point of the chart for each month', async () => {
    const months = await records.monthlyAmounts(sampled, { start: '2026-03-01', end: '2026-05-31' });
    expect(months).toEqual([
      { month: '2026-03', incomePence: 0, expensesPence: 0 },
      { month: '2026-04', incomePence: 2570_00, expensesPence: 816_77 },
      { month: '2026-05', incomePence: 3555_00, expensesPence: 2102_74 },
    ]);
  });

  test('go into an empty account once, however often the button is clicked', async () => {
    const results = await Promise.all([records.loadSampleRecords(owner), records.loadSampleRecords(owner)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await countTransactions(owner)).toBe(75);
  });

  test('are refused where a property is there already', async () => {
    expect(await records.isEmpty(owner)).toBe(true);
    await addProperty('Flat');
    expect(await records.isEmpty(owner)).toBe(false);
    expect(await records.loadSampleRecords(owner)).toEqual({ ok: false, reason: 'not-empty' });
  });

  test('imported as a file on top of themselves add nothing', async () => {
    await records.loadSampleRecords(owner);
    expect(await importFile(owner, sampleLedger)).toEqual({ ok: true, added: 0, alreadyThere: 75 });
  });
});

describe('totals', () => {
  test('are exact where doubles of pounds are not', async () => {
    const rows = Array.from(
      { length: 300 },
      (_, day) => `${(day % 28) + 1}/5/2026,Flat,Rental income,${day},0.10,`,
    );
    rows.push('1/6/2026,Flat,Rental income,large,99999999.99,', '1/6/2026,Flat,Rental income,cent,0.01,');
    await importFile(owner, [header, ...rows].join('\n'));
    const figures = await records.yearToDateTotals(owner, '2026-27', '2026-07-05');
    expect(figures.periodAmount).toBe(100_000_030_00);
  });

  test('begin where the year begins for the business, and end with their last day', async () => {
    const rows = ['31/3', '1/4', '5/4', '6/4', '5/7', '6/7'].map(
      (day, index) => `${day}/2026,Flat,Rental income,,${10 ** index},`,
    );
    await importFile(owner, [header, ...rows].join('\n'));
    const standard = await records.yearToDateTotals(owner, '2026-27', '2026-07-05');
    expect(standard.periodAmount).toBe(11_000_00);
    const calendar = await records.yearToDateTotals(owner, '2026-27', '2026-06-30', '2026-04-01');
    expect(calendar.periodAmount).toBe(1_110_00);
  });
});

describe('properties', () => {
  test('are added, listed by name and changed', async () => {
    const id = await addProperty('  12   Mill Lane ', ' 12 Mill Lane\r\n\r\n Kendal ');
    await addProperty('Attic');
    expect(await records.changeProperty(owner, id, { name: '12 mill lane', address: 'Kendal' })).toEqual({
      ok: true,
      id,
    });
    expect(await records.listProperties(owner)).toMatchObject([
      { id, name: '12 mill lane', address: 'Kendal', transactions: 0 },
      { name: 'Attic' },
    ]);
  });

  test('keep the lines of an address', async () => {
    const id = await addProperty('Flat', ' 1 High Street\r\n\r\n Kendal ');
    expect((await records.findProperty(owner, id))?.address).toBe('1 High Street\nKendal');
  });

  test('have a name, and each its own', async () => {
    const id = await addProperty('Flat');
    for (const name of ['', ' ', 'FLAT', 'x'.repeat(101), 'a\u0000b']) {
      expect(await records.addProperty(owner, { name, address: '' })).toMatchObject({
        ok: false,
        reason: 'problems',
      });
    }
    expect(await records.changeProperty(owner, id, { name: 'flat', address: '' })).toEqual({ ok: true, id });
  });

  test('made twice at once are made once', async () => {
    const results = await Promise.all(
      Array.from({ length: 5 }, () => records.addProperty(owner, { name: 'Flat', address: '' })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('are deleted only without transactions', async () => {
    const id = await addProperty('Flat');
    const added = await records.addTransaction(owner, entry(id));
    expect(await records.deleteProperty(owner, id)).toEqual({
      ok: false,
      reason: 'has-transactions',
      transactions: 1,
    });
    if (added.ok) await records.deleteTransaction(owner, added.id);
    expect(await records.deleteProperty(owner, id)).toEqual({ ok: true });
    expect(await records.deleteProperty(owner, id)).toEqual({ ok: false, reason: 'not-found' });
  });
});

describe('transactions', () => {
  test('are added, changed and deleted', async () => {
    const propertyId = await addProperty('Flat');
    const added = await records.addTransaction(owner, entry(propertyId));
    if (!added.ok) throw new Error(added.reason);
    const change = entry(propertyId, {
      category: 'other',
      moneyIn: '',
      moneyOut: '£98.60',
      description: ' Gas  check ',
    });
    expect(await records.changeTransaction(owner, added.id, change)).toEqual({ ok: true, id: added.id });
    expect(await records.findTransaction(owner, added.id)).toEqual({
      id: added.id,
      propertyId,
      propertyName: 'Flat',
      date: '2026-04-08',
      category: 'other',
      description: 'Gas check',
      moneyInPence: 0,
      moneyOutPence: 98_60,
    });
    expect(await records.deleteTransaction(owner, added.id)).toBe(true);
    expect(await records.findTransaction(owner, added.id)).toBeUndefined();
  });

  test('name every problem by its field', async () => {
    const result = await records.addTransaction(
      owner,
      entry(nobodysId, { date: '', category: '', moneyIn: 'x', description: 'd'.repeat(501) }),
    );
    expect(result.ok || result.reason).toBe('problems');
    expect(Object.keys('problems' in result ? result.problems : {}).sort()).toEqual([
      'category',
      'date',
      'description',
      'moneyIn',
      'propertyId',
    ]);
  });

  test('are narrowed by property, category, dates and part of a description', async () => {
    await records.loadSampleRecords(owner);
    const mill = (await records.listProperties(owner)).find(({ name }) => name === '12 Mill Lane');
    const count = async (filter: Parameters<typeof records.summarise>[1]) =>
      (await records.summarise(owner, filter)).transactions;
    expect(await count({ propertyId: mill?.id })).toBe(29);
    expect(await count({ category: 'otherIncome' })).toBe(2);
    expect(await count({ from: '2026-10-06' })).toBe(15);
    expect(await count({ text: 'CAFÉ' })).toBe(1);
    expect(await count({ text: '10%' })).toBe(22);
    expect(await count({ text: '1_%' })).toBe(0);
    expect(await count({ propertyId: 'no id' })).toBe(0);
  });

  test('come newest first, page by page, none twice and none left out', async () => {
    await records.loadSampleRecords(owner);
    const pages = await Promise.all(
      [1, 2, 3, 4].map((page) => records.listTransactions(owner, {}, { page, pageSize: 20 })),
    );
    expect(pages.map((page) => page.length)).toEqual([20, 20, 20, 15]);
    const all = pages.flat();
    expect(new Set(all.map(({ id }) => id)).size).toBe(75);
    expect(all.map(({ date }) => date)).toEqual(
      all
        .map(({ date }) => date)
        .sort()
        .reverse(),
    );
  });
});

describe('an import', () => {
  const twins = [header, ...Array.from({ length: 3 }, () => '1/5/2026,Flat,Rental income,Rent,10,')].join(
    '\n',
  );

  test('shows what it would do, and does nothing before it is confirmed', async () => {
    const read = await records.readImport(owner, 'C:\\ledger.csv', bytes(sampleLedger));
    const preview = await records.previewImport(owner, read.ok ? read.id : '');
    expect(preview).toMatchObject({
      fileName: 'C:\\ledger.csv',
      goodRows: 75,
      alreadyThere: 0,
      newProperties: ['12 Mill Lane', '7 Orchard Close', 'Flat 3, Wharf House'],
      problems: [],
    });
    expect(preview?.toAdd).toHaveLength(75);
    expect(await records.isEmpty(owner)).toBe(true);
  });

  test('keeps twins, and adds only as many as are missing', async () => {
    expect(await importFile(owner, twins)).toEqual({ ok: true, added: 3, alreadyThere: 0 });
    expect(await importFile(owner, twins)).toEqual({ ok: true, added: 0, alreadyThere: 3 });
    const one = await records.listTransactions(owner, {}, { page: 1, pageSize: 1 });
    await records.deleteTransaction(owner, one[0]?.id ?? '');
    expect(await importFile(owner, twins)).toEqual({ ok: true, added: 1, alreadyThere: 2 });
  });

  test('of the same file many times at once adds it once', async () => {
    const results = await Promise.all(Array.from({ length: 6 }, () => importFile(owner, sampleLedger)));
    expect(results.reduce((sum, result) => sum + (result.ok ? result.added : 0), 0)).toBe(75);
    expect(await countTransactions(owner)).toBe(75);
    expect(await records.listProperties(owner)).toHaveLength(3);
  });

  test('confirmed twice at once is done once', async () => {
    const read = await records.readImport(owner, 'ledger.csv', bytes(twins));
    const id = read.ok ? read.id : '';
    const results = await Promise.all(
      [1, 2].map(() => records.confirmImport(owner, id, { goodRowsOnly: false })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await countTransactions(owner)).toBe(3);
  });

  test('finds a property by its name in other capitals', async () => {
    const id = await addProperty('FLAT');
    await importFile(owner, twins);
    expect(await records.listProperties(owner)).toMatchObject([{ id, transactions: 3 }]);
  });

  test('with a bad row waits for the choice to leave it out', async () => {
    const read = await records.readImport(
      owner,
      'ledger.csv',
      bytes(`${twins}\nx,Flat,Rental income,Rent,10,`),
    );
    const id = read.ok ? read.id : '';
    expect((await records.previewImport(owner, id))?.problems).toMatchObject([{ line: 5 }]);
    expect(await records.confirmImport(owner, id, { goodRowsOnly: false })).toEqual({
      ok: false,
      reason: 'has-problems',
    });
    expect(await countTransactions(owner)).toBe(0);
    expect(await records.confirmImport(owner, id, { goodRowsOnly: true })).toEqual({
      ok: true,
      added: 3,
      alreadyThere: 0,
    });
  });

  test('waits for a day, then is forgotten', async () => {
    const read = await records.readImport(owner, 'ledger.csv', bytes(twins));
    const id = read.ok ? read.id : '';
    clock.set('2026-10-07T08:59:00Z');
    expect(await records.previewImport(owner, id)).toBeDefined();
    clock.set('2026-10-07T09:01:00Z');
    expect(await records.previewImport(owner, id)).toBeUndefined();
    expect(await records.confirmImport(owner, id, { goodRowsOnly: false })).toEqual({
      ok: false,
      reason: 'not-found',
    });
    await records.readImport(owner, 'ledger.csv', bytes(twins));
    const kept = await database.pool.query('select id from pending_imports where owner_id = $1', [owner]);
    expect(kept.rows).toHaveLength(1);
  });

  test('keeps names and reasons that are cut within a letter of two code units', async () => {
    const cut = `${'x'.repeat(59)}😀`;
    const file = `${header}\n1/5/2026,Flat,${cut},Rent,10,`;
    const read = await records.readImport(owner, `${'x'.repeat(99)}😀.csv`, bytes(file));
    const preview = await records.previewImport(owner, read.ok ? read.id : '');
    expect(preview?.fileName).toBe('x'.repeat(99));
    expect(preview?.problems[0]?.reasons[0]).toContain('xx”');
  });

  test('takes ten thousand rows', async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => `1/5/2026,Flat,Rental income,${index},0.01,`);
    expect(await importFile(owner, [header, ...rows].join('\n'))).toMatchObject({ added: 10_000 });
    expect((await records.summarise(owner, {})).moneyInPence).toBe(10_000);
  });
});

describe('another person', () => {
  test('finds, changes and deletes nothing of it', async () => {
    const propertyId = await addProperty('Flat');
    const added = await records.addTransaction(owner, entry(propertyId));
    const id = added.ok ? added.id : '';
    const read = await records.readImport(owner, 'ledger.csv', bytes(sampleLedger));
    const importId = read.ok ? read.id : '';
    const other = await addPerson();

    expect(await records.listProperties(other)).toEqual([]);
    expect(await records.findProperty(other, propertyId)).toBeUndefined();
    const renamed = await records.changeProperty(other, propertyId, { name: 'Mine', address: '' });
    expect(renamed).toEqual({ ok: false, reason: 'not-found' });
    expect(await records.deleteProperty(other, propertyId)).toEqual({ ok: false, reason: 'not-found' });
    expect(await records.findTransaction(other, id)).toBeUndefined();
    expect(await records.listTransactions(other, { propertyId }, { page: 1, pageSize: 9 })).toEqual([]);
    expect(await records.changeTransaction(other, id, entry(propertyId))).toEqual({
      ok: false,
      reason: 'not-found',
    });
    expect(await records.addTransaction(other, entry(propertyId))).toMatchObject({
      problems: { propertyId: 'Select a property' },
    });
    expect(await records.deleteTransaction(other, id)).toBe(false);
    expect(await records.previewImport(other, importId)).toBeUndefined();
    expect(await records.confirmImport(other, importId, { goodRowsOnly: true })).toMatchObject({ ok: false });
    expect(await records.dropImport(other, importId)).toBe(false);
    expect((await records.yearToDateTotals(other, '2026-27', '2027-04-05')).periodAmount).toBe(0);
    expect(await records.ledgerDates(other)).toBeUndefined();

    expect(await records.findTransaction(owner, id)).toMatchObject({
      description: 'Rent',
      propertyName: 'Flat',
    });
    expect(await records.previewImport(owner, importId)).toBeDefined();
  });

  test('with a property of the same name imports into their own', async () => {
    await addProperty('Flat');
    const other = await addPerson();
    await importFile(other, `${header}\n1/5/2026,Flat,Rental income,Rent,10,`);
    expect(await records.listProperties(owner)).toMatchObject([{ transactions: 0 }]);
    expect(await records.listProperties(other)).toMatchObject([{ transactions: 1 }]);
  });
});

test('ids that are no ids find nothing', async () => {
  for (const id of ['', 'x', "' or 1=1 --", `${nobodysId}0`]) {
    expect(await records.findTransaction(owner, id)).toBeUndefined();
    expect(await records.findProperty(owner, id)).toBeUndefined();
    expect(await records.previewImport(owner, id)).toBeUndefined();
    expect(await records.deleteTransaction(owner, id)).toBe(false);
  }
});
