import { describe, expect, it } from 'vitest';

import { claimStanding, mostToClaim, readClaim, rentARoomLimit } from './rules.ts';

const whole = rentARoomLimit(false);
const shared = rentARoomLimit(true);
const room = (rentsPence: number, limitPence = whole) => ({ rentsPence, limitPence });

describe('Rent a Room relief', () => {
  it('is limited to £7,500 a year, to half of it where the income is shared, and to the rents', () => {
    expect([whole, shared]).toEqual([750_000, 375_000]);
    expect([room(800_000), room(400_000, shared), room(10), room(-10)].map(mostToClaim)).toEqual([
      750_000, 375_000, 10, 0,
    ]);
  });

  it.each([
    [null, room(1), 'unsaid'],
    [null, room(0), 'no-rents'],
    [0, room(1), 'settled'],
    [1, room(1), 'settled'],
    [1, room(2), 'outgrown'],
    [750_000, room(900_000), 'settled'],
    [2, room(1), 'settled'],
    [375_001, room(400_000, shared), 'over-limit'],
    [1, room(0), 'no-rents'],
  ])('of which %j is claimed with %j is %s', (kept, of, standing) => {
    expect(claimStanding(kept, of)).toBe(standing);
  });

  it('is read as it was typed, up to the rents and the limit', () => {
    expect(readClaim(' 4,000 ', room(400_000))).toEqual({ ok: true, amountPence: 400_000 });
    expect(readClaim('0', room(-5))).toEqual({ ok: true, amountPence: 0 });
  });

  it.each([
    ['', room(1), 'Enter the amount you claim, or 0 to claim nothing'],
    ['x', room(1), 'Enter an amount in pounds and pence, like 1250 or 98.60'],
    ['-1', room(1), 'The amount can’t be less than £0'],
    ['4000.01', room(400_000), /more than the Rent a Room rents of the tax year in your records/],
    ['7500.01', room(800_000), 'The amount can’t be more than £7,500'],
    ['3750.01', room(800_000, shared), 'The amount can’t be more than £3,750, since you share the income'],
  ])('typed as %j with %j is refused with its reason', (typed, of, text) => {
    expect(readClaim(typed, of)).toMatchObject({ ok: false, text: expect.stringMatching(text) as string });
  });
});
