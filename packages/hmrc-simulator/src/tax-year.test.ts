import { describe, expect, it } from 'vitest';
import { newestObligationYear, quarterlyPeriods, readTaxYear, taxYearOf } from './tax-year.ts';

const LONG_AGO = '2019-06-01';
const calendar = { quarterlyPeriodType: 'calendar', taxYearOfChoice: '2025-26' } as const;

describe('tax years', () => {
  it('begin on 6 April', () => {
    expect(taxYearOf('2026-04-05')).toBe(2025);
    expect(taxYearOf('2026-04-06')).toBe(2026);
  });

  it('are read with HMRC’s two refusals', () => {
    expect(readTaxYear('2099-00')).toEqual({ ok: true, startYear: 2099 });
    expect(readTaxYear('2026-28')).toEqual({ ok: false, code: 'RULE_TAX_YEAR_RANGE_INVALID' });
    expect(readTaxYear('2026')).toEqual({ ok: false, code: 'FORMAT_TAX_YEAR' });
  });

  it('have updates due on the 5th in 2025-26 and on the 7th after', () => {
    expect(quarterlyPeriods(2025, undefined, LONG_AGO).map(({ dueDate }) => dueDate)).toEqual([
      '2025-08-05',
      '2025-11-05',
      '2026-02-05',
      '2026-05-05',
    ]);
    expect(quarterlyPeriods(2026, undefined, LONG_AGO).map(({ dueDate }) => dueDate)).toEqual([
      '2026-08-07',
      '2026-11-07',
      '2027-02-07',
      '2027-05-07',
    ]);
  });

  it('have periods that all start with the year', () => {
    expect(quarterlyPeriods(2026, undefined, LONG_AGO)).toEqual([
      { startDate: '2026-04-06', endDate: '2026-07-05', dueDate: '2026-08-07' },
      { startDate: '2026-04-06', endDate: '2026-10-05', dueDate: '2026-11-07' },
      { startDate: '2026-04-06', endDate: '2027-01-05', dueDate: '2027-02-07' },
      { startDate: '2026-04-06', endDate: '2027-04-05', dueDate: '2027-05-07' },
    ]);
  });

  it('start on 1 April with calendar quarters, except in the year of the change', () => {
    const starts = (year: number) =>
      quarterlyPeriods(year, calendar, LONG_AGO).map(({ startDate }) => startDate);
    expect(new Set(starts(2025))).toEqual(new Set(['2025-04-06']));
    expect(new Set(starts(2026))).toEqual(new Set(['2026-04-01']));
    expect(quarterlyPeriods(2026, calendar, LONG_AGO).map(({ endDate }) => endDate)).toEqual([
      '2026-06-30',
      '2026-09-30',
      '2026-12-31',
      '2027-03-31',
    ]);
  });

  it('have only the periods left when a business begins in them', () => {
    expect(quarterlyPeriods(2026, undefined, '2026-11-20')).toEqual([
      { startDate: '2026-11-20', endDate: '2027-01-05', dueDate: '2027-02-07' },
      { startDate: '2026-11-20', endDate: '2027-04-05', dueDate: '2027-05-07' },
    ]);
  });

  it('show the obligations of the next one from the start of April', () => {
    expect(newestObligationYear('2027-03-31')).toBe(2026);
    expect(newestObligationYear('2027-04-01')).toBe(2027);
  });
});
