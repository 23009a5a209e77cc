import { describe, expect, test } from 'vitest';
import { checkRequest, textOf } from '../../request.ts';
import { adjustForeignPropertyBsas, type ForeignPropertyAdjustments } from './adjust-foreign-property.ts';

const place = { nino: 'AA123456A', calculationId: '12345678' };
const check = (adjustments: ForeignPropertyAdjustments, taxYear: string) =>
  checkRequest(adjustForeignPropertyBsas, { ...place, taxYear, adjustments });
const bodyOf = (adjustments: ForeignPropertyAdjustments, taxYear: string): string => {
  const body = adjustForeignPropertyBsas.body?.({ ...place, taxYear, adjustments });
  return body === undefined ? '' : textOf(body);
};
const years = ['2023-24', '2024-25', '2025-26', '2026-27'];

const income = {
  totalRentsReceivedPence: 100,
  premiumsOfLeaseGrantPence: -9999,
  otherPropertyIncomePence: 5,
};
const expenses = { consolidatedExpensesPence: 99_999, residentialFinancialCostPence: -5 };
const france = { countryCode: 'FRA', income, expenses };
const house = { propertyId: '8e8b8450-dc1b-4360-8109-7067337b42cb', income };
const countries: ForeignPropertyAdjustments = { countryLevelDetail: [france] };
const houses: ForeignPropertyAdjustments = { propertyLevelDetail: [house] };
const nothing: ForeignPropertyAdjustments = { zeroAdjustments: true };
const lets: ForeignPropertyAdjustments = { foreignFhlEea: { expenses: { travelCostsPence: -1 } } };

describe('adjustments to a summary of foreign property', () => {
  const countryText =
    '{"countryCode":"FRA","income":{"totalRentsReceived":1,"premiumsOfLeaseGrant":-99.99,"otherPropertyIncome":0.05},' +
    '"expenses":{"consolidatedExpenses":999.99,"residentialFinancialCost":-0.05}}';

  test.each([
    [countries, '2023-24', `{"foreignProperty":[${countryText}]}`],
    [countries, '2024-25', `{"foreignProperty":{"countryLevelDetail":[${countryText}]}}`],
    [countries, '2025-26', `{"foreignProperty":{"countryLevelDetail":[${countryText}]}}`],
    [
      houses,
      '2026-27',
      '{"foreignProperty":{"propertyLevelDetail":[{"propertyId":"8e8b8450-dc1b-4360-8109-7067337b42cb","income":' +
        '{"totalRentsReceived":1,"premiumsOfLeaseGrant":-99.99,"otherPropertyIncome":0.05}}]}}',
    ],
    [nothing, '2026-27', '{"foreignProperty":{"zeroAdjustments":true}}'],
    [lets, '2024-25', '{"foreignFhlEea":{"expenses":{"travelCosts":-0.01}}}'],
  ])('%j are written as %s has them', (adjustments, taxYear, text) => {
    expect(bodyOf(adjustments, taxYear)).toBe(text);
  });

  test.each([
    [countries, ['2023-24', '2024-25', '2025-26']],
    [houses, ['2026-27']],
    [nothing, ['2024-25', '2025-26', '2026-27']],
    [lets, ['2023-24', '2024-25']],
    [{ foreignFhlEea: { zeroAdjustments: true } }, ['2024-25']],
  ] satisfies [ForeignPropertyAdjustments, string[]][])('%j are taken in %j alone', (adjustments, taken) => {
    expect(years.filter((taxYear) => check(adjustments, taxYear).length === 0)).toEqual(taken);
  });

  test.each([
    [
      '2023-24',
      { countryLevelDetail: [france, france] },
      'RULE_DUPLICATE_COUNTRY_CODE',
      ['/foreignProperty/0/countryCode', '/foreignProperty/1/countryCode'],
    ],
    [
      '2025-26',
      { countryLevelDetail: [{ ...france, countryCode: 'Fra' }] },
      'FORMAT_COUNTRY_CODE',
      ['/foreignProperty/countryLevelDetail/0/countryCode'],
    ],
    [
      '2025-26',
      { countryLevelDetail: [{ countryCode: 'FRA', income: { totalRentsReceivedPence: 0 } }] },
      'FORMAT_VALUE',
      ['/foreignProperty/countryLevelDetail/0/income/totalRentsReceived'],
    ],
    [
      '2025-26',
      { countryLevelDetail: [france], ...nothing },
      'RULE_BOTH_ADJUSTMENTS_SUPPLIED',
      ['/foreignProperty'],
    ],
    ['2024-25', { ...countries, ...lets }, 'RULE_BOTH_PROPERTIES_SUPPLIED', []],
    ['2024-25', { ...nothing, ...lets }, 'RULE_BOTH_PROPERTIES_SUPPLIED', []],
    [
      '2024-25',
      { foreignFhlEea: { ...lets.foreignFhlEea, zeroAdjustments: true } },
      'RULE_BOTH_ADJUSTMENTS_SUPPLIED',
      ['/foreignFhlEea'],
    ],
    [
      '2026-27',
      { propertyLevelDetail: [house, { ...house, expenses }] },
      'RULE_DUPLICATE_PROPERTY_ID',
      [
        '/foreignProperty/propertyLevelDetail/0/propertyId',
        '/foreignProperty/propertyLevelDetail/1/propertyId',
      ],
    ],
    [
      '2026-27',
      { propertyLevelDetail: [{ ...house, propertyId: 'the house' }] },
      'FORMAT_PROPERTY_ID',
      ['/foreignProperty/propertyLevelDetail/0/propertyId'],
    ],
    [
      '2026-27',
      { propertyLevelDetail: [{ ...house, expenses: { ...expenses, otherPence: 1 } }] },
      'RULE_BOTH_EXPENSES_SUPPLIED',
      ['/foreignProperty/propertyLevelDetail/0/expenses'],
    ],
    ['2026-27', { propertyLevelDetail: [] }, 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED', []],
  ] satisfies [string, ForeignPropertyAdjustments, string, string[]][])(
    'in %s %j is refused: %s',
    (taxYear, adjustments, code, paths) => {
      const errors = check(adjustments, taxYear);
      expect(errors.map((error) => error.code)).toEqual([code]);
      expect(errors[0]?.paths).toEqual(paths);
    },
  );

  test('of two countries are not mixed up', () => {
    expect(check({ countryLevelDetail: [france, { ...france, countryCode: 'ESP' }] }, '2025-26')).toEqual([]);
  });
});
