import { describe, expect, it } from 'vitest';

import {
  countsSince,
  isAtItsEnd,
  isStorm,
  type PastStorm,
  probeWaitMs,
  refusedAtTokenEndpoint,
  showsTheEnd,
  usualStormLimits,
  waveAt,
} from './rules.ts';

const at = (time: string) => new Date(`2026-10-06T${time}:00Z`);

describe('a storm', () => {
  it.each([
    { refused: 4, renewed: 0, storm: false, why: 'too few connections for more than coincidence' },
    { refused: 5, renewed: 0, storm: true, why: 'everybody is refused' },
    { refused: 5, renewed: 10, storm: true, why: 'a third are refused' },
    { refused: 5, renewed: 11, storm: false, why: 'fewer than a third are refused' },
    { refused: 0, renewed: 0, storm: false, why: 'nobody is refused' },
    {
      refused: 400,
      renewed: 4000,
      storm: false,
      why: 'a deadline day has many refusals, and many more renewals',
    },
  ])('is $storm for $refused refused and $renewed renewed: $why', ({ refused, renewed, storm }) => {
    expect(isStorm({ refused, renewed }, usualStormLimits)).toBe(storm);
  });

  it('counts refusals of the window, and none from before the last storm ended', () => {
    expect(countsSince(at('09:30'), null, usualStormLimits)).toEqual(at('09:20'));
    expect(countsSince(at('09:30'), at('08:00'), usualStormLimits)).toEqual(at('09:20'));
    expect(countsSince(at('09:30'), at('09:25'), usualStormLimits)).toEqual(at('09:25'));
  });
});

describe('an authority at its end', () => {
  it.each([
    { endsOn: '2026-10-05', today: '2026-10-06', expected: true },
    { endsOn: '2026-10-06', today: '2026-10-06', expected: true },
    { endsOn: '2026-10-08', today: '2026-10-06', expected: true },
    { endsOn: '2026-10-09', today: '2026-10-06', expected: false },
    { endsOn: null, today: '2026-10-06', expected: false },
  ])('$endsOn on $today makes a refusal expected: $expected', ({ endsOn, today, expected }) => {
    expect(isAtItsEnd(endsOn, today)).toBe(expected);
  });
});

describe('the end of a storm', () => {
  it.each([
    { tried: 0, renewed: 0, over: false },
    { tried: 4, renewed: 1, over: false },
    { tried: 4, renewed: 2, over: true },
    { tried: 1, renewed: 1, over: true },
    { tried: 2, renewed: 0, over: false },
  ])('is shown by $renewed of $tried canaries: $over', ({ over, ...canaries }) => {
    expect(showsTheEnd(canaries)).toBe(over);
  });
});

describe('a wave', () => {
  const storm = (seen: string, ended: string | null, outcome: PastStorm['outcome'] = 'over'): PastStorm => ({
    seenAt: at(seen),
    endedAt: ended === null ? null : at(ended),
    outcome: ended === null ? null : outcome,
  });

  it.each([
    { name: 'is new where there was no storm', storms: [], since: '09:30', count: 1 },
    {
      name: 'goes on where the last storm ended within the window',
      storms: [storm('09:00', '09:25')],
      since: '09:00',
      count: 2,
    },
    {
      name: 'goes back over several relapses, as far as the first longer calm',
      storms: [storm('09:15', '09:25'), storm('09:00', '09:10'), storm('08:00', '08:10')],
      since: '09:00',
      count: 3,
    },
    {
      name: 'is new after a longer calm',
      storms: [storm('09:00', '09:19')],
      since: '09:30',
      count: 1,
    },
    {
      name: 'is new after one that was given up',
      storms: [storm('09:00', '09:25', 'given-up')],
      since: '09:30',
      count: 1,
    },
    {
      name: 'counts the storm that is open once',
      storms: [storm('09:28', null), storm('09:00', '09:25')],
      since: '09:00',
      count: 2,
    },
  ])('$name', ({ storms, since, count }) => {
    expect(waveAt(at('09:30'), storms, usualStormLimits)).toEqual({ since: at(since), storms: count });
  });

  it('is looked at after a minute, and half as often after each relapse', () => {
    const minutes = [1, 2, 3, 4, 5, 6].map(
      (storms) => probeWaitMs({ since: at('09:00'), storms }, usualStormLimits) / 60_000,
    );
    expect(minutes).toEqual([1, 2, 4, 8, 16, 16]);
  });
});

describe('a reason', () => {
  it.each([
    ['authority-ended', true],
    ['lost-during-renewal', true],
    ['token-refused', false],
    ['access-refused', false],
    [null, false],
  ])('%s is the token endpoint’s: %s', (reason, theirs) => {
    expect(refusedAtTokenEndpoint(reason)).toBe(theirs);
  });
});
