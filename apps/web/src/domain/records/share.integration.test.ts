import { readdirSync, readFileSync } from 'node:fs';

import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';

import { createTestRecords } from '../../test/records.ts';
import { type TransactionEntry } from './index.ts';
import { ownPence } from './share.ts';

const { records, pool, addPerson, importFile, drop } = await createTestRecords();
const header = 'Date,Property,Category,Description,Money in,Money out';

let owner = '';
beforeEach(async () => {
  owner = await addPerson();
});
afterAll(drop);

async function addJoint(share: string, name = 'Flat', countryCode = 'GBR'): Promise<string> {
  const added = await records.addProperty(owner, { name, address: '', countryCode, share });
  if (!added.ok) throw new Error(JSON.stringify(added));
  return added.id;
}

const rent = (propertyId: string, changes: Partial<TransactionEntry> = {}): TransactionEntry => ({
  ...{ date: '2026-04-08', propertyId, category: 'periodAmount', description: 'Rent' },
  ...{ moneyIn: '1,000.01', moneyOut: '' },
  ...changes,
});

async function add(entry: TransactionEntry): Promise<string> {
  const added = await records.addTransaction(owner, entry);
  if (!added.ok) throw new Error(JSON.stringify(added));
  return added.id;
}

const all = () => records.listTransactions(owner, {}, { page: 1, pageSize: 1000 });
const find = (id: string) => records.findTransaction(owner, id);
const shareOf = async (id: string) => (await records.findProperty(owner, id))?.shareBasisPoints;

describe('a property', () => {
  test('is the landlord’s alone unless a share is given, and keeps its share where none is', async () => {
    const alone = await records.addProperty(owner, { name: 'House', address: '' });
    expect(await shareOf(alone.ok ? alone.id : '')).toBe(10_000);
    const joint = await addJoint('33.33');
    await records.changeProperty(owner, joint, { name: 'Renamed', address: '' });
    expect(await records.findProperty(owner, joint)).toMatchObject({
      name: 'Renamed',
      shareBasisPoints: 3_333,
    });
  });

  test('takes no share that is none, and stays as it was', async () => {
    const joint = await addJoint('50');
    for (const share of ['', '0', '101', '33.333', 'half']) {
      const entry = { name: 'Flat', address: '', share };
      const refused = { ok: false, problems: { share: expect.stringMatching(/share/) as string } };
      expect(await records.changeProperty(owner, joint, entry, { reworks: true })).toMatchObject(refused);
      expect(await records.addProperty(owner, { ...entry, name: 'Other' })).toMatchObject(refused);
    }
    expect(await records.listProperties(owner)).toMatchObject([{ name: 'Flat', shareBasisPoints: 5_000 }]);
  });
});

describe('a transaction of a jointly owned property', () => {
  test('keeps the whole amount and the share, and counts with the landlord’s own', async () => {
    const id = await add(rent(await addJoint('50')));
    expect(await find(id)).toMatchObject({
      ...{ moneyInPence: 50_001, moneyOutPence: 0 },
      ...{ wholeInPence: 100_001, wholeOutPence: 0, shareBasisPoints: 5_000 },
    });
    expect(await records.summarise(owner, {})).toMatchObject({ incomePence: 50_001, moneyInPence: 50_001 });
    expect(await records.yearToDateTotals(owner, '2026-27', '2026-07-05')).toMatchObject({
      periodAmount: 50_001,
    });
  });

  test('that is paid back comes to nought with its payment, abroad too', async () => {
    const propertyId = await addJoint('33.33', 'Villa', 'ESP');
    for (const category of ['periodAmount', 'travelCosts', 'foreignTaxPaidOrDeducted']) {
      await add(rent(propertyId, { category }));
      await add(rent(propertyId, { category, moneyIn: '', moneyOut: '1000.01' }));
    }
    expect(await records.summarise(owner, {})).toMatchObject({ moneyInPence: 99_990, moneyOutPence: 99_990 });
    const span = { from: '2026-04-06', to: '2027-04-05' };
    const [villa] = await records.totalsAbroad(owner, span);
    expect(Object.values(villa?.figures ?? {}).filter((amount) => amount !== 0)).toEqual([]);
  });

  test('is kept although the landlord’s own is less than half a penny', async () => {
    const id = await add(rent(await addJoint('0.01'), { moneyIn: '0.01' }));
    expect(await find(id)).toMatchObject({ moneyInPence: 0, wholeInPence: 1 });
  });

  test('is changed by the share it was entered with, and by its property’s where that is another one', async () => {
    const [flat, house] = [await addJoint('50'), await addJoint('25', 'House')];
    const id = await add(rent(flat));
    await records.changeProperty(owner, flat, { name: 'Flat', address: '', share: '10' });
    await records.changeTransaction(owner, id, rent(flat, { moneyIn: '', moneyOut: '200' }));
    expect(await find(id)).toMatchObject({ moneyInPence: 0, moneyOutPence: 10_000, wholeOutPence: 20_000 });
    await records.changeTransaction(owner, id, rent(house, { moneyIn: '200' }));
    expect(await find(id)).toMatchObject({ moneyInPence: 5_000, shareBasisPoints: 2_500 });
    await records.changeTransaction(owner, id, rent(flat, { moneyIn: '200' }));
    expect(await find(id)).toMatchObject({ moneyInPence: 2_000, shareBasisPoints: 1_000 });
  });
});

describe('a new share', () => {
  const shareIs = (share: string) => ({ name: 'Flat', address: '', share });

  test('counts for transactions that are entered from then on', async () => {
    const flat = await addJoint('50');
    await add(rent(flat));
    await records.changeProperty(owner, flat, shareIs('25'));
    await add(rent(flat));
    expect((await all()).map(({ moneyInPence }) => moneyInPence).sort()).toEqual([25_000, 50_001]);
  });

  test('counts for all of that property, and of no other, where the landlord chose so', async () => {
    const [flat, house] = [await addJoint('50'), await addJoint('50', 'House')];
    const [one, refund, other] = [
      await add(rent(flat)),
      await add(rent(flat, { moneyIn: '', moneyOut: '10.01' })),
      await add(rent(house)),
    ];
    await records.changeProperty(owner, flat, shareIs('100'), { reworks: true });
    expect(await find(one)).toMatchObject({ moneyInPence: 100_001, shareBasisPoints: 10_000 });
    expect(await find(refund)).toMatchObject({ moneyInPence: 0, moneyOutPence: 1_001 });
    expect(await find(other)).toMatchObject({ moneyInPence: 50_001, shareBasisPoints: 5_000 });
    await records.changeProperty(owner, flat, shareIs('50'), { reworks: true });
    expect(await find(one)).toMatchObject({ moneyInPence: 50_001, wholeInPence: 100_001 });
  });

  test('of somebody else’s property changes nothing', async () => {
    const flat = await addJoint('50');
    const id = await add(rent(flat));
    const stranger = await addPerson();
    expect(await records.changeProperty(stranger, flat, shareIs('25'), { reworks: true })).toEqual({
      ok: false,
      reason: 'not-found',
    });
    expect(await find(id)).toMatchObject({ moneyInPence: 50_001 });
  });

  test('is worked out in the database to the same penny as in the program', async () => {
    const flat = await addJoint('100');
    const pence = fc.integer({ min: 1, max: 9_999_999_999 });
    const share = fc.integer({ min: 1, max: 10_000 });
    const wholes = [1, 2, 10_001, 9_999_999_999, ...fc.sample(pence, 300)];
    const rows = wholes.map((each, index) => {
      const pounds = `${Math.floor(each / 100)}.${String(each % 100).padStart(2, '0')}`;
      return `8/4/2026,Flat,Rental income,${index},${index % 2 === 0 ? `${pounds},` : `,${pounds}`}`;
    });
    await importFile(owner, [header, ...rows].join('\n'));
    for (const shareBasisPoints of [1, 5_000, 9_999, 10_000, ...fc.sample(share, 20)]) {
      await records.changeProperty(owner, flat, shareIs(String(shareBasisPoints / 100)), { reworks: true });
      const kept = await all();
      expect(kept).toHaveLength(wholes.length);
      for (const row of kept) {
        expect(row).toMatchObject({
          shareBasisPoints,
          moneyInPence: ownPence(row.wholeInPence, shareBasisPoints),
          moneyOutPence: ownPence(row.wholeOutPence, shareBasisPoints),
        });
      }
    }
  });
});

describe('a file', () => {
  const statement = [header, '8/4/2026,Flat,Rental income,Rent,1000.01,'].join('\n');
  const shared = (...rows: string[]) => [`${header},Your share`, ...rows].join('\n');

  test('has whole amounts, of which the property’s share is recorded, and adds nothing the second time', async () => {
    const flat = await addJoint('50');
    expect(await importFile(owner, statement)).toMatchObject({ added: 1 });
    expect(await all()).toMatchObject([{ moneyInPence: 50_001, wholeInPence: 100_001 }]);
    expect(await importFile(owner, statement)).toMatchObject({ added: 0, alreadyThere: 1 });
    const changed = { name: 'Flat', address: '', share: '25' };
    await records.changeProperty(owner, flat, changed, { reworks: true });
    expect(await importFile(owner, statement)).toMatchObject({ added: 0, alreadyThere: 1 });
  });

  test('with shares is recorded by them, whatever the property’s is', async () => {
    await addJoint('50');
    const file = shared(
      '8/4/2026,Flat,Rental income,Old,100,,25%',
      '9/4/2026,Flat,Rental income,New,100,,',
      '10/4/2026,Flat,Rental income,Own,100,,100',
    );
    await importFile(owner, file);
    expect((await all()).map(({ description, moneyInPence }) => [description, moneyInPence])).toEqual([
      ['Own', 10_000],
      ['New', 5_000],
      ['Old', 2_500],
    ]);
  });

  test('gives a new property the share of its latest row', async () => {
    const rows = [
      '9/4/2026,Barn,Rental income,B,100,,40',
      '1/4/2026,Barn,Rental income,A,100,,60',
      '2/5/2026,Barn,Rental income,C,100,,',
    ];
    const read = await records.readImport(owner, 'a.csv', Buffer.from(shared(...rows)));
    const preview = await records.previewImport(owner, read.ok ? read.id : '');
    expect(preview).toMatchObject({
      newProperties: [{ name: 'Barn', shareBasisPoints: 4_000 }],
      moneyInPence: 14_000,
    });
    await importFile(owner, shared(...rows));
    expect(await records.listProperties(owner)).toMatchObject([{ name: 'Barn', shareBasisPoints: 4_000 }]);
    expect((await all()).map(({ moneyInPence }) => moneyInPence)).toEqual([4_000, 4_000, 6_000]);
  });

  test('with a share that is none says so beside the row', async () => {
    const file = shared('8/4/2026,Flat,Rental income,Rent,1,,0', '8/4/2026,Flat,Rental income,Rent,1,,x');
    const read = await records.readImport(owner, 'a.csv', Buffer.from(file));
    const preview = await records.previewImport(owner, read.ok ? read.id : '');
    expect(preview?.problems).toMatchObject([
      { line: 2, reasons: [expect.stringMatching(/more than 0%/)] },
      { line: 3, reasons: [expect.stringMatching(/per cent/)] },
    ]);
  });
});

test('transactions of before there were shares are whole, and all the landlord’s', async () => {
  const folder = new URL('../../data/migrations/', import.meta.url);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  const client = await pool.connect();
  try {
    await client.query('create schema before; set search_path to before');
    const run = async (names: readonly string[]) => {
      for (const name of names) {
        const sql = readFileSync(new URL(name, folder), 'utf8');
        await client.query(sql.replaceAll('"public".', ''));
      }
    };
    const at = files.findIndex((name) => name.endsWith('_shares.sql'));
    await run(files.slice(0, at));
    await client.query(`insert into users (id, name, email, created_at, updated_at)
      values ('a', '', 'a@example.com', now(), now())`);
    await client.query(`with house as (
        insert into properties (owner_id, name, created_at, updated_at) values ('a', 'House', now(), now()) returning id)
      insert into transactions (owner_id, property_id, date, category, money_in_pence, money_out_pence, created_at, updated_at)
      select 'a', id, '2026-04-08', 'other', money_in, money_out, now(), now()
      from house, (values (115000, 0), (0, 9600)) as amounts (money_in, money_out)`);
    await run(files.slice(at));
    const { rows } = await client.query(
      'select whole_in_pence, whole_out_pence, share_basis_points from transactions order by 1',
    );
    expect(rows).toEqual([
      { whole_in_pence: '0', whole_out_pence: '9600', share_basis_points: 10_000 },
      { whole_in_pence: '115000', whole_out_pence: '0', share_basis_points: 10_000 },
    ]);
  } finally {
    client.release(true);
  }
});
