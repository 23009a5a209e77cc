import { describe, expect, test } from 'vitest';
import { buildRequest, checkRequest, textOf } from '../../request.ts';
import {
  type ForeignPropertyAnnual,
  getForeignPropertyAnnual,
  putForeignPropertyAnnual,
} from './foreign-property-annual.ts';
import {
  type ForeignPropertyCumulative,
  getForeignPropertyCumulative,
  putForeignPropertyCumulative,
} from './foreign-property-cumulative.ts';
import {
  createForeignPropertyPeriod,
  type ForeignPropertyPeriod,
  getForeignPropertyPeriod,
  putForeignPropertyPeriod,
} from './foreign-property-period.ts';

const business = { nino: 'AA123456A', businessId: 'XAIS12345678901' };
const submissionId = '4557ecb5-fd32-48cc-81f5-e6acd1099f3c';
const first = '8e8b8450-dc1b-4360-8109-7067337b42cb';
const second = '0198f0a2-6a1b-7c3d-9e4f-5a6b7c8d9e0f';
const income = { rentAmountPence: 488_223, foreignTaxCreditRelief: false };
const total = { consolidatedExpensesPence: -1, residentialFinancialCostPence: 2 };
const single = { travelCostsPence: -5, broughtFwdResidentialFinancialCostPence: 6 };
const submittedOn = '2026-08-01T10:59:47.544Z';
const call = { accessToken: 'token', fraudPreventionHeaders: {} };

const codes = (errors: readonly { code: string; paths: string[] }[]) =>
  errors.map(({ code, paths }) => ({ code, paths }));

describe('the year to date of foreign property', () => {
  const summary: ForeignPropertyCumulative = {
    foreignProperty: [
      { propertyId: first, income, expenses: single },
      { propertyId: second, income: { rentAmountPence: 1 } },
    ],
  };
  const check = (value: ForeignPropertyCumulative, taxYear = '2026-27') =>
    codes(checkRequest(putForeignPropertyCumulative, { ...business, taxYear, summary: value }));

  test('is sent by property from 2026-27 on, and read back as the same', () => {
    const sent = putForeignPropertyCumulative.body?.({ ...business, taxYear: '2026-27', summary });
    const text = sent ? textOf(sent) : '';
    expect(text).toBe(
      `{"foreignProperty":[{"propertyId":"${first}",` +
        '"income":{"rentIncome":{"rentAmount":4882.23},"foreignTaxCreditRelief":false},' +
        '"expenses":{"travelCosts":-0.05,"broughtFwdResidentialFinancialCost":0.06}},' +
        `{"propertyId":"${second}","income":{"rentIncome":{"rentAmount":0.01}}}]}`,
    );
    const wire = JSON.parse(text) as object;
    expect(getForeignPropertyCumulative.reads?.parse({ ...wire, submittedOn })).toEqual({
      ...summary,
      submittedOn,
    });
  });

  test('is right by property or by country, as the year has it', () => {
    const byCountry = { foreignProperty: [{ countryCode: 'FRA', income, expenses: total }] };
    expect(check(summary)).toEqual([]);
    expect(check(byCountry, '2025-26')).toEqual([]);
    const code = 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED';
    const [wanted, known] = ['/foreignProperty/0/propertyId', '/foreignProperty/0/countryCode'];
    expect(check(byCountry)).toEqual([
      { code, paths: [wanted] },
      { code, paths: [known] },
    ]);
  });

  test.each([
    [[{ ...single, ...total }], [0]],
    [
      [total, single],
      [0, 1],
    ],
    [
      [single, { residentialFinancialCostPence: 1 }, total, total],
      [0, 2, 3],
    ],
  ])('has one style of expenses for all properties: %j', (styles, places) => {
    const foreignProperty = styles.map((expenses, index) => ({
      countryCode: `AA${'ABCD'.charAt(index)}`,
      expenses,
    }));
    expect(check({ foreignProperty }, '2025-26')).toEqual([
      {
        code: 'RULE_BOTH_EXPENSES_SUPPLIED',
        paths: places.map((place) => `/foreignProperty/${String(place)}/expenses`),
      },
    ]);
  });

  test('has each country or property once', () => {
    const twice = [
      { propertyId: first, income },
      { propertyId: second, income },
      { propertyId: first, income },
    ];
    expect(check({ foreignProperty: twice })).toEqual([
      {
        code: 'RULE_DUPLICATE_PROPERTY_ID',
        paths: ['/foreignProperty/0/propertyId', '/foreignProperty/2/propertyId'],
      },
    ]);
    const countries = ['FRA', 'ESP', 'ESP'].map((countryCode) => ({ countryCode, income }));
    expect(check({ foreignProperty: countries }, '2025-26')).toEqual([
      {
        code: 'RULE_DUPLICATE_COUNTRY_CODE',
        paths: ['/foreignProperty/1/countryCode', '/foreignProperty/2/countryCode'],
      },
    ]);
  });

  test.each([
    [{ ...summary, fromDate: '2026-04-06' }, 'RULE_MISSING_SUBMISSION_DATES'],
    [{ ...summary, fromDate: '2026-04-06', toDate: '2026-04-05' }, 'RULE_TO_DATE_BEFORE_FROM_DATE'],
    [{ foreignProperty: [] }, 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED'],
    [{ foreignProperty: [{ propertyId: 'villa', income }] }, 'FORMAT_PROPERTY_ID'],
  ])('is refused before a call is spent: %#', (value, code) => {
    expect(check(value).map((error) => error.code)).toEqual([code]);
  });

  test('is asked for as a whole or for one property', () => {
    const ask = (propertyId?: string) =>
      buildRequest('https://api.example', getForeignPropertyCumulative, call, {
        ...business,
        taxYear: '2026-27',
        ...(propertyId === undefined ? {} : { propertyId }),
      });
    expect(ask()).toMatchObject({ ok: true, request: { url: { search: '' } } });
    expect(ask(first)).toMatchObject({ ok: true, request: { url: { search: `?propertyId=${first}` } } });
    expect(ask('villa')).toMatchObject({ ok: false, errors: [{ code: 'FORMAT_PROPERTY_ID', paths: [] }] });
  });

  test('is a quarter before 2025-26', () => {
    const [error] = checkRequest(putForeignPropertyCumulative, { ...business, taxYear: '2024-25', summary });
    expect(error?.message).toContain('createForeignPropertyPeriod');
  });
});

describe('a quarter of foreign property', () => {
  const dates = { fromDate: '2024-04-06', toDate: '2024-07-05' };
  const summary: ForeignPropertyPeriod = {
    ...dates,
    foreignFhlEea: { income: { rentAmountPence: 1 }, expenses: { consolidatedExpensesPence: -2 } },
    foreignNonFhlProperty: [{ countryCode: 'FRA', income, expenses: total }],
  };
  const check = (value: ForeignPropertyPeriod, taxYear = '2024-25') =>
    codes(checkRequest(createForeignPropertyPeriod, { ...business, taxYear, summary: value }));

  test('is sent by country and read back as the same', () => {
    const sent = createForeignPropertyPeriod.body?.({ ...business, taxYear: '2024-25', summary });
    const text = sent ? textOf(sent) : '';
    expect(text).toBe(
      '{"fromDate":"2024-04-06","toDate":"2024-07-05",' +
        '"foreignFhlEea":{"income":{"rentAmount":0.01},"expenses":{"consolidatedExpenses":-0.02}},' +
        '"foreignNonFhlProperty":[{"countryCode":"FRA",' +
        '"income":{"rentIncome":{"rentAmount":4882.23},"foreignTaxCreditRelief":false},' +
        '"expenses":{"consolidatedExpenses":-0.01,"residentialFinancialCost":0.02}}]}',
    );
    const wire = JSON.parse(text) as object;
    expect(getForeignPropertyPeriod.reads?.parse({ ...wire, submittedOn })).toEqual({
      ...summary,
      submittedOn,
    });
  });

  test('is refused before a call is spent', () => {
    expect(check(summary)).toEqual([]);
    expect(check(summary, '2023-24')).toEqual([
      {
        code: 'FORMAT_VALUE',
        paths: [
          '/foreignFhlEea/expenses/consolidatedExpenses',
          '/foreignNonFhlProperty/0/expenses/consolidatedExpenses',
        ],
      },
    ]);
    const both = { ...single, ...total };
    const entry = { countryCode: 'FRA', income, expenses: both };
    const other = { countryCode: 'ESP', income, expenses: single };
    expect(check({ ...dates, foreignNonFhlProperty: [entry, other, entry] })).toEqual([
      {
        code: 'RULE_BOTH_EXPENSES_SUPPLIED',
        paths: ['/foreignNonFhlProperty/0/expenses', '/foreignNonFhlProperty/2/expenses'],
      },
      {
        code: 'RULE_DUPLICATE_COUNTRY_CODE',
        paths: ['/foreignNonFhlProperty/0/countryCode', '/foreignNonFhlProperty/2/countryCode'],
      },
    ]);
    expect(check({ ...summary, toDate: '2024-04-05' })).toMatchObject([
      { code: 'RULE_TO_DATE_BEFORE_FROM_DATE' },
    ]);
  });

  test('needs less of its income when it is changed than when it is new', () => {
    const changed = {
      foreignNonFhlProperty: [{ countryCode: 'FRA', income: { foreignTaxCreditRelief: true } }],
    };
    const params = { ...business, taxYear: '2024-25', submissionId, summary: changed };
    expect(checkRequest(putForeignPropertyPeriod, params)).toEqual([]);
    // What the type forbids, JSON can still bring.
    expect(check({ ...dates, ...changed } as ForeignPropertyPeriod)).toEqual([
      {
        code: 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
        paths: ['/foreignNonFhlProperty/0/income/rentIncome/rentAmount'],
      },
    ]);
  });

  test('is the year to date from 2025-26 on', () => {
    const params = { ...business, submissionId, taxYear: '2025-26', summary };
    for (const errors of [
      checkRequest(createForeignPropertyPeriod, params),
      checkRequest(getForeignPropertyPeriod, params),
      checkRequest(putForeignPropertyPeriod, params),
    ]) {
      expect(errors).toMatchObject([{ code: 'RULE_TAX_YEAR_NOT_SUPPORTED' }]);
      expect(errors[0]?.message).toContain('putForeignPropertyCumulative');
    }
  });
});

describe('a year’s adjustments and allowances of foreign property', () => {
  const figures = {
    adjustments: { privateUseAdjustmentPence: 150 },
    allowances: { costOfReplacingDomesticItemsPence: 100 },
  };
  const check = (submission: ForeignPropertyAnnual, taxYear: string) =>
    codes(checkRequest(putForeignPropertyAnnual, { ...business, taxYear, submission }));

  test.each([
    ['2024-25', { foreignProperty: [{ countryCode: 'FRA', ...figures }] }],
    ['2025-26', { foreignProperty: [{ countryCode: 'FRA', ...figures }] }],
    ['2026-27', { foreignProperty: [{ propertyId: first, ...figures }] }],
  ])('of %s are sent and read back as the same', (taxYear, submission) => {
    expect(check(submission, taxYear)).toEqual([]);
    const sent = putForeignPropertyAnnual.body?.({ ...business, taxYear, submission });
    const text = sent ? textOf(sent) : '';
    expect(text).toContain(
      '"adjustments":{"privateUseAdjustment":1.5},"allowances":{"costOfReplacingDomesticItems":1}}]}',
    );
    const wire = JSON.parse(text) as object;
    expect(getForeignPropertyAnnual.reads?.parse({ ...wire, submittedOn })).toEqual({
      ...submission,
      submittedOn,
    });
  });

  test('are refused with members of other years', () => {
    const lets = {
      foreignFhlEea: { adjustments: { periodOfGraceAdjustment: true } },
      foreignProperty: [{ countryCode: 'FRA', allowances: { electricChargePointAllowancePence: 1 } }],
    };
    expect(check(lets, '2024-25')).toEqual([]);
    expect(check(lets, '2025-26')).toMatchObject([
      {
        code: 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
        paths: ['/foreignProperty/0/allowances/electricChargePointAllowance', '/foreignFhlEea'],
      },
    ]);
  });

  test('keep to the rules of allowances, of countries and of properties', () => {
    const alone = { propertyIncomeAllowancePence: 1, otherCapitalAllowancePence: 1 };
    const lets = {
      foreignFhlEea: { allowances: alone },
      foreignProperty: ['FRA', 'FRA'].map((countryCode) => ({
        countryCode,
        adjustments: figures.adjustments,
        allowances: { propertyIncomeAllowancePence: 1 },
      })),
    };
    expect(check(lets, '2024-25').map(({ code, paths }) => `${code} ${paths.join()}`)).toEqual([
      'RULE_BOTH_ALLOWANCES_SUPPLIED /foreignFhlEea/allowances',
      'RULE_PROPERTY_INCOME_ALLOWANCE /foreignProperty/0/allowances/propertyIncomeAllowance',
      'RULE_PROPERTY_INCOME_ALLOWANCE /foreignProperty/1/allowances/propertyIncomeAllowance',
      'RULE_DUPLICATE_COUNTRY_CODE /foreignProperty/0/countryCode,/foreignProperty/1/countryCode',
    ]);
  });
});
