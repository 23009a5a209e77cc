import { describe, expect, test } from 'vitest';
import { ledgerCsvs, tableCsv, toCsv, type LedgerLine } from './csv.ts';

const line = (change: Partial<LedgerLine> = {}): LedgerLine => ({
  date: '2026-04-08',
  property: '12 Mill Lane',
  category: 'Rental income',
  description: 'Rent April 2026',
  moneyInPence: 115_000,
  moneyOutPence: 0,
  ...change,
});
const header = 'Date,Property,Category,Description,Money in,Money out\r\n';
const wide = { mostRows: 100, mostBytes: 100_000 };

describe('CSV', () => {
  test('quotes what needs it and doubles quotation marks', () => {
    expect(
      toCsv(
        ['a', 'b'],
        [
          ['x, y', 'say "hi"'],
          ['two\nlines', ' spaced'],
        ],
      ),
    ).toBe('a,b\r\n"x, y","say ""hi"""\r\n"two\nlines"," spaced"\r\n');
  });

  test('writes instants, lists and nothing in a table', () => {
    const rows = [{ at: new Date('2026-10-06T09:00:00Z'), list: [1, 2], none: null, yes: true }];
    expect(tableCsv(rows)).toBe('at,list,none,yes\r\n2026-10-06T09:00:00.000Z,"[1,2]",,true\r\n');
  });
});

describe('the ledger as CSV', () => {
  test('has the day first and pounds to the penny, exactly', () => {
    expect(
      ledgerCsvs(
        [
          line(),
          line({ moneyInPence: 5, moneyOutPence: 13_800, description: '' }),
          line({ moneyInPence: 9_007_199_254_740_991 }),
        ],
        wide,
      ),
    ).toEqual([
      header +
        '08/04/2026,12 Mill Lane,Rental income,Rent April 2026,1150.00,\r\n' +
        '08/04/2026,12 Mill Lane,Rental income,,0.05,138.00\r\n' +
        '08/04/2026,12 Mill Lane,Rental income,Rent April 2026,90071992547409.91,\r\n',
    ]);
  });

  test('is several files where one would be too long to import, with twins in the same one', () => {
    const lines = [line(), line({ description: 'b' }), line(), line({ description: 'c' })];
    const files = ledgerCsvs(lines, { mostRows: 2, mostBytes: 100_000 });
    expect(files.map((file) => file.split('\r\n').slice(1, -1).length)).toEqual([2, 2]);
    expect(files[0]?.match(/Rent April 2026/g)).toHaveLength(2);
    const small = ledgerCsvs(lines, { mostRows: 100, mostBytes: header.length + 130 });
    expect(small.every((file) => Buffer.byteLength(file) <= header.length + 130)).toBe(true);
    expect(small.join('').match(/08\/04/g)).toHaveLength(4);
  });

  test('names the share in every row where it does in one, and keeps rows that differ in it alone in the same file', () => {
    const lines = [line({ share: '50' }), line({ description: 'b', share: '100' }), line({ share: '33.33' })];
    const files = ledgerCsvs(lines, { mostRows: 2, mostBytes: 100_000 });
    expect(files).toEqual([
      header.replace('\r', ',Your share\r') +
        '08/04/2026,12 Mill Lane,Rental income,Rent April 2026,1150.00,,50\r\n' +
        '08/04/2026,12 Mill Lane,Rental income,Rent April 2026,1150.00,,33.33\r\n',
      header.replace('\r', ',Your share\r') + '08/04/2026,12 Mill Lane,Rental income,b,1150.00,,100\r\n',
    ]);
  });

  test('is one file with the header alone where there is nothing', () => {
    expect(ledgerCsvs([], wide)).toEqual([header]);
  });
});
