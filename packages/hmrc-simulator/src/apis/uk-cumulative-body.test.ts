import { describe, expect, it } from 'vitest';
import { readCumulativeBody, toUkProperty } from './uk-cumulative-body.ts';

const dates = { fromDate: '2026-04-06', toDate: '2026-07-05' };
const body = (ukProperty: unknown, rest: object = dates) => ({ ...rest, ukProperty });
const refusalsOf = (value: unknown) => {
  const reading = readCumulativeBody(JSON.stringify(value));
  return reading.ok ? [] : reading.refusals.map(({ code, paths }) => [code, ...(paths ?? [])]);
};
const SHAPE = 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED';

describe('the body of a UK cumulative update', () => {
  it('is held in pence, and comes back as the pounds that were sent', () => {
    const ukProperty = {
      income: { periodAmount: 1234567.89, rentARoom: { rentsReceived: 4.35 } },
      expenses: { other: -1.1, residentialFinancialCost: 99999999999.99 },
    };
    const reading = readCumulativeBody(JSON.stringify(body(ukProperty)));
    expect(reading).toEqual({
      ok: true,
      update: {
        ...dates,
        pence: {
          'income.periodAmount': 123456789,
          'income.rentARoom.rentsReceived': 435,
          'expenses.other': -110,
          'expenses.residentialFinancialCost': 9999999999999,
        },
      },
    });
    expect(reading.ok && toUkProperty(reading.update.pence)).toEqual(ukProperty);
  });

  it.each<[string, unknown, string[]]>([
    ['nothing', {}, [SHAPE]],
    ['no object', [1], [SHAPE]],
    ['no ukProperty', dates, [SHAPE, '/ukProperty']],
    ['an empty ukProperty', body({}), [SHAPE, '/ukProperty']],
    ['an empty income', body({ income: {} }), [SHAPE, '/ukProperty/income']],
    ['an empty rentARoom', body({ expenses: { rentARoom: {} } }), [SHAPE, '/ukProperty/expenses/rentARoom']],
    ['an unknown field', body({ income: { periodAmount: 1, rent: 2 } }), [SHAPE, '/ukProperty/income/rent']],
    [
      'an unknown field at the top',
      { ...body({ income: { periodAmount: 1 } }), note: 'x' },
      [SHAPE, '/note'],
    ],
    [
      'an amount as text',
      body({ income: { periodAmount: '1.00' } }),
      [SHAPE, '/ukProperty/income/periodAmount'],
    ],
    ['a date that is no text', body({ income: { periodAmount: 1 } }, { fromDate: 1 }), [SHAPE, '/fromDate']],
    ['an amount where an object belongs', body({ income: 5 }), [SHAPE, '/ukProperty/income']],
  ])('is refused by its shape with %s', (_, value, expected) => {
    expect(refusalsOf(value)).toEqual([expected]);
  });

  it.each([
    ['a negative income', { income: { periodAmount: -0.01 } }, '/ukProperty/income/periodAmount'],
    ['three decimals', { income: { otherIncome: 1.005 } }, '/ukProperty/income/otherIncome'],
    ['too much', { income: { taxDeducted: 100000000000 } }, '/ukProperty/income/taxDeducted'],
    ['too little', { expenses: { other: -100000000000 } }, '/ukProperty/expenses/other'],
    [
      'a negative finance cost',
      { expenses: { residentialFinancialCost: -1 } },
      '/ukProperty/expenses/residentialFinancialCost',
    ],
  ])('is refused with FORMAT_VALUE for %s', (_, ukProperty, path) => {
    expect(refusalsOf(body(ukProperty))).toEqual([['FORMAT_VALUE', path]]);
  });

  it('may have one total of expenses beside finance costs and rent a room, but not beside items', () => {
    const total = { consolidatedExpenses: 10, residentialFinancialCost: 1, rentARoom: { amountClaimed: 2 } };
    expect(refusalsOf(body({ expenses: total }))).toEqual([]);
    expect(refusalsOf(body({ expenses: { ...total, travelCosts: 0 } }))).toEqual([
      ['RULE_BOTH_EXPENSES_SUPPLIED', '/ukProperty/expenses'],
    ]);
  });

  it.each([
    [{ fromDate: '2026-4-6', toDate: '2026-07-05' }, ['FORMAT_FROM_DATE']],
    [{ fromDate: '2026-04-06', toDate: '2026-02-30' }, ['FORMAT_TO_DATE']],
    [{ fromDate: '2026-04-06', toDate: '2026-04-05' }, ['RULE_TO_DATE_BEFORE_FROM_DATE']],
    [{ fromDate: '2026-04-06' }, ['RULE_MISSING_SUBMISSION_DATES']],
    [{ toDate: 'soon' }, ['FORMAT_TO_DATE', 'RULE_MISSING_SUBMISSION_DATES']],
  ])('is refused for the dates %j', (given, codes) => {
    expect(refusalsOf(body({ income: { periodAmount: 1 } }, given)).map(([code]) => code)).toEqual(codes);
  });

  it('may have no dates at all, as for somebody who reports once a year', () => {
    expect(refusalsOf(body({ income: { periodAmount: 1 } }, {}))).toEqual([]);
  });
});
