import { describe, expect, it } from 'vitest';

import { goodAnswers } from '../../../test/annual-summaries.ts';
import { figuresOfAnswers } from './rules.ts';
import { isSameAsCopy, toHmrc, ukFieldOfPath, ukRefusals } from './uk.ts';

const { figures } = figuresOfAnswers(goodAnswers, '2026-27');
const copy = { submittedOn: '2026-10-06T09:00:00.000Z', ...toHmrc(figures) };

describe('HMRC’s copy', () => {
  it('is the same when it says what was sent, noughts or none', () => {
    expect(isSameAsCopy(copy, figures)).toBe(true);
    const withNought = {
      ...copy,
      ukProperty: {
        ...copy.ukProperty,
        allowances: { ...copy.ukProperty?.allowances, annualInvestmentAllowancePence: 0 },
      },
    };
    expect(isSameAsCopy(withNought, figures)).toBe(true);
  });

  it.each([
    { allowances: { ...copy.ukProperty?.allowances, otherCapitalAllowancePence: 1 } },
    { allowances: { ...copy.ukProperty?.allowances, structuredBuildingAllowance: [] } },
    { adjustments: { nonResidentLandlord: false, privateUseAdjustmentPence: 1234 } },
    { adjustments: { ...copy.ukProperty?.adjustments, nonResidentLandlord: true } },
  ])('is another when it holds more, less or something else: %#', (part) => {
    expect(isSameAsCopy({ ...copy, ukProperty: { ...copy.ukProperty, ...part } }, figures)).toBe(false);
  });
});

describe('what HMRC would refuse', () => {
  it('is known before the call, beside the field it is about', () => {
    const [building] = figures.structuredBuildingAllowance;
    const wrong = {
      ...figures,
      allowances: { propertyIncomeAllowance: 100_001, otherCapitalAllowance: 1 },
      enhancedStructuredBuildingAllowance: building ? [building, { ...building, postcode: '<>' }] : [],
    };
    expect(ukRefusals(wrong, '2025-26').map(({ field }) => field)).toEqual([
      'propertyIncomeAllowance',
      'enhancedStructuredBuildingAllowance-1-postcode',
    ]);
    expect(ukRefusals(figures, '2025-26')).toEqual([]);
  });

  it('holds the property income allowance beside another allowance or private use', () => {
    const both = { ...figures, allowances: { ...figures.allowances, propertyIncomeAllowance: 100_000 } };
    expect(ukRefusals(both, '2025-26')).toEqual([
      { field: 'propertyIncomeAllowance', text: expect.stringMatching(/all other allowances/) as string },
      { field: 'propertyIncomeAllowance', text: expect.stringMatching(/private use/) as string },
    ]);
  });
});

it.each([
  ['/ukProperty/adjustments/balancingCharge', 'balancingCharge'],
  ['/ukProperty/adjustments/rentARoom/jointlyLet', 'rentARoom'],
  ['/ukProperty/allowances', 'propertyIncomeAllowance'],
  ['/ukProperty/allowances/structuredBuildingAllowance/1/amount', 'structuredBuildingAllowance-1-amount'],
  ['/ukProperty/allowances/structuredBuildingAllowance/0/building', 'structuredBuildingAllowance-0-name'],
  [
    '/ukProperty/allowances/enhancedStructuredBuildingAllowance/0/firstYear/qualifyingDate',
    'enhancedStructuredBuildingAllowance-0-qualifyingDate',
  ],
  ['/ukProperty/allowances/electricChargePointAllowance', 'electricChargePointAllowance'],
  ['/ukFhlProperty/allowances/electricChargePointAllowance', null],
  ['/ukProperty', null],
  ['', null],
])('a path of HMRC’s names a field of the form: %s', (path, field) => {
  expect(ukFieldOfPath(path)).toBe(field);
});
