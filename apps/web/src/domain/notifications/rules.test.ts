import { describe, expect, it } from 'vitest';

import { addDays, daysBetween } from '../tax-year.ts';
import { deadlineStep } from './rules.ts';

const due = '2026-11-07';

/** The steps told over days, each only where it is not the one told last. */
function toldOver(days: readonly string[]): (readonly [string, number])[] {
  const told: (readonly [string, number])[] = [];
  for (const day of days) {
    const step = deadlineStep(daysBetween(day, due));
    if (step !== null && step !== told.at(-1)?.[1]) told.push([day, step]);
  }
  return told;
}

const daysFrom = (from: string, count: number, every = 1) =>
  Array.from({ length: count }, (_, index) => addDays(from, index * every));

describe('a deadline', () => {
  it('is told 14, 7 and 1 days before and once when it has passed, whoever looks each day for a year', () => {
    expect(toldOver(daysFrom('2026-04-06', 365))).toEqual([
      ['2026-10-24', 14],
      ['2026-10-31', 7],
      ['2026-11-06', 1],
      ['2026-11-08', -1],
    ]);
  });

  it('is told once of several steps that were missed, the newest', () => {
    expect(toldOver(daysFrom('2026-10-20', 4, 9))).toEqual([
      ['2026-10-29', 14],
      ['2026-11-07', 1],
      ['2026-11-16', -1],
    ]);
    expect(toldOver(['2026-10-01', '2026-11-20'])).toEqual([['2026-11-20', -1]]);
  });

  it('is not overdue on its day, and not told for ever', () => {
    expect([15, 14, 8, 7, 2, 1, 0, -1, -30, -31].map(deadlineStep)).toEqual([
      null,
      14,
      14,
      7,
      7,
      1,
      1,
      -1,
      -1,
      null,
    ]);
  });
});
