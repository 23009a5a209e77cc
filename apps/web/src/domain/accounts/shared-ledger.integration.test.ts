import { strFromU8, unzipSync } from 'fflate';
import { afterAll, expect, test } from 'vitest';

import { createRecordsStore } from '../../data/records.ts';
import { createFixedClock } from '../../platform/clock.ts';
import { createBrowser, createTestAccounts } from '../../test/accounts.ts';
import { createTestDatabase } from '../../test/database.ts';
import { createRecords } from '../records/index.ts';
import { type Person } from './index.ts';

const database = await createTestDatabase();
const accounts = createTestAccounts(database);
const records = createRecords({
  store: createRecordsStore(database.db),
  clock: createFixedClock('2026-10-06T09:00:00Z'),
});
afterAll(async () => {
  await accounts.idle();
  await database.drop();
});

async function newPerson(email: string): Promise<Person> {
  const browser = createBrowser();
  const result = await accounts.signUp({ email, password: 'plum tree by the gate' }, browser.request);
  browser.take(result.ok ? result.setCookies : []);
  const person = await accounts.personOf(browser.headers);
  if (!person) throw new Error('not signed in');
  return person;
}

async function ledgerOf(person: Person): Promise<string> {
  const { zip } = await accounts.exportAll(person);
  const file = unzipSync(zip)['transactions.csv'];
  return file ? strFromU8(file) : '';
}

test('an exported ledger has whole amounts with the share, so that importing them takes it once, whatever the property’s is now', async () => {
  const [from, to] = [await newPerson('joint@example.org'), await newPerson('joint-to@example.org')];
  const flat = { name: 'Flat', address: '', share: '50' };
  const added = await records.addProperty(from.id, flat);
  const propertyId = added.ok ? added.id : '';
  const rent = { propertyId, category: 'periodAmount', description: 'Rent', moneyOut: '' };
  await records.addTransaction(from.id, { ...rent, date: '2026-04-08', moneyIn: '1000.01' });
  await records.changeProperty(from.id, propertyId, { ...flat, share: '100' });
  await records.addTransaction(from.id, { ...rent, date: '2026-05-08', moneyIn: '1000.01' });
  const ledger = await ledgerOf(from);
  expect(ledger).toBe(
    'Date,Property,Category,Description,Money in,Money out,Your share\r\n' +
      '08/04/2026,Flat,Rental income,Rent,1000.01,,50\r\n' +
      '08/05/2026,Flat,Rental income,Rent,1000.01,,100\r\n',
  );

  const addAll = async (ownerId: string) => {
    const read = await records.readImport(ownerId, 'transactions.csv', Buffer.from(ledger));
    return read.ok ? await records.confirmImport(ownerId, read.id, { goodRowsOnly: false }) : read;
  };
  expect(await addAll(from.id)).toMatchObject({ ok: true, added: 0 });
  expect(await addAll(to.id)).toMatchObject({ ok: true, added: 2 });
  expect(await records.summarise(to.id, {})).toMatchObject({ moneyInPence: 50_001 + 100_001 });
  expect(await ledgerOf(to)).toBe(ledger);

  // Left out here, and the property is owned jointly by now: it says so all the same.
  for (const { id } of await records.listTransactions(from.id, {}, { page: 1, pageSize: 1 }))
    await records.deleteTransaction(from.id, id);
  await records.changeProperty(from.id, propertyId, { ...flat, share: '100' }, { reworks: true });
  await records.changeProperty(from.id, propertyId, { ...flat, share: '25' });
  expect(await ledgerOf(from)).toContain('1000.01,,100\r\n');
});
