import { describe, expect, it } from 'vitest';
import { daysLeft, formatDate, formatInstant, formatMonth, formatPence, formatShareOf } from './format.ts';

describe('formatPence', () => {
  it.each([
    [0, '£0.00'],
    [5, '£0.05'],
    [123456, '£1,234.56'],
    [-1200, '−£12.00'],
    [9999999999999, '£99,999,999,999.99'],
  ])('writes %d as %s', (pence, text) => {
    expect(formatPence(pence)).toBe(text);
  });

  it('refuses what is not a whole number of pence', () => {
    expect(() => formatPence(0.5)).toThrow(RangeError);
    expect(() => formatPence(Number.NaN)).toThrow(RangeError);
  });
});

describe('dates and times', () => {
  it('writes a calendar date in full', () => {
    expect(formatDate('2026-08-07')).toBe('7 August 2026');
  });

  it('refuses a day that does not exist', () => {
    expect(() => formatDate('2026-02-31')).toThrow(RangeError);
  });

  it('writes a month in full', () => {
    expect(formatMonth('2027-01')).toBe('January 2027');
  });

  it.each([
    ['in summer time', '2026-10-06T09:05:00Z', '6 October 2026 at 10:05am'],
    ['in winter time', '2026-12-06T15:30:59.999Z', '6 December 2026 at 3:30pm'],
    ['past midnight, on the next day in the UK', '2026-07-01T23:10:00Z', '2 July 2026 at 12:10am'],
    ['at noon', '2026-12-06T12:00:00+00:00', '6 December 2026 at 12:00pm'],
  ])('writes an instant %s in UK time', (_, instant, text) => {
    expect(formatInstant(instant)).toBe(text);
  });
});

describe('formatShareOf', () => {
  it.each([
    [5_000, 100_000, '50% of £1,000.00'],
    [3_333, 1, '33.33% of £0.01'],
    [1, 115_000, '0.01% of £1,150.00'],
  ])('writes %d hundredths of a per cent of %d pence as %s', (share, pence, text) => {
    expect(formatShareOf(share, pence)).toBe(text);
  });
});

describe('daysLeft', () => {
  it.each([
    [0, 'due today'],
    [1, 'due in 1 day'],
    [3, 'due in 3 days'],
    [-1, '1 day overdue'],
    [-12, '12 days overdue'],
  ])('says %d as "%s"', (days, text) => {
    expect(daysLeft(days)).toBe(text);
  });
});
