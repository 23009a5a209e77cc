import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRequest } from '../../request.ts';
import { namesExcept } from './expense-style.ts';
import { largestPence } from '../../shapes/shape.ts';
import {
  getUkPropertyCumulative,
  putUkPropertyCumulative,
  type UkPropertyCumulative,
  ukPropertyCumulativeBody,
  ukPropertyFieldOfPath,
} from './uk-property-cumulative.ts';
import { itemisedUkExpenses, ukPropertyExpenses, ukPropertyIncome } from './uk-property-fields.ts';

const identity = { nino: 'AA123456A', businessId: 'XAIS12345678901', taxYear: '2026-27' };
const incomeNames = namesExcept(ukPropertyIncome);
const expenseNames = namesExcept(ukPropertyExpenses);
const check = (summary: UkPropertyCumulative, taxYear = '2026-27') =>
  checkRequest(putUkPropertyCumulative, { ...identity, taxYear, summary });

const full: UkPropertyCumulative = {
  fromDate: '2026-04-06',
  toDate: '2026-07-05',
  income: {
    periodAmountPence: 500_099,
    premiumsOfLeaseGrantPence: 488_923,
    reversePremiumsPence: 84_735,
    otherIncomePence: 95_432,
    taxDeductedPence: 312_321,
    rentsReceivedPence: 53_212,
  },
  expenses: {
    premisesRunningCostsPence: 312_321,
    repairsAndMaintenancePence: 92_842,
    financialCostsPence: -84_299,
    professionalFeesPence: -883_112,
    costOfServicesPence: 48_412,
    otherPence: 9_928_200,
    travelCostsPence: 97_447,
    residentialFinancialCostPence: 288_499,
    residentialFinancialCostsCarriedForwardPence: 48_391,
    amountClaimedPence: 884_243,
  },
};

describe('the body of an update', () => {
  test('is pounds under HMRC’s names, in a fixed order', () => {
    expect(ukPropertyCumulativeBody(full)).toBe(
      '{"fromDate":"2026-04-06","toDate":"2026-07-05","ukProperty":{' +
        '"income":{"periodAmount":5000.99,"premiumsOfLeaseGrant":4889.23,"reversePremiums":847.35,' +
        '"otherIncome":954.32,"taxDeducted":3123.21,"rentARoom":{"rentsReceived":532.12}},' +
        '"expenses":{"premisesRunningCosts":3123.21,"repairsAndMaintenance":928.42,"financialCosts":-842.99,' +
        '"professionalFees":-8831.12,"costOfServices":484.12,"other":99282,"travelCosts":974.47,' +
        '"residentialFinancialCost":2884.99,"residentialFinancialCostsCarriedForward":483.91,' +
        '"rentARoom":{"amountClaimed":8842.43}}}}',
    );
  });

  test('leaves out dates and groups that are not given', () => {
    expect(ukPropertyCumulativeBody({ income: { periodAmountPence: 0 } })).toBe(
      '{"ukProperty":{"income":{"periodAmount":0}}}',
    );
  });

  test('leaves out a group without a figure, which HMRC would refuse', () => {
    expect(ukPropertyCumulativeBody({ income: { periodAmountPence: 100 }, expenses: {} })).toBe(
      '{"ukProperty":{"income":{"periodAmount":1}}}',
    );
  });

  test('is never made of parts of a penny', () => {
    expect(() => ukPropertyCumulativeBody({ income: { periodAmountPence: 10.5 } })).toThrow(/integer pence/);
  });

  test('is read back as the same figures', () => {
    const amount = fc.integer({ min: 0, max: largestPence });
    const group = (names: readonly string[]) =>
      fc.record(Object.fromEntries(names.map((name) => [name, amount])), { requiredKeys: [] });
    fc.assert(
      fc.property(group(incomeNames), group(expenseNames), (income, expenses) => {
        const wire = JSON.parse(ukPropertyCumulativeBody({ income, expenses })) as object;
        const read = getUkPropertyCumulative.reads?.parse({
          ...wire,
          submittedOn: '2026-08-01T10:00:00.000Z',
        });
        expect({ ...read?.income }).toEqual({ ...income });
        expect({ ...read?.expenses }).toEqual({ ...expenses });
      }),
    );
  });
});

describe('an update is refused before a call is spent', () => {
  test('not when it is right', () => {
    expect(check(full)).toEqual([]);
    expect(check({ income: { periodAmountPence: 0 } })).toEqual([]);
    expect(check({ expenses: { consolidatedExpensesPence: -1, residentialFinancialCostPence: 5 } })).toEqual(
      [],
    );
  });

  test('when an amount is negative, too large or no whole pence, naming each field', () => {
    const errors = check({
      income: { periodAmountPence: -1, taxDeductedPence: 0.5, rentsReceivedPence: -3 },
      expenses: { otherPence: largestPence + 1, travelCostsPence: -largestPence, amountClaimedPence: -1 },
    });
    expect(errors.map(({ code, paths }) => ({ code, paths }))).toEqual([
      {
        code: 'FORMAT_VALUE',
        paths: [
          '/ukProperty/income/periodAmount',
          '/ukProperty/income/taxDeducted',
          '/ukProperty/income/rentARoom/rentsReceived',
          '/ukProperty/expenses/rentARoom/amountClaimed',
        ],
      },
      { code: 'FORMAT_VALUE', paths: ['/ukProperty/expenses/other'] },
    ]);
  });

  test.each(itemisedUkExpenses)('when one total stands beside %s', (name) => {
    const errors = check({ expenses: { consolidatedExpensesPence: 100, [name]: 0 } });
    expect(errors).toMatchObject([{ code: 'RULE_BOTH_EXPENSES_SUPPLIED', paths: ['/ukProperty/expenses'] }]);
  });

  test.each([
    [{ fromDate: '2026-04-06', toDate: '2026-07-05' }, ['/ukProperty']],
    [{ fromDate: '2026-04-06', toDate: '2026-07-05', income: {} }, ['/ukProperty/income']],
    [{}, []],
    [{ income: {}, expenses: {} }, ['/ukProperty/income', '/ukProperty/expenses']],
    [{ income: { periodAmountPence: 1 }, expenses: {} }, ['/ukProperty/expenses']],
  ] satisfies [UkPropertyCumulative, string[]][])('when there is no figure in it: %j', (summary, paths) => {
    expect(check(summary)).toMatchObject([{ code: 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED', paths }]);
  });

  test('when a field does not exist, since its money would stay behind', () => {
    const misspelt = { periodAmountPence: 1, rentPence: 2 };
    expect(check({ income: misspelt })).toMatchObject([
      { code: 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED', paths: ['/ukProperty/income/rent'] },
    ]);
  });

  test.each([
    [{ fromDate: '2026-04-06' }, 'RULE_MISSING_SUBMISSION_DATES'],
    [{ toDate: '2026-07-05' }, 'RULE_MISSING_SUBMISSION_DATES'],
    [{ fromDate: '2026-07-06', toDate: '2026-07-05' }, 'RULE_TO_DATE_BEFORE_FROM_DATE'],
    [{ fromDate: '2026-02-30', toDate: '2026-07-05' }, 'FORMAT_FROM_DATE'],
    [{ fromDate: '2026-04-06', toDate: '5 July' }, 'FORMAT_TO_DATE'],
  ])('when the dates are %j: %s', (dates, code) => {
    expect(check({ income: { periodAmountPence: 1 }, ...dates }).map((error) => error.code)).toEqual([code]);
  });

  test('when the tax year has no cumulative summaries', () => {
    expect(check(full, '2024-25')).toMatchObject([{ code: 'RULE_TAX_YEAR_NOT_SUPPORTED' }]);
  });
});

describe('a path of HMRC', () => {
  test('leads to our field', () => {
    expect(ukPropertyFieldOfPath('/ukProperty/expenses/other')).toBe('otherPence');
    expect(ukPropertyFieldOfPath('/ukProperty/income/rentARoom/rentsReceived')).toBe('rentsReceivedPence');
    expect(ukPropertyFieldOfPath('/toDate')).toBe('toDate');
  });

  test('that is no single field leads nowhere', () => {
    expect(ukPropertyFieldOfPath('/ukProperty/expenses')).toBeNull();
    expect(ukPropertyFieldOfPath('constructor')).toBeNull();
  });

  test('exists for every field, and no two fields share a name', () => {
    const all = [...incomeNames, ...expenseNames];
    expect(new Set(all).size).toBe(all.length);
    const wire = JSON.parse(ukPropertyCumulativeBody(full)) as { ukProperty: object };
    const paths = Object.entries(wire.ukProperty).flatMap(([group, fields]) =>
      Object.entries(fields as object).map(([name, value]: [string, unknown]) =>
        typeof value === 'number'
          ? `/ukProperty/${group}/${name}`
          : `/ukProperty/${group}/${name}/${Object.keys(value as object).join('/')}`,
      ),
    );
    expect(paths.map(ukPropertyFieldOfPath).toSorted()).toEqual(
      all.filter((name) => name !== 'consolidatedExpensesPence').toSorted(),
    );
  });
});

describe('HMRC’s copy', () => {
  const read = (json: unknown) => getUkPropertyCumulative.reads?.safeParse(json);
  const copy = { submittedOn: '2026-08-01T10:59:47.544Z', ukProperty: { income: { periodAmount: 747.45 } } };

  test('is read although HMRC adds fields, leaves dates out or writes null', () => {
    const { income } = copy.ukProperty;
    const wire = {
      ...copy,
      fromDate: null,
      news: 1,
      ukProperty: { income: { ...income, later: 'x' }, expenses: null },
    };
    expect(read(wire)?.data).toEqual({
      submittedOn: copy.submittedOn,
      income: { periodAmountPence: 74_745 },
    });
  });

  test.each([
    ['text for an amount', { income: { periodAmount: '747.45' } }],
    ['parts of a penny', { income: { periodAmount: 1.005 } }],
    ['a number for an object', { income: { rentARoom: 3 } }],
  ])('is not believed with %s', (_, ukProperty) => {
    expect(read({ ...copy, ukProperty })?.success).toBe(false);
  });
});
