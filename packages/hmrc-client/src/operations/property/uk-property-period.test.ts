import { describe, expect, test } from 'vitest';
import { checkRequest, textOf } from '../../request.ts';
import { listPropertyPeriods } from './either-property.ts';
import {
  createUkPropertyPeriod,
  getUkPropertyPeriod,
  putUkPropertyPeriod,
  type UkPropertyPeriod,
} from './uk-property-period.ts';

const business = { nino: 'AA123456A', businessId: 'XAIS12345678901' };
const submissionId = '4557ecb5-fd32-48cc-81f5-e6acd1099f3c';
const dates = { fromDate: '2024-04-06', toDate: '2024-07-05' };
const summary: UkPropertyPeriod = {
  ...dates,
  ukFhlProperty: {
    income: { periodAmountPence: 435, rentsReceivedPence: 110 },
    expenses: { consolidatedExpensesPence: -100, amountClaimedPence: 5 },
  },
  ukNonFhlProperty: {
    income: { premiumsOfLeaseGrantPence: 1 },
    expenses: { travelCostsPence: 2000, residentialFinancialCostsCarriedForwardPence: 3 },
  },
};
const create = (taxYear: string, period: UkPropertyPeriod) =>
  checkRequest(createUkPropertyPeriod, { ...business, taxYear, summary: period });

describe('a quarter', () => {
  test('is sent under HMRC’s names, in pounds', () => {
    const sent = createUkPropertyPeriod.body?.({ ...business, taxYear: '2024-25', summary });
    expect(sent && textOf(sent)).toBe(
      '{"fromDate":"2024-04-06","toDate":"2024-07-05",' +
        '"ukFhlProperty":{"income":{"periodAmount":4.35,"rentARoom":{"rentsReceived":1.1}},' +
        '"expenses":{"consolidatedExpenses":-1,"rentARoom":{"amountClaimed":0.05}}},' +
        '"ukNonFhlProperty":{"income":{"premiumsOfLeaseGrant":0.01},' +
        '"expenses":{"travelCosts":20,"residentialFinancialCostsCarriedForward":0.03}}}',
    );
  });

  test('is read back as the same figures, with what HMRC adds left aside', () => {
    const sent = createUkPropertyPeriod.body?.({ ...business, taxYear: '2024-25', summary });
    const wire = JSON.parse(sent ? textOf(sent) : '') as object;
    const submittedOn = '2024-08-01T10:59:47.544Z';
    expect(getUkPropertyPeriod.reads?.parse({ ...wire, submittedOn, later: 1 })).toEqual({
      ...summary,
      submittedOn,
    });
  });

  test('that is new is known by its id, and listed by it', () => {
    expect(createUkPropertyPeriod.reads?.parse({ submissionId })).toEqual({ submissionId });
    expect(listPropertyPeriods.reads?.parse({ submissions: [{ submissionId, ...dates }] })).toEqual([
      { submissionId, ...dates },
    ]);
  });

  test('is changed without its dates', () => {
    const { ukFhlProperty = {} } = summary;
    const put = { ...business, submissionId, taxYear: '2024-25' };
    expect(checkRequest(putUkPropertyPeriod, { ...put, summary: { ukFhlProperty } })).toEqual([]);
    expect(checkRequest(putUkPropertyPeriod, { ...put, summary })).toMatchObject([
      { code: 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED', paths: ['/fromDate', '/toDate'] },
    ]);
  });
});

describe('a quarter is refused before a call is spent', () => {
  test('not when it is right', () => {
    expect(create('2024-25', summary)).toEqual([]);
    expect(create('2023-24', { ...dates, ukFhlProperty: { expenses: { otherPence: 0 } } })).toEqual([]);
  });

  test('when an expense is negative before 2024-25', () => {
    const negative = { ...dates, ukNonFhlProperty: { expenses: { otherPence: -1 } } };
    expect(create('2024-25', negative)).toEqual([]);
    expect(create('2023-24', negative)).toMatchObject([
      { code: 'FORMAT_VALUE', paths: ['/ukNonFhlProperty/expenses/other'] },
    ]);
  });

  test.each([
    [{ otherPence: 1 }, ['RULE_BOTH_EXPENSES_SUPPLIED'], ['RULE_BOTH_EXPENSES_SUPPLIED']],
    [{ residentialFinancialCostPence: 1 }, ['RULE_BOTH_EXPENSES_SUPPLIED'], []],
    [{ amountClaimedPence: 1 }, ['RULE_BOTH_EXPENSES_SUPPLIED'], []],
    [{}, [], []],
  ])('when %j stands beside one total, as the year has it', (beside, before, from2024) => {
    const expenses = { consolidatedExpensesPence: 5, ...beside };
    const both = { ...dates, ukNonFhlProperty: { expenses } };
    expect(create('2023-24', both).map(({ code }) => code)).toEqual(before);
    expect(create('2024-25', both).map(({ code }) => code)).toEqual(from2024);
  });

  test('when its dates are the wrong way round', () => {
    const wrong = { ...summary, fromDate: '2024-07-06' };
    expect(create('2024-25', wrong)).toMatchObject([{ code: 'RULE_TO_DATE_BEFORE_FROM_DATE' }]);
  });

  test('when its tax year sends the year to date', () => {
    const params = { ...business, submissionId, taxYear: '2025-26', summary };
    for (const [errors, instead] of [
      [checkRequest(createUkPropertyPeriod, params), 'putUkPropertyCumulative'],
      [checkRequest(getUkPropertyPeriod, params), 'getUkPropertyCumulative'],
      [checkRequest(putUkPropertyPeriod, params), 'putUkPropertyCumulative'],
      [checkRequest(listPropertyPeriods, params), 'getForeignPropertyCumulative'],
    ] as const) {
      expect(errors).toMatchObject([{ code: 'RULE_TAX_YEAR_NOT_SUPPORTED' }]);
      expect(errors[0]?.message).toContain(instead);
    }
  });

  test('when its id is none', () => {
    const params = { ...business, taxYear: '2024-25', submissionId: 'first' };
    expect(checkRequest(getUkPropertyPeriod, params)).toMatchObject([{ code: 'FORMAT_SUBMISSION_ID' }]);
  });
});
