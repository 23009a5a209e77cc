import { describe, expect, it } from 'vitest';
import { figures, period } from '../../../test/figures.ts';
import {
  amountsAbroad,
  categoryOfForeignField,
  fingerprint,
  foreignFieldOf,
  type ForeignUpdateFigures,
  type PlaceFigures,
  readUpdateFigures,
  sameFigures,
} from './rules.ts';

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
