import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  addDays,
  addYears,
  calendarDate,
  datePartsOf,
  daysBetween,
  isCalendarDate,
  monthsOf,
  parseTaxYear,
  firstCalendarQuarters,
  quartersOf,
  quarterTypeOf,
  readDate,
  taxYearDates,
  taxYearOf,
  type TaxYear,
} from './tax-year.ts';

/** Every calendar date from 2017 to 2060, 29 February of leap years among them. */
const anyDate = fc
  .integer({ min: 0, max: daysBetween('2017-01-01', '2060-12-31') })
  .map((days) => addDays('2017-01-01', days));

const anyYear = fc.integer({ min: 2017, max: 2059 });

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

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

  test('end on 5 April and begin on 6 April of any year, 365 days later or 366', () => {
    fc.assert(
      fc.property(anyYear, (year) => {
        const taxYear = taxYearOf(`${year}-04-06`);
        expect(taxYear).toBe(`${year}-${String(year + 1).slice(2)}`);
        expect(taxYearOf(`${year}-04-05`)).toBe(`${year - 1}-${String(year).slice(2)}`);
        expect(parseTaxYear(taxYear)).toBe(taxYear);
        const { start, end } = taxYearDates(taxYear);
        expect([start, end]).toEqual([`${year}-04-06`, `${year + 1}-04-05`]);
        expect(daysBetween(start, end) + 1).toBe(isLeap(year + 1) ? 366 : 365);
      }),
    );
  });

  test('change nowhere but between 5 and 6 April', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const isFirst = taxYearOf(addDays(date, -1)) !== taxYearOf(date);
        expect(isFirst).toBe(date.endsWith('-04-06'));
      }),
    );
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

  const quartersByKind = {
    standard: (taxYear: TaxYear) => quartersOf(taxYear),
    calendar: (taxYear: TaxYear) => quartersOf(taxYear, 'calendar'),
    'first calendar': firstCalendarQuarters,
  };

  test.each([
    ['standard', '04-06', '04-05'],
    ['calendar', '04-01', '03-31'],
    ['first calendar', '04-06', '03-31'],
  ] as const)('hold every day of their year once: %s', (kind, first, last) => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const year = Number(date.slice(0, 4)) - (date.slice(5) < first ? 1 : 0);
        const quarters = quartersByKind[kind](taxYearOf(`${year}-04-06`));
        expect([quarters[0]?.start, quarters[3]?.end]).toEqual([`${year}-${first}`, `${year + 1}-${last}`]);
        // 1 to 5 April after a first year of calendar quarters are of the next.
        const isOfYear = date <= `${year + 1}-${last}`;
        expect(quarters.filter(({ start, end }) => start <= date && date <= end)).toHaveLength(
          isOfYear ? 1 : 0,
        );
      }),
    );
  });

  test('have no due dates of ours: those are HMRC’s', () => {
    fc.assert(
      fc.property(anyYear, fc.constantFrom('standard', 'calendar'), (year, type) => {
        for (const quarter of quartersOf(taxYearOf(`${year}-04-06`), type)) {
          expect(Object.keys(quarter).sort()).toEqual(['end', 'number', 'start']);
        }
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
  test('have a 29 February in leap years alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2017, max: 2100 }), (year) => {
        expect(isCalendarDate(`${year}-02-29`)).toBe(isLeap(year));
        expect(calendarDate(year, 2, 29) !== undefined).toBe(isLeap(year));
        expect(addDays(`${year}-02-28`, 1)).toBe(isLeap(year) ? `${year}-02-29` : `${year}-03-01`);
      }),
    );
  });

  test('are read back from the three fields that they are shown in', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        expect(isCalendarDate(date)).toBe(true);
        expect(readDate(datePartsOf(date))).toEqual({ ok: true, date });
      }),
    );
  });

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
