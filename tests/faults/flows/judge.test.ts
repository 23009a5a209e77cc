import { describe, expect, it } from 'vitest';

import { judge, type Sighting } from './judge.ts';
import { type Place } from '../sweep/flow.ts';
import { type Told } from './modes.ts';

const seen = (...sightings: [Told, number][]): Sighting[] =>
  sightings.map(([told, taken]) => ({ told, taken }));

const row = (
  expected: Told,
  sightings: Sighting[],
  more: { place?: Place; isOnce?: boolean; resent?: number } = {},
) => judge({ seen: sightings, mode: { expected }, place: null, isOnce: false, resent: 0, ...more });

describe('a row of the table of flows', () => {
  it.each([
    ['taken and said so', row('submitted', seen(['submitted', 1]))],
    ['taken by the second try', row('failed', seen(['failed', 0], ['submitted', 1]))],
    ['the same figures put twice', row('submitted', seen(['submitted', 2]), { resent: 1 })],
    [
      'killed while HMRC was asked, and asked again after reconnecting',
      row('failed, reconnect', seen(['processing, reconnect', 1], ['submitted', 1]), { place: 'kept' }),
    ],
    [
      'killed while the new pair was in its hands alone',
      row('submitted', seen(['failed, reconnect', 0], ['submitted', 1]), { place: 'window' }),
    ],
  ])('is right: %s', (_name, wrong) => {
    expect(wrong).toEqual([]);
  });

  it.each([
    [
      'HMRC took it and we said failed',
      row('failed', seen(['failed', 1], ['submitted', 2])),
      /^HMRC had taken it/,
    ],
    [
      'HMRC took it and we said rejected',
      row('rejected', seen(['rejected', 1], ['submitted', 2])),
      /^HMRC had taken/,
    ],
    ['said to be submitted and not taken', row('submitted', seen(['submitted', 0])), /HMRC has not taken/],
    [
      'rejected where no figure was refused',
      row('submitted', seen(['rejected', 0], ['submitted', 1])),
      /"rejected"/,
    ],
    [
      'told something else first',
      row('failed, reconnect', seen(['failed', 0], ['submitted', 1])),
      /^first told/,
    ],
    ['never taken', row('failed', seen(['failed', 0])), /^in the end told "failed"/],
    [
      'taken twice where once is all',
      row('submitted', seen(['submitted', 2]), { isOnce: true }),
      /^HMRC took 2/,
    ],
    [
      'sent again where once is all, though HMRC refused the second',
      row('submitted', seen(['submitted', 1]), { isOnce: true, resent: 1 }),
      /^sent 1 times more/,
    ],
    [
      'reconnecting for nothing',
      row('submitted', seen(['failed, reconnect', 0], ['submitted', 1]), { place: 'kept' }),
      /^first told/,
    ],
    ['not looked at', row('submitted', []), /^first told/],
  ])('is wrong: %s', (_name, wrong, expected) => {
    expect(wrong.join()).toMatch(expected);
  });
});
