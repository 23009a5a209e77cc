import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abroad, NONE, pounds, uk, year } from '../test/assessing.ts';
import { assess, projectToYearEnd } from './assess.ts';
import type { TaxInput } from './inputs.ts';

/** HMRC's limit of a single amount, 99,999,999,999.99. */
const LARGEST_PENCE = 9_999_999_999_999;

describe('income tax on property', () => {
  it('takes profits down to whole pounds, the personal allowance off, and the basic rate of the rest', () => {
    // 30,000.75 - 5,000.00 = 25,000.75, down to 25,000; less 12,570 = 12,430; at 20% = 2,486.00
    const result = year([uk({ incomePence: 3_000_075, expensesPence: pounds(5000) })]);
    expect(result).toMatchObject({ totalIncome: 25_000, taxableIncome: 12_430, duePence: 248_600 });
  });

  it('fills the bands one after the other, with no allowance left above 125,140', () => {
    // 150,000: no allowance. 37,700 at 20% = 7,540; 87,440 at 40% = 34,976; 24,860 at 45% = 11,187; 53,703 in all
    const { bands, duePence, personalAllowance } = year([uk({ incomePence: pounds(150_000) })]);
    expect(personalAllowance).toBe(0);
    expect(bands.map(({ income, taxPence }) => [income, taxPence])).toEqual([
      [37_700, 754_000],
      [87_440, 3_497_600],
      [24_860, 1_118_700],
    ]);
    expect(duePence).toBe(5_370_300);
  });

  it('takes half of what is above 100,000 from the allowance, which goes up to the whole pound', () => {
    // 100,001: half a pound off 12,570 is 12,569.50, up to 12,570. 110,000: 12,570 - 5,000 = 7,570
    expect(year([uk({ incomePence: pounds(100_001) })]).personalAllowance).toBe(12_570);
    expect(year([uk({ incomePence: pounds(110_000) })]).personalAllowance).toBe(7570);
  });

  it('taxes all of the largest amounts, beyond the limit that HMRC writes of the last band', () => {
    // Five amounts of 99,999,999,999.99 are 499,999,999,999.95, down to the pound:
    // 37,700 at 20% = 7,540; 87,440 at 40% = 34,976; 499,999,874,859 at 45% = 224,999,943,686.55
    const { bands, taxChargedPence } = year([uk({ incomePence: 5 * LARGEST_PENCE })]);
    expect(bands[2]).toMatchObject({ bandLimit: 99_999_999_999, apportionedBandLimit: 99_999_999_999 });
    expect(bands.map(({ income }) => income)).toEqual([37_700, 87_440, 499_999_874_859]);
    expect(taxChargedPence).toBe(754_000 + 3_497_600 + 22_499_994_368_655);
  });

  it('estimates no negative tax for a year whose first twelfth has the largest amounts', () => {
    const largest = uk({ incomePence: LARGEST_PENCE, financeCostsPence: LARGEST_PENCE });
    const input = { startYear: 2026, twelfths: 1, businesses: [largest], losses: NONE };
    const { taxableIncome, taxAfterReliefsPence } = assess(projectToYearEnd(input));
    expect(taxableIncome).toBe(1_199_999_999_999);
    // 20% of all comes off: nothing is left of 37,700 at 20%, 20% of 87,440 at 40%, 25% of 1,199,999,874,859 at 45%
    expect(taxAfterReliefsPence).toBe(1_748_800 + 25 * 1_199_999_874_859);
  });

  it('adds charges, takes allowances off, and rent-a-room relief up to its limit', () => {
    // 20,000 + 300 - 1,200 - 3,750 (half of 7,500, let by two; 4,000 claimed) = 15,350
    const result = year([
      uk({
        incomePence: pounds(20_000),
        additionsPence: pounds(300),
        allowancesPence: pounds(1200),
        rentARoom: { receivedPence: pounds(5000), claimedPence: pounds(4000), jointlyLet: true },
      }),
    ]);
    expect(result.totalIncome).toBe(15_350);
  });

  it('lets the property income allowance stand for all costs, once for all businesses, never making a loss', () => {
    // UK: 600 income takes 600 of the allowance. Abroad: 9,000 takes the other 400; its expenses do not count.
    const claimed = { propertyIncomeAllowancePence: pounds(1000), expensesPence: pounds(5000) };
    const result = year([
      uk({ incomePence: pounds(600), ...claimed }),
      abroad({ countryCode: 'FRA', incomePence: pounds(9000), ...claimed }),
    ]);
    expect(result.businesses.map(({ profit }) => profit.profit)).toEqual([0, 8600]);
  });

  it('returns tax that was deducted', () => {
    // 13,000 - 12,570 = 430 at 20% = 86.00; 100.50 was taken off: 14.50 comes back
    const result = year([uk({ incomePence: pounds(13_000), taxDeductedPence: 10_050 })]);
    expect(result.duePence).toBe(-1450);
  });
});

describe('part of a year', () => {
  it('has its share of allowances and bands, and is projected to the whole year', () => {
    // Three twelfths: allowance 3,142.50, up to 3,143; 10,000 - 3,143 = 6,857 at 20% = 1,371.40.
    const input = {
      startYear: 2026,
      twelfths: 3,
      businesses: [uk({ incomePence: pounds(10_000) })],
      losses: NONE,
    };
    expect(assess(input)).toMatchObject({ personalAllowance: 3143, duePence: 137_140 });
    // Whole year: 40,000 - 12,570 = 27,430 at 20% = 5,486
    expect(assess(projectToYearEnd(input)).duePence).toBe(548_600);
  });

  it('is projected without what earlier years left or the whole year has once', () => {
    // Half a year of 5,000 and 300 more brought forward: 10,300 relieved, allowances of 700 once
    const half = uk({
      incomePence: pounds(20_000),
      financeCostsPence: pounds(5000),
      broughtForwardFinanceCostsPence: pounds(300),
      allowancesPence: pounds(700),
    });
    const input = { startYear: 2026, twelfths: 6, businesses: [half], losses: NONE };
    expect(assess(projectToYearEnd(input))).toMatchObject({
      totalIncome: 39_300,
      financeCostRelief: { relievable: 10_300 },
    });
  });

  it('knows earlier years', () => {
    // 2018-19: 11,850 and 34,500. 60,000 - 11,850 = 48,150: 6,900 + 13,650 at 40% = 5,460; 12,360.
    // Of 4,000 of finance costs half was an expense still: 58,000 - 11,850 = 46,150: 6,900 + 4,660 - 400 = 11,160
    expect(year([uk({ incomePence: pounds(60_000) })], NONE, 12, 2018).duePence).toBe(1_236_000);
    const costs = uk({ incomePence: pounds(60_000), financeCostsPence: pounds(4000) });
    expect(year([costs], NONE, 12, 2018).duePence).toBe(1_116_000);
  });
});

describe('whatever the figures', () => {
  // What people have, anything that HMRC takes, and the most of it.
  const pence = fc.oneof(
    fc.integer({ min: 0, max: 30_000_000 }),
    fc.integer({ min: 0, max: LARGEST_PENCE }),
    fc.constant(LARGEST_PENCE),
  );
  const person = fc.record({
    income: pence,
    expenses: fc.oneof(
      fc.integer({ min: -1_000_000, max: 30_000_000 }),
      fc.integer({ min: -LARGEST_PENCE, max: LARGEST_PENCE }),
    ),
    finance: pence,
    loss: pence,
    foreign: pence,
    foreignFinance: pence,
    foreignTax: pence,
    credit: fc.boolean(),
    twelfths: fc.integer({ min: 1, max: 12 }),
  });
  type Person = typeof person extends fc.Arbitrary<infer Value> ? Value : never;
  const inputOf = (one: Person): TaxInput => ({
    startYear: 2026,
    twelfths: one.twelfths,
    businesses: [
      uk({ incomePence: one.income, expensesPence: one.expenses, financeCostsPence: one.finance }),
      abroad({
        countryCode: 'FRA',
        incomePence: one.foreign,
        financeCostsPence: one.foreignFinance,
        foreignTaxPence: one.foreignTax,
        claimsForeignTaxCredit: one.credit,
      }),
    ],
    losses: {
      broughtForward: [
        {
          businessId: 'XAIS00000000001',
          typeOfBusiness: 'uk-property',
          taxYearIncurred: '2024-25',
          pence: one.loss,
        },
      ],
      sideways: [],
    },
  });
  const of = (one: Person) => assess(inputOf(one));

  it('tax is never negative and nothing is relieved or used twice', () => {
    fc.assert(
      fc.property(person, (one) => {
        const input = inputOf(one);
        for (const result of [assess(input), assess(projectToYearEnd(input))]) {
          expect(result.taxAfterReliefsPence).toBeGreaterThanOrEqual(0);
          expect(Number.isSafeInteger(result.duePence)).toBe(true);
          for (const share of [result.financeCostRelief?.uk, ...(result.financeCostRelief?.foreign ?? [])])
            expect(share?.carriedForward ?? 0).toBeGreaterThanOrEqual(0);
          for (const business of result.businesses) expect(business.carriedForward).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('more rent never means less tax; more costs, finance or losses never mean more', () => {
    fc.assert(
      fc.property(person, fc.integer({ min: 1, max: 2_000_000 }), (given, more) => {
        // Without a credit: another business's profit changes which UK tax the foreign one bears.
        const one = { ...given, credit: false };
        const before = of(one).taxAfterReliefsPence;
        const after = (change: Partial<Person>) => of({ ...one, ...change }).taxAfterReliefsPence;
        expect(after({ income: one.income + more })).toBeGreaterThanOrEqual(before);
        expect(after({ expenses: one.expenses + more })).toBeLessThanOrEqual(before);
        expect(after({ finance: one.finance + more })).toBeLessThanOrEqual(before);
        expect(after({ loss: one.loss + more })).toBeLessThanOrEqual(before);
        expect(of({ ...one, credit: true }).foreignTaxCreditPence).toBeLessThanOrEqual(one.foreignTax);
      }),
    );
  });
});
