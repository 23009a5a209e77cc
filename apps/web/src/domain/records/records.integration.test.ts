import { afterAll, beforeEach, describe, expect, test } from 'vitest';

import { createTestRecords } from '../../test/records.ts';
import { sampleLedger, type TransactionEntry } from './index.ts';

const { records, addPerson, addProperty, importFile, drop } = await createTestRecords();
const header = 'Date,Property,Category,Description,Money in,Money out';
const nobodysId = '00000000-0000-4000-8000-000000000000';

let owner = '';
beforeEach(async () => {
  owner = await addPerson();
});
afterAll(drop);

const entry = (propertyId: string, changes: Partial<TransactionEntry> = {}): TransactionEntry => ({
  date: '2026-04-08',
  propertyId,
  category: 'periodAmount',
  description: 'Rent',
  moneyIn: '1,150.00',
  moneyOut: '',
  ...changes,
});

describe('properties', () => {
  test('abroad has a country there is, and moves only while its categories fit', async () => {
    const nowhere = { name: 'Villa', address: '', countryCode: 'QQQ' };
    expect(await records.addProperty(owner, nowhere)).toMatchObject({
      problems: { countryCode: expect.stringMatching(/./) as string },
    });
    const added = await records.addProperty(owner, {
      ...nowhere,
      countryCode: 'ESP',
      claimsForeignTaxCredit: true,
    });
    const id = added.ok ? added.id : '';
    const entry = { date: '2026-05-01', propertyId: id, description: '', moneyIn: '1', moneyOut: '' };
    expect(await records.addTransaction(owner, { ...entry, category: 'rentsReceived' })).toMatchObject({
      problems: { category: expect.stringMatching(/abroad/) as string },
    });
    await records.addTransaction(owner, { ...entry, category: 'periodAmount' });
    expect(await records.changeProperty(owner, id, { name: 'Villa', address: '' })).toEqual({ ok: true, id });
    // Relief is for property abroad alone.
    expect(await records.findProperty(owner, id)).toMatchObject({
      countryCode: 'GBR',
      claimsForeignTaxCredit: false,
    });
    await records.addTransaction(owner, { ...entry, category: 'rentsReceived' });
    expect(await records.changeProperty(owner, id, { ...nowhere, countryCode: 'ESP' })).toMatchObject({
      problems: { countryCode: expect.stringMatching(/Rent a Room rents/) as string },
    });
  });

  test('are added, listed by name and changed', async () => {
    const id = await addProperty(owner, '  12   Mill Lane ', ' 12 Mill Lane\r\n\r\n Kendal ');
    await addProperty(owner, 'Attic');
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
    const id = await addProperty(owner, 'Flat', ' 1 High Street\r\n\r\n Kendal ');
    expect((await records.findProperty(owner, id))?.address).toBe('1 High Street\nKendal');
  });

  test('have a name, and each its own', async () => {
    const id = await addProperty(owner, 'Flat');
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
    const id = await addProperty(owner, 'Flat');
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
    const propertyId = await addProperty(owner, 'Flat');
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
      wholeInPence: 0,
      wholeOutPence: 98_60,
      shareBasisPoints: 10_000,
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

describe('another person', () => {
  test('finds, changes and deletes nothing of it', async () => {
    const propertyId = await addProperty(owner, 'Flat');
    const added = await records.addTransaction(owner, entry(propertyId));
    const id = added.ok ? added.id : '';
    const read = await records.readImport(owner, 'ledger.csv', new TextEncoder().encode(sampleLedger));
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
    await addProperty(owner, 'Flat');
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
