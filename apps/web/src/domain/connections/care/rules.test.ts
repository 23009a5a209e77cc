import { describe, expect, it } from 'vitest';

import { addDays } from '../../tax-year.ts';
import { type CareCase, careFor } from './rules.ts';

const dueDate = '2026-11-07';
const idle: CareCase = { dueDate, renewedOn: '2026-08-05', datesSeenOn: '2026-08-05', share: 0.5 };
const on = (today: string, dayShare = 0) => ({ today, dayShare });

/** The days of a year on which a connection is looked after, when each look renews its pair. */
function walk(start: CareCase, from: string, days: number): [string, string][] {
  const seen: [string, string][] = [];
  let now = start;
  for (let day = 0; day < days; day += 1) {
    const today = addDays(from, day);
    const reason = careFor(now, on(today, 0.99));
    if (reason === null) continue;
    seen.push([today, reason]);
    now = { ...now, renewedOn: today, datesSeenOn: today };
  }
  return seen;
}

describe('a connection that nobody used lately', () => {
  it('is tried once between three and two weeks before its deadline, and once more in the last two days', () => {
    expect(walk(idle, '2026-08-06', 120)).toEqual([
      ['2026-10-20', 'idle'],
      ['2026-11-05', 'deadline'],
    ]);
  });

  it('has its turn by its share, from the first hour of the span to the last', () => {
    expect(careFor({ ...idle, share: 0 }, on('2026-10-16', 1))).toBeNull();
    expect(careFor({ ...idle, share: 0 }, on('2026-10-17'))).toBe('idle');
    expect(careFor({ ...idle, share: 0.999 }, on('2026-10-22', 1))).toBeNull();
    expect(careFor({ ...idle, share: 0.999 }, on('2026-10-23', 1))).toBe('idle');
    expect(careFor({ ...idle, share: 0.5 }, on('2026-10-20', 0.4))).toBeNull();
    expect(careFor({ ...idle, share: 0.5 }, on('2026-10-20', 0.6))).toBe('idle');
  });

  it('is tried late where the platform was off in its turn', () => {
    expect(careFor(idle, on('2026-11-02'))).toBe('idle');
  });
});

describe('a connection that was used', () => {
  it('in the three weeks before a deadline is left alone until the last two days', () => {
    expect(walk({ ...idle, renewedOn: '2026-10-18' }, '2026-10-18', 30)).toEqual([
      ['2026-11-05', 'deadline'],
    ]);
  });

  it('in the last two days is left alone altogether', () => {
    expect(walk({ ...idle, renewedOn: '2026-11-05' }, '2026-11-05', 30)).toEqual([]);
  });
});

describe('a connection without a deadline to come', () => {
  it('is asked for dates every sixty days, as seldom as one that has them', () => {
    const none: CareCase = { ...idle, dueDate: null };
    expect(walk(none, '2026-08-05', 365).map(([day]) => day)).toEqual([
      '2026-10-04',
      '2026-12-03',
      '2027-02-01',
      '2027-04-02',
      '2027-06-01',
      '2027-07-31',
    ]);
  });

  it('counts from the connecting where HMRC never told of any', () => {
    const never: CareCase = { ...idle, dueDate: null, datesSeenOn: null };
    expect(careFor(never, on('2026-10-03'))).toBeNull();
    expect(careFor(never, on('2026-10-04'))).toBe('no-dates');
  });
});

it('no deadline that has passed makes anybody be looked after', () => {
  expect(careFor(idle, on('2026-11-08'))).toBeNull();
});
