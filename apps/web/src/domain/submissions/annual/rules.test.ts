import { describe, expect, it } from 'vitest';

import { goodAnswers } from '../../../test/annual-summaries.ts';
import { type AnnualAnswers } from './entry/rules.ts';
import { annualFingerprint, expensesBesideAllowance, figuresOfAnswers, readAnswers } from './rules.ts';

const answersWith = (fields: Record<string, string>, more: Partial<AnnualAnswers> = {}): AnnualAnswers => ({
  fields: { nonResidentLandlord: 'no', ...fields },
  structuredBuildingAllowance: [],
  enhancedStructuredBuildingAllowance: [],
  ...more,
});
const problemsOf = (answers: AnnualAnswers) => figuresOfAnswers(answers, '2026-27').problems;

describe('answers', () => {
  it('become whole pence, and noughts are left out', () => {
    const { figures, problems } = figuresOfAnswers(goodAnswers, '2026-27');
    expect(problems).toEqual([]);
    expect(figures).toEqual({
      adjustments: { privateUseAdjustment: 1234 },
      nonResidentLandlord: false,
      jointlyLet: true,
      allowances: { costOfReplacingDomesticItems: 125_000 },
      structuredBuildingAllowance: [
        {
          amountPence: 30_003,
          firstYear: { qualifyingDate: '2026-06-01', qualifyingAmountExpenditurePence: 300_040 },
          name: 'St. Mary’s',
          number: '',
          postcode: 'TF3 4NT',
        },
      ],
      enhancedStructuredBuildingAllowance: [],
    });
  });

  it('that were never given ask only where the landlord lives', () => {
    expect(problemsOf(readAnswers({}))).toEqual([
      { field: 'nonResidentLandlord', text: 'Select yes if you live outside the UK' },
    ]);
  });

  it('are read back as they were typed, right or wrong', () => {
    const typed = answersWith({ balancingCharge: 'about ten pounds' });
    expect(readAnswers(JSON.parse(JSON.stringify(typed)))).toEqual(typed);
  });

  it.each([
    ['12.345', 'Enter an amount with at most 2 decimal places'],
    ['-1', 'Enter an amount of £0 or more'],
    ['ten', 'Enter an amount in pounds and pence, like 1250 or 98.60'],
  ])('that are no amounts are told beside their field: %s', (typed, text) => {
    expect(problemsOf(answersWith({ balancingCharge: typed }))).toEqual([{ field: 'balancingCharge', text }]);
  });
});

describe('a building', () => {
  const list = 'enhancedStructuredBuildingAllowance';
  const fieldsOf = (typed: AnnualAnswers[typeof list]) =>
    problemsOf(answersWith({}, { [list]: typed })).map(({ field }) => field);

  it('of which nothing was typed is none', () => {
    expect(fieldsOf([{}, { amount: ' ', postcode: '' }])).toEqual([]);
  });

  it('has an amount, a postcode, and a name or a number', () => {
    expect(fieldsOf([{ amount: '1', number: '4', postcode: 'ZZ9 9ZZ' }])).toEqual([]);
    expect(fieldsOf([{}, { qualifyingAmountExpenditure: '5' }])).toEqual([
      `${list}-1-amount`,
      `${list}-1-name`,
      `${list}-1-postcode`,
      `${list}-1-qualifyingDate`,
    ]);
  });

  it('has the whole of its first year, or nothing', () => {
    const typed = { amount: '1', number: '4', postcode: 'ZZ9 9ZZ' };
    expect(fieldsOf([{ ...typed, 'qualifyingDate-day': '31', 'qualifyingDate-month': '6' }])).toEqual([
      `${list}-0-qualifyingDate`,
      `${list}-0-qualifyingAmountExpenditure`,
    ]);
  });
});

describe('the property income allowance', () => {
  const { figures } = figuresOfAnswers(answersWith({ propertyIncomeAllowance: '1000' }), '2026-27');

  it('waits while HMRC’s last update of the year holds expenses', () => {
    expect(expensesBesideAllowance(figures, { otherPence: 1 }, '2026-27')).toMatchObject([
      { field: 'propertyIncomeAllowance' },
    ]);
  });

  it('does not where it holds none, or where there is no update', () => {
    expect(expensesBesideAllowance(figures, { otherPence: 0 }, '2026-27')).toEqual([]);
    expect(expensesBesideAllowance(figures, undefined, '2026-27')).toEqual([]);
  });

  it('that is not claimed waits for nothing', () => {
    const none = figuresOfAnswers(answersWith({ propertyIncomeAllowance: '0' }), '2026-27').figures;
    expect(expensesBesideAllowance(none, { otherPence: 1 }, '2026-27')).toEqual([]);
  });
});

describe('the fingerprint', () => {
  const { figures } = figuresOfAnswers(goodAnswers, '2026-27');

  it('is the same for the same figures, a nought or none', () => {
    const same = { ...figures, allowances: { otherCapitalAllowance: 0, ...figures.allowances } };
    expect(annualFingerprint(same)).toBe(annualFingerprint(figures));
  });

  it.each([
    { ...figures, jointlyLet: null },
    { ...figures, nonResidentLandlord: true },
    { ...figures, allowances: { costOfReplacingDomesticItems: 125_001 } },
    { ...figures, structuredBuildingAllowance: [] },
    {
      ...figures,
      structuredBuildingAllowance: [],
      enhancedStructuredBuildingAllowance: figures.structuredBuildingAllowance,
    },
  ])('is another for other figures: %#', (other) => {
    expect(annualFingerprint(other)).not.toBe(annualFingerprint(figures));
  });
});

it('allowances that ended with 2024-25 are read for the years to then alone', () => {
  const answers = answersWith({ zeroEmissionsGoodsVehicleAllowance: '2', electricChargePointAllowance: '3' });
  expect(figuresOfAnswers(answers, '2024-25').figures.allowances).toMatchObject({
    zeroEmissionsGoodsVehicleAllowance: 200,
    electricChargePointAllowance: 300,
  });
  expect(Object.keys(figuresOfAnswers(answers, '2025-26').figures.allowances)).toEqual(
    Object.keys(figuresOfAnswers(answersWith({}), '2025-26').figures.allowances),
  );
});
