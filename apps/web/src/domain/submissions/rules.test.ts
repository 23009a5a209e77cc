import { describe, expect, it } from 'vitest';
import { amountsOf, figuresOf, fingerprint, readOutcome, sameFigures, type UpdateFigures } from './rules.ts';

const period = { fromDate: '2026-04-06', toDate: '2026-07-05' };
const figures = (change: Partial<UpdateFigures> = {}): UpdateFigures => ({
  ...period,
  income: { periodAmountPence: 115_000 },
  expenses: { otherPence: 435 },
  ...change,
});

describe('the figures of an update', () => {
  it('put each category under HMRC’s income or expenses, in pence', () => {
    expect(
      figuresOf(
        {
          periodAmount: 115_000,
          otherIncome: 1,
          premiumsOfLeaseGrant: 2,
          reversePremiums: 3,
          taxDeducted: 4,
          rentsReceived: 5,
          premisesRunningCosts: 6,
          repairsAndMaintenance: 7,
          residentialFinancialCost: 8,
          other: -9,
        },
        period,
      ),
    ).toEqual({
      ...period,
      income: {
        periodAmountPence: 115_000,
        otherIncomePence: 1,
        premiumsOfLeaseGrantPence: 2,
        reversePremiumsPence: 3,
        taxDeductedPence: 4,
        rentsReceivedPence: 5,
      },
      expenses: {
        premisesRunningCostsPence: 6,
        repairsAndMaintenancePence: 7,
        residentialFinancialCostPence: 8,
        otherPence: -9,
      },
    });
  });

  it('leave noughts out', () => {
    expect(figuresOf({ periodAmount: 1, otherIncome: 0, other: 0 }, period)).toEqual({
      ...period,
      income: { periodAmountPence: 1 },
      expenses: {},
    });
  });

  it.each([{}, { other: 500 }])('say that rents were nought where there is no income: %j', (totals) => {
    expect(figuresOf(totals, period).income).toEqual({ periodAmountPence: 0 });
  });

  it('are counted without noughts', () => {
    expect([...amountsOf({ income: { a: 0, b: 2 }, expenses: { c: -1 } })]).toEqual([
      ['b', 2],
      ['c', -1],
    ]);
  });
});

describe('two updates', () => {
  const other: [string, UpdateFigures][] = [
    ['another amount', figures({ income: { periodAmountPence: 115_001 } })],
    ['an amount more', figures({ expenses: { otherPence: 435, travelCostsPence: 1 } })],
    ['an amount less', figures({ expenses: {} })],
    ['the amount elsewhere', figures({ expenses: { travelCostsPence: 435 } })],
    ['another start', figures({ fromDate: '2026-04-07' })],
    ['another end', figures({ toDate: '2026-10-05' })],
  ];

  it.each(other)('with %s are not the same', (_, changed) => {
    expect(sameFigures(figures(), changed)).toBe(false);
    expect(sameFigures(changed, figures())).toBe(false);
    expect(fingerprint(changed)).not.toBe(fingerprint(figures()));
  });

  it('are the same whatever the order, and whether a nought is there or not', () => {
    const one = figures({ expenses: { otherPence: 435, travelCostsPence: 1 } });
    const two = figures({ expenses: { travelCostsPence: 1, costOfServicesPence: 0, otherPence: 435 } });
    expect(sameFigures(one, two)).toBe(true);
    expect(fingerprint(one)).toBe(fingerprint(two));
  });

  it('without dates, as HMRC takes them from annual reporters, are the same', () => {
    const bare = { income: { periodAmountPence: 1 }, expenses: {} };
    expect(sameFigures(bare, bare)).toBe(true);
    expect(sameFigures(bare, { ...bare, ...period })).toBe(false);
  });
});

it('an outcome is read back as it was kept, and what is none is not taken for one', () => {
  const kept = {
    code: 'ACCEPTED',
    sentence: 'Taken.',
    owner: 'nobody',
    reconnect: false,
    readBack: false,
    messages: [],
  };
  expect(readOutcome(kept)).toEqual(kept);
  expect(readOutcome(null)).toBeNull();
  expect(() => readOutcome({ code: 'ACCEPTED' })).toThrow();
});
