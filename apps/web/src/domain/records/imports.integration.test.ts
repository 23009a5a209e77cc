import { afterAll, beforeEach, describe, expect, test } from 'vitest';

import { createTestRecords } from '../../test/records.ts';
import { sampleLedger } from './index.ts';

const { records, clock, pool, addPerson, addProperty, importFile, countTransactions, drop } =
  await createTestRecords();
const header = 'Date,Property,Category,Description,Money in,Money out';
const bytes = (text: string) => new TextEncoder().encode(text);

let owner = '';
beforeEach(async () => {
  clock.set('2026-10-06T09:00:00Z');
  owner = await addPerson();
});
afterAll(drop);

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
      newProperties: ['12 Mill Lane', '7 Orchard Close', 'Flat 3, Wharf House'].map((name) => ({
        name,
        countryCode: 'GBR',
      })),
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
    const id = await addProperty(owner, 'FLAT');
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

  test('puts properties where the file says they are, and leaves out rows that do not fit', async () => {
    const file = `${header},Country
1/5/2026,Villa,Rental income,Rent,10,,Spain
1/5/2026,Villa,Foreign tax paid or taken off,Tax,,2,
1/5/2026,Villa,Rent a Room rents,Rent,3,,
1/5/2026,Villa,Rental income,Rent,4,,Atlantis
2/5/2026,Flat,Rental income,Rent,5,,`;
    const read = await records.readImport(owner, 'ledger.csv', bytes(file));
    const id = read.ok ? read.id : '';
    const preview = await records.previewImport(owner, id);
    expect(preview?.problems.map(({ line }) => line)).toEqual([4, 5]);
    expect(preview?.newProperties).toEqual([
      { name: 'Villa', countryCode: 'ESP', shareBasisPoints: 10_000 },
      { name: 'Flat', countryCode: 'GBR', shareBasisPoints: 10_000 },
    ]);
    expect(await records.confirmImport(owner, id, { goodRowsOnly: false })).toMatchObject({ ok: false });
    expect(await records.confirmImport(owner, id, { goodRowsOnly: true })).toMatchObject({ added: 3 });
    expect((await records.yearToDateTotals(owner, '2026-27', '2026-07-05')).periodAmount).toBe(500);
    const abroad = await records.totalsAbroad(owner, { from: '2026-04-06', to: '2026-07-05' });
    expect(abroad).toMatchObject([
      {
        property: { name: 'Villa', countryCode: 'ESP', claimsForeignTaxCredit: false },
        transactions: 2,
        figures: { periodAmount: 1000, foreignTaxPaidOrDeducted: 200 },
      },
    ]);
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
    const kept = await pool.query('select id from pending_imports where owner_id = $1', [owner]);
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
