import { describe, expect, it } from 'vitest';
import { londonDate } from '../../../platform/clock.ts';
import { addDays } from '../../tax-year.ts';
import { authorityStanding, deadlineAtRisk, dueReminder, endsWithReminders, reminderDays } from './rules.ts';

const endsOn = '2028-04-06';

describe('the reminder that is due', () => {
  it.each([
    [549, null],
    [91, null],
    [90, 90],
    [31, 90],
    [30, 30],
    [8, 30],
    [7, 7],
    [2, 7],
    [1, 1],
    [0, 0],
    [-1, 0],
    [-30, 0],
    [-31, null],
  ])('with %s days left is that of %s days', (daysLeft, reminder) => {
    expect(dueReminder(daysLeft)).toBe(reminder);
  });

  it('is each of the five once, and never an earlier one, when a year and a half is walked day by day', () => {
    const seen: (number | null)[] = [];
    for (let today = '2026-10-06'; today <= endsOn; today = addDays(today, 1)) {
      const { reminder } = authorityStanding(endsOn, [], today);
      if (reminder !== seen.at(-1)) seen.push(reminder);
    }
    expect(seen).toEqual([null, ...reminderDays]);
  });

  it('is looked for among exactly the ends that have one', () => {
    const { from, to } = endsWithReminders('2028-01-07');
    expect([from, to]).toEqual(['2027-12-08', '2028-04-06']);
    const isDue = (end: string) => authorityStanding(end, [], '2028-01-07').reminder !== null;
    expect([addDays(from, -1), from, to, addDays(to, 1)].map(isDue)).toEqual([false, true, true, false]);
  });
});

describe('days left', () => {
  it.each([
    // The clocks go forward on 26 March 2028 and back on 29 October 2028, at 1:00 UTC.
    ['2028-03-25T23:59:59Z', '2028-03-27', 2],
    ['2028-03-26T22:59:59Z', '2028-03-27', 1],
    ['2028-03-26T23:00:00Z', '2028-03-27', 0],
    ['2028-10-28T22:59:59Z', '2028-10-30', 2],
    ['2028-10-28T23:00:00Z', '2028-10-30', 1],
    ['2028-10-29T23:59:59Z', '2028-10-30', 1],
    ['2028-10-30T00:00:00Z', '2028-10-30', 0],
  ])('at %s until %s are %s: days of the United Kingdom, however long', (instant, end, days) => {
    expect(authorityStanding(end, [], londonDate(new Date(instant))).daysLeft).toBe(days);
  });
});

describe('the deadline at risk', () => {
  const due = (dueDate: string) => ({ dueDate });

  it.each([
    ['none when HMRC told of none', [], null],
    ['none when all come before the end', ['2028-02-07', '2028-04-05'], null],
    ['one on the day of the end', ['2028-02-07', endsOn], endsOn],
    [
      'the first after the end, in whatever order HMRC listed them',
      ['2028-08-07', '2028-05-07'],
      '2028-05-07',
    ],
  ])('is %s', (_, dates, expected) => {
    expect(deadlineAtRisk(endsOn, dates.map(due), '2028-01-07')?.dueDate ?? null).toBe(expected);
  });

  it('is a coming one, not one that has passed', () => {
    const open = ['2028-04-07', '2028-05-07'].map(due);
    expect(deadlineAtRisk(endsOn, open, '2028-04-08')).toEqual(due('2028-05-07'));
  });

  it('is the next of all where there is no authority any more', () => {
    const open = ['2027-11-07', '2028-02-07'].map(due);
    expect(deadlineAtRisk(null, open, '2028-01-07')).toEqual(due('2028-02-07'));
  });
});
