import { describe, expect, it } from 'vitest';

import { nextLook, readCalculatedYear } from './rules.ts';

describe('nextLook', () => {
  it('follows HMRC’s advice for two minutes, then becomes rare and asks the list too, then ends', () => {
    const looks = Array.from({ length: 11 }, (_, index) => nextLook(index));
    expect(looks.map((each) => each && each.afterMs / 1000)).toEqual([
      5,
      5,
      8,
      13,
      20,
      30,
      60,
      300,
      900,
      3600,
      null,
    ]);
    expect(looks.findIndex((each) => each?.alsoList === true)).toBe(6);
  });
});

describe('readCalculatedYear', () => {
  it.each([
    ['2026-27', '2026-04-06', '2026-27'],
    ['2026-27', '2026-04-05', undefined],
    ['2017-18', '2026-04-05', '2017-18'],
    ['2016-17', '2026-04-05', undefined],
    ['2025-27', '2026-10-06', undefined],
  ])('%s on %s is %s', (text, today, expected) => {
    expect(readCalculatedYear(text, today)).toBe(expected);
  });
});
