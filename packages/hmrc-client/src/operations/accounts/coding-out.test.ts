import { describe, expect, test } from 'vitest';
import { buildRequest, checkRequest } from '../../request.ts';
import { optOutOfCodingOut, retrieveCodingOutStatus } from './coding-out-choice.ts';
import { type CodingOut, deleteCodingOut, putCodingOut, retrieveCodingOut } from './coding-out.ts';

const nino = 'AA123456A';
const call = { accessToken: 'token', fraudPreventionHeaders: {} };
const check = (codingOut: CodingOut, taxYear = '2025-26') =>
  checkRequest(putCodingOut, { nino, taxYear, codingOut });

const full: CodingOut = {
  payeUnderpayment: [
    { id: 12_345_678_910, amountPence: 2_371 },
    { id: 2, amountPence: 0 },
  ],
  selfAssessmentUnderpayment: [{ id: 2, amountPence: 435 }],
  debt: [{ id: 999_999_999_999_999, amountPence: 100 }],
  inYearAdjustment: { id: 1, amountPence: 9_999_999_999_999 },
};

describe('amounts coded out', () => {
  test('are sent in pounds under HMRC’s names', () => {
    const params = { nino, taxYear: '2025-26', codingOut: full };
    const built = buildRequest('https://x.example', putCodingOut, call, params);
    expect(built.ok && built.request.method).toBe('PUT');
    expect(built.ok && built.request.url.pathname).toBe(
      '/accounts/self-assessment/AA123456A/2025-26/collection/tax-code',
    );
    expect(built.ok && built.request.body).toBe(
      '{"taxCodeComponents":{"payeUnderpayment":[{"id":12345678910,"amount":23.71},{"id":2,"amount":0}],' +
        '"selfAssessmentUnderpayment":[{"id":2,"amount":4.35}],"debt":[{"id":999999999999999,"amount":1}],' +
        '"inYearAdjustment":{"id":1,"amount":99999999999.99}}}',
    );
  });

  test.each([
    [{}, 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED', []],
    [{ debt: [] }, 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED', []],
    [{ debt: [{ id: 0.5, amountPence: 1 }] }, 'FORMAT_ID', ['/taxCodeComponents/debt/0/id']],
    [
      { inYearAdjustment: { id: 1, amountPence: -1 } },
      'FORMAT_VALUE',
      ['/taxCodeComponents/inYearAdjustment/amount'],
    ],
    [
      {
        payeUnderpayment: [
          { id: 7, amountPence: 1 },
          { id: 8, amountPence: 1 },
          { id: 7, amountPence: 2 },
        ],
      },
      'RULE_DUPLICATE_ID_NOT_ALLOWED',
      ['/taxCodeComponents/payeUnderpayment/0/id', '/taxCodeComponents/payeUnderpayment/2/id'],
    ],
  ] satisfies [CodingOut, string, string[]][])('%j are refused with %s', (codingOut, code, paths) => {
    expect(check(codingOut)).toMatchObject([{ code, paths }]);
  });

  test('may share an id between lists, and begin with 2021-22, in the sandbox with 2019-20', () => {
    expect(check(full)).toEqual([]);
    expect(check(full, '2021-22')).toEqual([]);
    for (const operation of [retrieveCodingOut, deleteCodingOut]) {
      expect(checkRequest(operation, { nino, taxYear: '2019-20' })).toEqual([]);
      expect(checkRequest(operation, { nino, taxYear: '2020-21' }, true)).toMatchObject([
        { code: 'RULE_TAX_YEAR_NOT_SUPPORTED', message: expect.stringContaining('from 2021-22') as string },
      ]);
    }
  });

  test('come from a source that HMRC knows', () => {
    const ask = (source: string) =>
      // What comes from a form may be anything.
      checkRequest(retrieveCodingOut, { nino, taxYear: '2025-26', source: source as 'user' });
    expect(ask('hmrcHeld')).toEqual([]);
    expect(ask('HMRC')).toMatchObject([{ code: 'FORMAT_SOURCE' }]);
  });

  test('are read with and without ids', () => {
    const submittedOn = '2026-08-24T14:15:22.100Z';
    const wire = {
      taxCodeComponents: { debt: [{ amount: 1.1, submittedOn, source: 'hmrcHeld' }] },
      unmatchedCustomerSubmissions: { inYearAdjustment: { id: 5, amount: 0, submittedOn } },
    };
    expect(retrieveCodingOut.reads?.parse(wire)).toEqual({
      taxCodeComponents: { debt: [{ amountPence: 110, submittedOn, source: 'hmrcHeld' }] },
      unmatchedCustomerSubmissions: { inYearAdjustment: { id: 5, amountPence: 0, submittedOn } },
    });
  });
});

describe('the choice about coding out', () => {
  test('is sent without a body, for whatever tax year', () => {
    const params = { nino, taxYear: '2019-20' };
    const built = buildRequest('https://x.example', optOutOfCodingOut, call, params);
    expect(built.ok && built.request.body).toBeNull();
    expect(built.ok && built.request.url.pathname).toBe(
      '/accounts/self-assessment/AA123456A/2019-20/collection/tax-code/coding-out/opt-out',
    );
  });

  test('is read', () => {
    const wire = {
      processingDate: '2026-01-01T10:00:00.000Z',
      nino,
      taxYear: '2025-26',
      optOutIndicator: true,
    };
    expect(retrieveCodingOutStatus.reads?.parse(wire)).toEqual(wire);
    expect(retrieveCodingOutStatus.reads?.safeParse({ ...wire, optOutIndicator: 'yes' }).success).toBe(false);
  });
});
