import fc from 'fast-check';
import { expect, test } from 'vitest';

import { penceAsField } from './form.ts';
import { ledgerPath, readFilter } from './ledger-path.ts';
import { parsePounds } from '../../domain/money.ts';
import { datePartsOf, readDate } from '../../domain/tax-year.ts';

test('a date shown in three fields is read as the same date', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
      (day) => {
        const date = day.toISOString().slice(0, 10);
        expect(readDate(datePartsOf(date))).toEqual({ ok: true, date });
      },
    ),
  );
});

test('a date says which of its parts is wrong', () => {
  expect(readDate({ day: ' 8 ', month: '04', year: '2026' })).toEqual({ ok: true, date: '2026-04-08' });
  expect(readDate({ day: '8', month: '', year: '' })).toMatchObject({
    problem: 'Date must include a month and a year',
    parts: ['month', 'year'],
  });
  expect(readDate({ day: '29', month: '2', year: '2027' })).toMatchObject({
    problem: 'Date must be a real date',
  });
  expect(readDate({ day: '1e1', month: '2', year: '2027' })).toMatchObject({ parts: ['day'] });
});

test('an amount shown in a field is read as the same amount', () => {
  fc.assert(
    fc.property(fc.nat(9_999_999_999), (pence) => {
      expect(parsePounds(penceAsField(pence))).toEqual({ ok: true, pence });
    }),
  );
});

test('an address of the ledger leads to the filter it was made from', () => {
  const filter = {
    propertyId: 'b1e6d1f4-0000-4000-8000-000000000000',
    category: 'other',
    from: '2026-04-06',
    to: '2026-07-05',
    text: 'Café & “10%” + VAT',
  } as const;
  const { searchParams } = new URL(ledgerPath({ ...filter, page: 2 }), 'http://localhost');
  expect(readFilter((name) => searchParams.get(name) ?? undefined)).toEqual(filter);
  expect(ledgerPath({})).toBe('/records');
});
