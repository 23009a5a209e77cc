import { describe, expect, test } from 'vitest';

import { findCountry } from './countries.ts';
import { fitRows } from './import-fit.ts';
import type { LedgerRow } from './ledger-file.ts';

const row = (line: number, change: Partial<LedgerRow> = {}): LedgerRow => ({
  line,
  date: '2026-05-01',
  property: 'Villa',
  countryCode: null,
  category: 'periodAmount',
  description: '',
  moneyInPence: 1,
  moneyOutPence: 0,
  shareBasisPoints: null,
  ...change,
});
const known = [{ name: 'Villa', countryCode: 'ESP' }];
const linesOf = ({ fitting }: { fitting: LedgerRow[] }) => fitting.map(({ line }) => line);

describe('rows of a file', () => {
  test('fit a property where it is in the records, whether they say so or not', () => {
    const fit = fitRows([row(2), row(3, { countryCode: 'ESP' }), row(4, { countryCode: 'FRA' })], known);
    expect(linesOf(fit)).toEqual([2, 3]);
    expect(fit.misfits).toEqual([
      { line: 4, reasons: ['“Villa” is in Spain in your records, not in France'] },
    ]);
  });

  test('put a new property where the file first says, in the UK where it says nothing', () => {
    const fit = fitRows(
      [
        row(2),
        row(3, { property: 'VILLA', countryCode: 'PRT' }),
        row(4, { countryCode: 'GBR' }),
        row(5, { property: 'Flat' }),
      ],
      [],
    );
    expect(linesOf(fit)).toEqual([2, 3, 5]);
    expect([...fit.countries]).toEqual([
      ['villa', 'PRT'],
      ['flat', 'GBR'],
    ]);
    expect(fit.misfits[0]?.reasons[0]).toContain('in another row');
  });

  test('have a category of properties there', () => {
    const tax = { category: 'foreignTaxPaidOrDeducted' } as const;
    const room = { category: 'rentsReceived' } as const;
    const fit = fitRows(
      [
        row(2, tax),
        row(3, room),
        row(4, { ...tax, property: 'Flat' }),
        row(5, { ...room, property: 'Flat' }),
      ],
      known,
    );
    expect(linesOf(fit)).toEqual([2, 5]);
    expect(fit.misfits.map(({ line }) => line)).toEqual([3, 4]);
  });
});

test.each([
  ['Spain', 'ESP'],
  [' spain ', 'ESP'],
  ['esp', 'ESP'],
  ['The Gambia', 'GMB'],
  ["Cote d'Ivoire", 'CIV'],
  ['Bosnia & Herzegovina', 'BIH'],
  ['Turkey', 'TUR'],
  ['Congo', 'COG'],
  ['UK', 'GBR'],
  ['United Kingdom', 'GBR'],
  ['Jersey', 'JEY'],
  ['Atlantis', undefined],
  ['', undefined],
])('the country written as “%s” is %s', (text, code) => {
  expect(findCountry(text)).toBe(code);
});
