import { expect, test } from 'vitest';
import { buildRequest, checkRequest } from '../../request.ts';
import { retrieveIncomeSummary, type RetrieveIncomeSummaryParams } from './income-summary.ts';

const params: RetrieveIncomeSummaryParams = {
  nino: 'AA123456A',
  typeOfBusiness: 'uk-property',
  businessId: 'XAIS12345678901',
  taxYear: '2026-27',
};

test.each([
  [{}, []],
  [{ taxYear: '2024-25', typeOfBusiness: 'uk-property-fhl' }, []],
  [{ taxYear: '2025-26', typeOfBusiness: 'uk-property-fhl' }, ['FORMAT_TYPE_OF_BUSINESS']],
  [{ taxYear: '2025-26', typeOfBusiness: 'foreign-property-fhl-eea' }, ['FORMAT_TYPE_OF_BUSINESS']],
  [{ taxYear: '2021-22' }, []],
  [{ taxYear: '2020-21' }, ['RULE_TAX_YEAR_NOT_SUPPORTED']],
] satisfies [Partial<RetrieveIncomeSummaryParams>, string[]][])(
  'a summary asked for with %j is judged by its tax year',
  (changes, codes) => {
    const errors = checkRequest(retrieveIncomeSummary, { ...params, ...changes });
    expect(errors.map(({ code }) => code)).toEqual(codes);
  },
);

test('the kind of business stands before the tax year, and that before the business', () => {
  const built = buildRequest(
    'https://api.example',
    retrieveIncomeSummary,
    { accessToken: 'a', fraudPreventionHeaders: {} },
    params,
  );
  expect(built.ok && built.request.url.pathname).toBe(
    '/individuals/self-assessment/income-summary/AA123456A/uk-property/2026-27/XAIS12345678901',
  );
});

test('a summary is read in pence, a refund as a negative amount', () => {
  const wire = {
    total: { income: 100.35, expenses: -50.01, later: 3 },
    profit: { net: 20.2, taxable: 35.55, adjusted: 30.01 },
    loss: { net: 0, taxable: 0 },
    outstandingBusinessIncome: 35.01,
  };
  expect(retrieveIncomeSummary.reads?.parse(wire)).toEqual({
    total: { incomePence: 10_035, expensesPence: -5001 },
    profit: { netPence: 2020, taxablePence: 3555, adjustedPence: 3001 },
    loss: { netPence: 0, taxablePence: 0 },
    outstandingBusinessIncomePence: 3501,
  });
});
