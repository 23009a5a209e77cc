import { describe, expect, it } from 'vitest';
import { addDays, addDuration, addMonths, endOfMonth, isCalendarDate, londonDate } from './dates.ts';

describe('dates', () => {
  it.each(['2026-02-30', '2026-2-3', '06-04-2026', '2026-13-01', ''])(
    'does not take %j for a date',
    (text) => {
      expect(isCalendarDate(text)).toBe(false);
    },
  );

  it('takes 29 February in a leap year only', () => {
    expect(isCalendarDate('2028-02-29')).toBe(true);
    expect(isCalendarDate('2026-02-29')).toBe(false);
  });

  it('is still yesterday in UTC when a summer day begins in London', () => {
    expect(londonDate(new Date('2026-07-05T23:30:00Z'))).toBe('2026-07-06');
    expect(londonDate(new Date('2026-01-05T23:30:00Z'))).toBe('2026-01-05');
  });

  it('steps over the ends of months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(endOfMonth('2028-02-03')).toBe('2028-02-29');
  });

  it('keeps to the last day when a later month is shorter', () => {
    expect(addMonths(new Date('2026-08-31T10:00:00Z'), 18).toISOString()).toBe('2028-02-29T10:00:00.000Z');
  });

  it.each([
    ['P18M', '2028-04-06T09:00:00.000Z'],
    ['P1D', '2026-10-07T09:00:00.000Z'],
    ['PT4H', '2026-10-06T13:00:00.000Z'],
    ['P1Y2M3DT4H5M6S', '2027-12-09T13:05:06.000Z'],
    ['P1W', '2026-10-13T09:00:00.000Z'],
  ])('moves an instant by %s', (duration, expected) => {
    expect(addDuration(new Date('2026-10-06T09:00:00Z'), duration)?.toISOString()).toBe(expected);
  });

  it.each(['P', 'PT', 'P1H', '1D', 'P1.5D', '-P1D', ''])('does not take %j for a duration', (duration) => {
    expect(addDuration(new Date(0), duration)).toBeUndefined();
  });
});
