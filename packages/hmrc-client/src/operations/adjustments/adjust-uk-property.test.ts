import { describe, expect, test } from 'vitest';
import { checkRequest, textOf } from '../../request.ts';
import { largestPence } from '../../shapes/shape.ts';
import { itemisedExpenseChanges } from './adjustment-figures.ts';
import { adjustUkPropertyBsas, type UkPropertyAdjustments } from './adjust-uk-property.ts';

const place = { nino: 'AA123456A', calculationId: '717f3a7a-db8e-11e9-8a34-2a2ae2dbcce4' };
const check = (adjustments: UkPropertyAdjustments, taxYear = '2025-26') =>
  checkRequest(adjustUkPropertyBsas, { ...place, taxYear, adjustments });
const bodyOf = (adjustments: UkPropertyAdjustments, taxYear = '2025-26'): string => {
  const body = adjustUkPropertyBsas.body?.({ ...place, taxYear, adjustments });
  return body === undefined ? '' : textOf(body);
};

const full: UkPropertyAdjustments = {
  ukProperty: {
    income: {
      totalRentsReceivedPence: 100_045,
      premiumsOfLeaseGrantPence: -1,
      reversePremiumsPence: 200,
      otherPropertyIncomePence: -largestPence,
    },
    expenses: {
      premisesRunningCostsPence: 435,
      repairsAndMaintenancePence: -435,
      financialCostsPence: 10,
      professionalFeesPence: 110,
      costOfServicesPence: 5,
      residentialFinancialCostPence: -700,
      otherPence: 1,
      travelCostsPence: 99,
    },
  },
};
const nothing: UkPropertyAdjustments = { ukProperty: { zeroAdjustments: true } };
const lets: UkPropertyAdjustments = {
  furnishedHolidayLet: {
    income: { totalRentsReceivedPence: 5 },
    expenses: { consolidatedExpensesPence: -5 },
  },
};

describe('adjustments to a summary of UK property', () => {
  test('are pounds under HMRC’s names', () => {
    expect(bodyOf(full)).toBe(
      '{"ukProperty":{"income":{"totalRentsReceived":1000.45,"premiumsOfLeaseGrant":-0.01,"reversePremiums":2,' +
        '"otherPropertyIncome":-99999999999.99},"expenses":{"premisesRunningCosts":4.35,"repairsAndMaintenance":-4.35,' +
        '"financialCosts":0.1,"professionalFees":1.1,"costOfServices":0.05,"residentialFinancialCost":-7,"other":0.01,' +
        '"travelCosts":0.99}}}',
    );
    expect(bodyOf(nothing)).toBe('{"ukProperty":{"zeroAdjustments":true}}');
    expect(bodyOf(lets, '2024-25')).toBe(
      '{"furnishedHolidayLet":{"income":{"totalRentsReceived":0.05},"expenses":{"consolidatedExpenses":-0.05}}}',
    );
  });

  test.each([
    [full, ['2023-24', '2024-25', '2025-26', '2026-27']],
    [nothing, ['2024-25', '2025-26', '2026-27']],
    [lets, ['2023-24', '2024-25']],
    [{ furnishedHolidayLet: { zeroAdjustments: true } }, ['2024-25']],
  ] satisfies [UkPropertyAdjustments, string[]][])('%j are taken in %j alone', (adjustments, years) => {
    const taken = ['2023-24', '2024-25', '2025-26', '2026-27'].filter(
      (taxYear) => check(adjustments, taxYear).length === 0,
    );
    expect(taken).toEqual(years);
  });

  test('may have the residential cost beside one total', () => {
    const expenses = { consolidatedExpensesPence: 1, residentialFinancialCostPence: 1 };
    expect(check({ ukProperty: { expenses } })).toEqual([]);
  });

  test.each(itemisedExpenseChanges)('are refused with one total beside %s', (name) => {
    const expenses = { consolidatedExpensesPence: 1, [name]: 1 };
    expect(check({ ukProperty: { expenses } })).toMatchObject([
      { code: 'RULE_BOTH_EXPENSES_SUPPLIED', paths: ['/ukProperty/expenses'] },
    ]);
  });

  test.each([
    [
      { ukProperty: { income: { totalRentsReceivedPence: 0 } } },
      'FORMAT_VALUE',
      '/ukProperty/income/totalRentsReceived',
    ],
    [
      { ukProperty: { expenses: { otherPence: largestPence + 1 } } },
      'FORMAT_VALUE',
      '/ukProperty/expenses/other',
    ],
    [{}, 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED', undefined],
    [{ ukProperty: { income: {} } }, 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED', '/ukProperty/income'],
    [{ ...lets, ...nothing }, 'RULE_BOTH_PROPERTIES_SUPPLIED', undefined],
    [
      { ukProperty: { ...full.ukProperty, ...nothing.ukProperty } },
      'RULE_BOTH_ADJUSTMENTS_SUPPLIED',
      '/ukProperty',
    ],
    [
      { furnishedHolidayLet: { ...lets.furnishedHolidayLet, zeroAdjustments: true } },
      'RULE_BOTH_ADJUSTMENTS_SUPPLIED',
      '/furnishedHolidayLet',
    ],
  ] satisfies [UkPropertyAdjustments, string, string | undefined][])(
    '%j is refused: %s',
    (adjustments, code, path) => {
      const errors = check(adjustments, '2024-25');
      expect(errors.map((error) => error.code)).toEqual([code]);
      expect(errors.flatMap(({ paths }) => paths)).toEqual(path === undefined ? [] : [path]);
    },
  );

  test('that say there is nothing to adjust, but not so, are refused', () => {
    const untrue: unknown = { ukProperty: { zeroAdjustments: false } };
    // What a caller without types could send.
    expect(check(untrue as UkPropertyAdjustments)).toMatchObject([
      { code: 'RULE_ZERO_ADJUSTMENTS_INVALID', paths: ['/ukProperty/zeroAdjustments'] },
    ]);
  });

  test('are refused before 2023-24, with the way to older summaries', () => {
    const errors = check(full, '2022-23');
    expect(errors).toMatchObject([{ code: 'RULE_TAX_YEAR_NOT_SUPPORTED' }]);
    expect(errors[0]?.message).toContain('listBsas');
  });

  test('are refused for a calculation id of another form', () => {
    const errors = checkRequest(adjustUkPropertyBsas, {
      nino: place.nino,
      calculationId: '../trigger',
      taxYear: '2025-26',
      adjustments: full,
    });
    expect(errors.map(({ code }) => code)).toEqual(['FORMAT_CALCULATION_ID']);
  });
});
