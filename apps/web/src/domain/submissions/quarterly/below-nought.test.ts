import { describe, expect, it } from 'vitest';
import { belowNought } from './below-nought.ts';
import { amountsAbroad, figuresOf } from './rules.ts';

const dates = { fromDate: '2026-04-06', toDate: '2026-07-05' };

describe('figures that repayments make negative', () => {
  it.each([
    ['rent', { periodAmount: -1 }, ['periodAmount']],
    [
      'residential finance costs',
      { residentialFinancialCost: -1, periodAmount: 5 },
      ['residentialFinancialCost'],
    ],
    ['tax taken off', { taxDeducted: -1 }, ['taxDeducted']],
    ['an expense, which HMRC takes', { repairsAndMaintenance: -1 }, []],
    ['nothing', { periodAmount: 0, repairsAndMaintenance: 5 }, []],
  ])('are found where HMRC takes none: %s', (_what, totals, found) => {
    expect(belowNought(figuresOf(totals, dates), true)).toEqual(found);
  });

  it('are every expense too in years in which HMRC takes no negative one', () => {
    const figures = figuresOf({ periodAmount: 5, repairsAndMaintenance: -1, other: 2 }, dates);
    expect(belowNought(figures, false)).toEqual(['repairsAndMaintenance']);
  });

  it('are found in any place abroad, by the category of the records, and named once', () => {
    const place = (totals: Record<string, number>) => ({
      countryCode: 'FRA',
      property: null,
      claimsForeignTaxCredit: false,
      ...amountsAbroad(totals),
    });
    const places = [place({ periodAmount: -1 }), place({ periodAmount: -2, foreignTaxPaidOrDeducted: -3 })];
    expect(belowNought({ ...dates, places }, true)).toEqual(['periodAmount', 'foreignTaxPaidOrDeducted']);
  });
});
