import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { amountForCategory, categories, figuresOf } from './rules.ts';
import { ownPence, readShare, shareAsPercent, wholeShare, withShare } from './share.ts';

const share = fc.integer({ min: 1, max: wholeShare });
const pence = fc.maxSafeInteger();
const nought = fc.nat(9_999_999_999);

/** Numbers above nought that add up to all of a property. */
const sharesOfAll = fc
  .uniqueArray(fc.integer({ min: 1, max: wholeShare - 1 }), { maxLength: 8 })
  .map((cuts) => [0, ...cuts.sort((a, b) => a - b), wholeShare])
  .map((cuts) => cuts.slice(1).map((cut, index) => cut - (cuts[index] ?? 0)));

describe('a share of an amount', () => {
  test.each([
    [100_000, 5_000, 50_000],
    [1, 5_000, 1],
    [-1, 5_000, -1],
    [1, 4_999, 0],
    [100_001, 3_333, 33_330],
    [1_000_015, 1_000, 100_002],
    [9_007_199_254_740_991, 9_999, 9_006_298_534_815_517],
  ])('of %i pence at %i hundredths of a per cent is %i', (whole, of, own) => {
    expect(ownPence(whole, of)).toBe(own);
  });

  test('is the nearest whole penny, half of one going away from nought', () => {
    fc.assert(
      fc.property(pence, share, (whole, of) => {
        const own = ownPence(whole, of);
        expect(Number.isSafeInteger(own)).toBe(true);
        const size = BigInt(Math.abs(whole)) * BigInt(of);
        const rounded = (size * 2n + 10_000n) / 20_000n;
        expect(BigInt(own)).toBe(whole < 0 ? -rounded : rounded);
      }),
    );
  });

  test('is all of it where all is owned', () => {
    fc.assert(
      fc.property(pence, (whole) => {
        expect(ownPence(whole, wholeShare)).toBe(whole);
      }),
    );
  });

  test('given back takes off exactly what it added', () => {
    fc.assert(
      fc.property(pence, share, (whole, of) => {
        expect(ownPence(-whole, of) + ownPence(whole, of)).toBe(0);
      }),
    );
  });

  test('is never below nought nor above the whole', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), share, (whole, of) => {
        const own = ownPence(whole, of);
        expect(own).toBeGreaterThanOrEqual(0);
        expect(own).toBeLessThanOrEqual(whole);
      }),
    );
  });

  test('is no smaller where the share or the whole is larger', () => {
    fc.assert(
      fc.property(nought, nought, share, share, (whole, more, one, other) => {
        const [smaller, larger] = one < other ? [one, other] : [other, one];
        expect(ownPence(whole, smaller)).toBeLessThanOrEqual(ownPence(whole, larger));
        expect(ownPence(whole, one)).toBeLessThanOrEqual(ownPence(whole + more, one));
      }),
    );
  });

  test('and those of all other owners are the whole, to within half a penny for each of them', () => {
    fc.assert(
      fc.property(nought, sharesOfAll, (whole, shares) => {
        const owns = shares.map((of) => ownPence(whole, of));
        const apart = Math.abs(owns.reduce((sum, own) => sum + own, 0) - whole);
        expect(apart).toBeLessThanOrEqual(Math.floor(shares.length / 2));
        expect(apart).toBeLessThanOrEqual(shares.length - 1);
      }),
    );
  });
});

describe('figures of what is owned jointly', () => {
  const row = fc
    .record({
      category: fc.constantFrom(...categories.map(({ key }) => key)),
      wholePence: fc.integer({ min: 1, max: 9_999_999_999 }),
      isIn: fc.boolean(),
      of: share,
    })
    .map(({ category, wholePence, isIn, of }) => {
      const [moneyInPence, moneyOutPence] = isIn ? [wholePence, 0] : [0, wholePence];
      return { category, ...withShare({ moneyInPence, moneyOutPence }, of) };
    });
  const ledger = fc.array(row, { maxLength: 60 });

  test('are the sums of the own parts, to the penny', () => {
    fc.assert(
      fc.property(ledger, (rows) => {
        const figures = figuresOf(rows);
        for (const { key } of categories) {
          const owns = rows
            .filter(({ category }) => category === key)
            .map(({ wholeInPence, wholeOutPence, shareBasisPoints }) =>
              ownPence(amountForCategory(key, wholeInPence, wholeOutPence), shareBasisPoints),
            );
          expect(figures[key]).toBe(owns.reduce((sum, own) => sum + own, 0));
        }
      }),
    );
  });

  test('are the same after a payment and its refund', () => {
    fc.assert(
      fc.property(ledger, row, (rows, given) => {
        const whole = { moneyInPence: given.wholeOutPence, moneyOutPence: given.wholeInPence };
        const back = { category: given.category, ...withShare(whole, given.shareBasisPoints) };
        expect(figuresOf([...rows, given, back])).toEqual(figuresOf(rows));
      }),
    );
  });

  test('of one who owns all are those of the whole amounts', () => {
    fc.assert(
      fc.property(ledger, (rows) => {
        const wholes = rows.map(({ category, wholeInPence, wholeOutPence }) => ({
          category,
          moneyInPence: wholeInPence,
          moneyOutPence: wholeOutPence,
        }));
        const owned = wholes.map((each) => ({ ...each, ...withShare(each, wholeShare) }));
        expect(figuresOf(owned)).toEqual(figuresOf(wholes));
      }),
    );
  });
});

describe('a share as it is typed', () => {
  test('is read back as it was written', () => {
    fc.assert(
      fc.property(share, fc.constantFrom('', '%', ' %'), (shareBasisPoints, sign) => {
        expect(readShare(`${shareAsPercent(shareBasisPoints)}${sign}`)).toEqual({
          ok: true,
          shareBasisPoints,
        });
      }),
    );
  });

  test.each([
    ['50', 5_000],
    [' 33.3 % ', 3_330],
    ['.5', 50],
    ['100.00', 10_000],
    ['0.01', 1],
  ])('%j is %i hundredths of a per cent', (text, shareBasisPoints) => {
    expect(readShare(text)).toEqual({ ok: true, shareBasisPoints });
  });

  test.each([
    ['', /like 50 or 33.33/],
    ['half', /like 50 or 33.33/],
    ['-50', /like 50 or 33.33/],
    ['1/2', /like 50 or 33.33/],
    ['1e1', /like 50 or 33.33/],
    ['.', /like 50 or 33.33/],
    ['33.333', /at most 2 decimal places/],
    ['0', /more than 0%/],
    ['0.00', /more than 0%/],
    ['100.01', /100% or less/],
    ['1000', /100% or less/],
  ])('%j is refused', (text, reason) => {
    expect(readShare(text)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) as string });
  });
});
