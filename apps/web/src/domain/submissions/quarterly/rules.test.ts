import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figures, period } from '../../../test/figures.ts';
import {
  amountsAbroad,
  amountsOf,
  figuresOf,
  fingerprint,
  hasOneTotal,
  isNil,
  type PlaceFigures,
  readUpdateFigures,
  sameFigures,
  sumsOf,
  type UkUpdateFigures,
  withYearAmounts,
  withOneTotal,
} from './rules.ts';

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

describe('expenses as one total', () => {
  const itemised = figures({
    expenses: { otherPence: 435, travelCostsPence: -100, residentialFinancialCostPence: 7_000 },
  });

  it('are the sum of all but residential finance costs, which stay apart', () => {
    expect(withOneTotal(itemised)).toEqual({
      ...itemised,
      expenses: { consolidatedExpensesPence: 335, residentialFinancialCostPence: 7_000 },
    });
  });

  it('can be told from itemised ones, even where they come to nought', () => {
    expect(hasOneTotal(itemised)).toBe(false);
    expect(hasOneTotal(withOneTotal(itemised))).toBe(true);
    expect(hasOneTotal(withOneTotal(figures({ expenses: { otherPence: 5, travelCostsPence: -5 } })))).toBe(
      true,
    );
    expect(hasOneTotal(readUpdateFigures(withOneTotal(figures({ expenses: {} }))))).toBe(true);
  });

  it('are another update than the same itemised', () => {
    expect(sameFigures(itemised, withOneTotal(itemised))).toBe(false);
    expect(fingerprint(itemised)).not.toBe(fingerprint(withOneTotal(itemised)));
  });

  it('are so for every place of an update of property abroad', () => {
    const place = (countryCode: string, expenses: Record<string, number>): PlaceFigures => ({
      countryCode,
      property: null,
      claimsForeignTaxCredit: false,
      income: { rentAmountPence: 1 },
      expenses,
    });
    const abroad = {
      ...period,
      places: [place('ESP', { otherPence: 2, financialCostsPence: 3 }), place('FRA', {})],
    };
    expect(withOneTotal(abroad).places.map(({ expenses }) => expenses)).toEqual([
      { consolidatedExpensesPence: 5 },
      { consolidatedExpensesPence: 0 },
    ]);
    expect(hasOneTotal(abroad)).toBe(false);
    expect(hasOneTotal(withOneTotal(abroad))).toBe(true);
  });
});

describe('what an update comes to', () => {
  const place = { countryCode: 'ESP', property: null, claimsForeignTaxCredit: false };
  const abroad = {
    ...period,
    places: [
      {
        ...place,
        income: { rentAmountPence: 5, foreignTaxPaidOrDeductedPence: 2 },
        expenses: { otherPence: -1 },
      },
      { ...place, income: { rentAmountPence: 6 }, expenses: {} },
    ],
  };

  const nothingBeside = { broughtForwardPence: 0, rentARoomPence: 0 };

  it('is income and expenses of all places, tax taken off being neither', () => {
    expect(sumsOf(abroad)).toEqual({ incomePence: 11, expensesPence: -1, ...nothingBeside });
    expect(sumsOf(figures({ income: { periodAmountPence: 4, taxDeductedPence: 3 } }))).toEqual({
      incomePence: 4,
      expensesPence: 435,
      ...nothingBeside,
    });
  });

  it('has finance costs of earlier years beside the expenses, not among them', () => {
    const uk = withYearAmounts(figures({ expenses: { otherPence: 5 } }), new Map([['', 70]]));
    expect(sumsOf(uk)).toMatchObject({ expensesPence: 5, broughtForwardPence: 70 });
    expect(sumsOf(withOneTotal(uk))).toMatchObject({ expensesPence: 5, broughtForwardPence: 70 });
  });

  it('has the Rent a Room amount claimed beside them too, and no more of it than there are such rents', () => {
    const room = figures({ income: { rentsReceivedPence: 60 }, expenses: { otherPence: 5 } });
    const claiming = (pence: number) => withYearAmounts(room, new Map([['rent-a-room', pence]]));
    expect(sumsOf(claiming(50))).toMatchObject({ expensesPence: 5, rentARoomPence: 50 });
    expect(sumsOf(withOneTotal(claiming(50)))).toMatchObject({ expensesPence: 5, rentARoomPence: 50 });
    expect(sumsOf(claiming(70))).toMatchObject({ rentARoomPence: 60 });
    const givenBack = figures({ income: { rentsReceivedPence: -60 } });
    expect(withYearAmounts(givenBack, new Map([['rent-a-room', 50]]))).toEqual(givenBack);
  });

  it('is nothing only where no amount is there at all', () => {
    expect(isNil(figuresOf({}, period))).toBe(true);
    expect(isNil(withOneTotal(figuresOf({}, period)))).toBe(true);
    expect(isNil(figures({ income: {}, expenses: { otherPence: 5, travelCostsPence: -5 } }))).toBe(false);
    expect(isNil(abroad)).toBe(false);
    expect(isNil({ ...period, places: [{ ...place, ...amountsAbroad({}) }] })).toBe(true);
  });
});

describe('whatever was recorded', () => {
  const pence = fc.integer({ min: -99_999_999_999, max: 99_999_999_999 });
  const expenseKeys = [
    'premisesRunningCosts',
    'repairsAndMaintenance',
    'residentialFinancialCost',
    'financialCosts',
    'professionalFees',
    'costOfServices',
    'travelCosts',
    'other',
  ];
  const incomeKeys = ['periodAmount', 'otherIncome', 'premiumsOfLeaseGrant'];
  const ledger = fc.dictionary(fc.constantFrom(...incomeKeys, ...expenseKeys), pence);
  const sum = (amounts: Record<string, number>) =>
    Object.values(amounts).reduce((total, amount) => total + amount, 0);
  const recorded = (totals: Record<string, number>, keys: readonly string[]) =>
    keys.reduce((total, key) => total + (totals[key] ?? 0), 0);

  it('figures add up to the records, in both ways of reporting expenses and in both places', () => {
    fc.assert(
      fc.property(ledger, (totals) => {
        const abroad = {
          ...period,
          places: [
            { countryCode: 'ESP', property: null, claimsForeignTaxCredit: false, ...amountsAbroad(totals) },
          ],
        };
        const [uk, placed] = [figuresOf(totals, period), abroad.places];
        for (const { income, expenses } of [
          uk,
          withOneTotal(uk),
          ...placed,
          ...withOneTotal(abroad).places,
        ]) {
          expect(sum(income)).toBe(recorded(totals, incomeKeys));
          expect(sum(expenses)).toBe(recorded(totals, expenseKeys));
          expect(expenses['residentialFinancialCostPence'] ?? 0).toBe(
            totals['residentialFinancialCost'] ?? 0,
          );
        }
      }),
    );
  });

  it('one total stands beside residential finance costs alone, and made twice is the same', () => {
    fc.assert(
      fc.property(ledger, (totals) => {
        const once = withOneTotal(figuresOf(totals, period));
        const beside = Object.keys(once.expenses).filter((field) => field !== 'consolidatedExpensesPence');
        expect(beside.filter((field) => field !== 'residentialFinancialCostPence')).toEqual([]);
        expect(withOneTotal(once)).toEqual(once);
      }),
    );
  });

  it('the same figures have one fingerprint, and a penny more has another', () => {
    fc.assert(
      fc.property(ledger, fc.constantFrom(...expenseKeys), (totals, key) => {
        const backwards = Object.fromEntries(Object.entries(totals).reverse());
        const [one, other] = [figuresOf(totals, period), figuresOf(backwards, period)];
        expect(fingerprint(one)).toBe(fingerprint(other));
        expect(sameFigures(one, readUpdateFigures(JSON.parse(JSON.stringify(other))))).toBe(true);
        const more = figuresOf({ ...totals, [key]: (totals[key] ?? 0) + 1 }, period);
        expect(sameFigures(one, more)).toBe(false);
        expect(sameFigures(withOneTotal(one), withOneTotal(more))).toBe(false);
      }),
    );
  });
});
