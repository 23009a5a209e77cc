import { describe, expect, it } from 'vitest';
import {
  amountsAbroad,
  amountsOf,
  categoryOfForeignField,
  figuresOf,
  fingerprint,
  foreignFieldOf,
  type ForeignUpdateFigures,
  type PlaceFigures,
  readUpdateFigures,
  sameFigures,
  type UkUpdateFigures,
} from './rules.ts';

const period = { fromDate: '2026-04-06', toDate: '2026-07-05' };
const figures = (change: Partial<UkUpdateFigures> = {}): UkUpdateFigures => ({
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
  const other: [string, UkUpdateFigures][] = [
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

describe('the figures of property abroad', () => {
  it('put each category under HMRC’s names there, in pence, without noughts', () => {
    expect(
      amountsAbroad({
        periodAmount: 1,
        otherIncome: 2,
        premiumsOfLeaseGrant: 3,
        foreignTaxPaidOrDeducted: 4,
        specialWithholdingTaxOrUkTaxPaid: 5,
        residentialFinancialCost: 6,
        other: -7,
        travelCosts: 0,
      }),
    ).toEqual({
      income: {
        rentAmountPence: 1,
        otherPropertyIncomePence: 2,
        premiumsOfLeaseGrantPence: 3,
        foreignTaxPaidOrDeductedPence: 4,
        specialWithholdingTaxOrUkTaxPaidPence: 5,
      },
      expenses: { residentialFinancialCostPence: 6, otherPence: -7 },
    });
  });

  it('say that rents were nought where there is no income', () => {
    expect(amountsAbroad({ other: 1 }).income).toEqual({ rentAmountPence: 0 });
  });

  it.each(['periodAmount', 'otherIncome', 'foreignTaxPaidOrDeducted', 'travelCosts'])(
    'lead back from HMRC’s name to the category %s',
    (category) => {
      expect(categoryOfForeignField(foreignFieldOf(category))).toBe(category);
    },
  );

  const villa: PlaceFigures = {
    countryCode: 'ESP',
    property: { hmrcId: 'AB', id: 'our id', name: 'Villa' },
    claimsForeignTaxCredit: false,
    income: { rentAmountPence: 1 },
    expenses: { otherPence: 2 },
  };
  const gite: PlaceFigures = {
    ...villa,
    countryCode: 'FRA',
    property: null,
    income: { rentAmountPence: 0 },
    expenses: {},
  };
  const abroad = (...places: PlaceFigures[]): ForeignUpdateFigures => ({ ...period, places });

  it('are the same whatever the order, our own names, the letters of HMRC’s id and places without amounts', () => {
    const seen = { ...villa, property: { hmrcId: 'ab', id: '', name: '' } };
    expect(sameFigures(abroad(villa, gite), abroad(gite, seen))).toBe(true);
    expect(sameFigures(abroad(villa, gite), abroad(seen))).toBe(true);
  });

  const others: [string, PlaceFigures[]][] = [
    ['another amount', [{ ...villa, income: { rentAmountPence: 2 } }]],
    [
      'an amount at another property',
      [{ ...villa, property: { hmrcId: 'CD', id: 'our id', name: 'Villa' } }],
    ],
    ['another answer on relief', [{ ...villa, claimsForeignTaxCredit: true }]],
    ['a place more', [villa, { ...gite, income: { rentAmountPence: 1 } }]],
    ['none', []],
  ];
  it.each(others)('with %s are not the same', (_, places) => {
    expect(sameFigures(abroad(villa), abroad(...places))).toBe(false);
    expect(fingerprint(abroad(villa))).not.toBe(fingerprint(abroad(...places)));
  });

  it('have another fingerprint with a place more, though it has no amounts', () => {
    expect(fingerprint(abroad(villa))).not.toBe(fingerprint(abroad(villa, gite)));
  });

  it('are read back as they were kept, as those of UK property are', () => {
    expect(readUpdateFigures(abroad(villa, gite))).toEqual(abroad(villa, gite));
    expect(readUpdateFigures(figures())).toEqual(figures());
    expect(() => readUpdateFigures({ ...period, places: [{}] })).toThrow();
  });
});
