import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  addDays,
  addYears,
  calendarDate,
  daysBetween,
  isCalendarDate,
  monthsOf,
  parseTaxYear,
  firstCalendarQuarters,
  quartersOf,
  quarterTypeOf,
  taxYearDates,
  taxYearOf,
  type TaxYear,
} from './tax-year.ts';

const anyDate = fc
  .tuple(
    fc.integer({ min: 2000, max: 2097 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([year, month, day]) => calendarDate(year, month, day) ?? '');

describe('tax years', () => {
  test('are read only where the second part is the next year', () => {
    expect(parseTaxYear('2026-27')).toBe('2026-27');
    expect(parseTaxYear('2099-00')).toBe('2099-00');
    for (const text of ['2026-28', '2026-2027', '26-27', '1999-00', '2026-27 ', '']) {
      expect(parseTaxYear(text)).toBeUndefined();
    }
  });

  test('change on 6 April', () => {
    expect(taxYearOf('2026-04-05')).toBe('2025-26');
    expect(taxYearOf('2026-04-06')).toBe('2026-27');
    expect(taxYearOf('2026-12-31')).toBe('2026-27');
    expect(taxYearOf('2027-01-01')).toBe('2026-27');
    expect(taxYearDates('2026-27')).toEqual({ start: '2026-04-06', end: '2027-04-05' });
  });

  test('hold every date between their first and their last', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const { start, end } = taxYearDates(taxYearOf(date));
        expect(start <= date && date <= end).toBe(true);
      }),
    );
  });
});

describe('quarters', () => {
  test('end on the 5th', () => {
    expect(quartersOf('2026-27')).toEqual([
      { number: 1, start: '2026-04-06', end: '2026-07-05' },
      { number: 2, start: '2026-07-06', end: '2026-10-05' },
      { number: 3, start: '2026-10-06', end: '2027-01-05' },
      { number: 4, start: '2027-01-06', end: '2027-04-05' },
    ]);
  });

  test('end with the month for those who chose calendar quarters', () => {
    expect(quartersOf('2026-27', 'calendar')).toEqual([
      { number: 1, start: '2026-04-01', end: '2026-06-30' },
      { number: 2, start: '2026-07-01', end: '2026-09-30' },
      { number: 3, start: '2026-10-01', end: '2026-12-31' },
      { number: 4, start: '2027-01-01', end: '2027-03-31' },
    ]);
  });

  test('cover the changeover from 6 April to 31 March without a gap, whatever the year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2020, max: 2090 }), (year) => {
        const taxYear = taxYearOf(`${year}-04-06`);
        const before = quartersOf(taxYearOf(`${year}-04-05`));
        const first = firstCalendarQuarters(taxYear);
        const after = quartersOf(taxYearOf(`${year + 1}-04-06`), 'calendar');
        const all = [...before, ...first, ...after];
        for (const [index, quarter] of all.slice(1).entries()) {
          expect(daysBetween(all[index]!.end, quarter.start)).toBe(1);
        }
        expect([first[0]?.start, first[3]?.end]).toEqual([`${year}-04-06`, `${year + 1}-03-31`]);
        for (const { end } of first) {
          expect(taxYearOf(end)).toBe(taxYear);
          expect(quarterTypeOf(end)).toBe('calendar');
          expect(addDays(end, 1).slice(8)).toBe('01');
        }
        for (const { end } of before) expect(quarterTypeOf(end)).toBe('standard');
      }),
    );
  });

  test('count leap days: the last calendar quarter has 91 days in a leap year and 90 otherwise', () => {
    const lastOf = (taxYear: TaxYear) => firstCalendarQuarters(taxYear)[3]!;
    expect(daysBetween(lastOf('2027-28').start, lastOf('2027-28').end) + 1).toBe(91);
    expect(daysBetween(lastOf('2026-27').start, lastOf('2026-27').end) + 1).toBe(90);
  });

  test('follow one another from year to year without a gap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2020, max: 2090 }),
        fc.constantFrom('standard', 'calendar'),
        (year, type) => {
          const nameOf = (start: number): TaxYear => taxYearOf(`${start}-04-06`);
          const both = [...quartersOf(nameOf(year), type), ...quartersOf(nameOf(year + 1), type)];
          for (const [index, quarter] of both.slice(1).entries()) {
            expect(daysBetween(both[index]!.end, quarter.start)).toBe(1);
          }
        },
      ),
    );
  });
});

describe('calendar dates', () => {
  test('exist or are nothing', () => {
    expect(calendarDate(2028, 2, 29)).toBe('2028-02-29');
    for (const [year, month, day] of [
      [2027, 2, 29],
      [2027, 4, 31],
      [2027, 13, 1],
      [2027, 0, 1],
      [2027, 1, 0],
      [26, 1, 1],
      [Number.NaN, 1, 1],
      [2027, 1.5, 1],
    ] as const) {
      expect(calendarDate(year, month, day)).toBeUndefined();
    }
    expect(isCalendarDate('2027-02-28')).toBe(true);
    for (const text of ['2027-02-29', '2027-2-28', '28/02/2027', '2027-02-28T00:00', '']) {
      expect(isCalendarDate(text)).toBe(false);
    }
  });

  test('count days over the change to summer time', () => {
    expect(daysBetween('2027-03-27', '2027-03-29')).toBe(2);
    expect(daysBetween('2026-10-06', '2026-08-07')).toBe(-60);
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addYears('2028-02-29', 1)).toBe('2029-02-28');
  });

  test('adding the days between two dates leads from one to the other', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (from, to) => {
        expect(addDays(from, daysBetween(from, to))).toBe(to);
      }),
    );
  });

  test('name each month that a span touches', () => {
    expect(monthsOf({ start: '2026-11-30', end: '2027-02-01' })).toEqual([
      '2026-11',
      '2026-12',
      '2027-01',
      '2027-02',
    ]);
  });
});
