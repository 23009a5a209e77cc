import { describe, expect, test } from 'vitest';
import { buildRequest, checkRequest } from '../../request.ts';
import { type EndOfPeriodStatement, submitEndOfPeriodStatement } from './end-of-period-statement.ts';

const nino = 'AA123456A';
const statement: EndOfPeriodStatement = {
  typeOfBusiness: 'uk-property',
  businessId: 'XAIS12345678901',
  accountingPeriod: { startDate: '2023-04-06', endDate: '2024-04-05' },
  finalised: true,
};
const check = (changes: object) =>
  checkRequest(submitEndOfPeriodStatement, { nino, statement: { ...statement, ...changes } });
const period = (startDate: string, endDate: string) => check({ accountingPeriod: { startDate, endDate } });

describe('an end of period statement', () => {
  test('is sent with version 3.0 as HMRC had it', () => {
    const call = { accessToken: 'a', fraudPreventionHeaders: {} };
    const built = buildRequest('https://api.example', submitEndOfPeriodStatement, call, { nino, statement });
    expect(built).toMatchObject({
      ok: true,
      request: {
        headers: { Accept: 'application/vnd.hmrc.3.0+json' },
        body:
          '{"typeOfBusiness":"uk-property","businessId":"XAIS12345678901",' +
          '"accountingPeriod":{"startDate":"2023-04-06","endDate":"2024-04-05"},"finalised":true}',
      },
    });
  });

  test.each([
    ['2023-04-06', '2024-04-05'],
    ['2023-04-01', '2024-03-31'],
    ['2019-04-06', '2020-04-05'],
  ])('for %s to %s is of a tax year that had one', (startDate, endDate) => {
    expect(period(startDate, endDate)).toEqual([]);
  });

  test.each([
    ['2024-04-06', '2025-04-05'],
    ['2023-07-01', '2024-06-30'],
    ['2026-04-06', '2027-04-05'],
  ])('for %s to %s is refused: withdrawn, with what takes its place', (startDate, endDate) => {
    const errors = period(startDate, endDate);
    expect(errors).toMatchObject([
      { code: 'RULE_TAX_YEAR_NOT_SUPPORTED', paths: ['/accountingPeriod/endDate'] },
    ]);
    expect(errors[0]?.message).toMatch(
      /withdrew.*final declaration.*triggerCalculation.*submitFinalDeclaration/,
    );
  });

  test.each([
    [{ finalised: false }, 'FORMAT_FINALISED'],
    [{ typeOfBusiness: 'property-unspecified' }, 'FORMAT_TYPE_OF_BUSINESS'],
    [{ businessId: 'X' }, 'FORMAT_BUSINESS_ID'],
    [{ accountingPeriod: { startDate: 'x', endDate: '2024-04-05' } }, 'FORMAT_START_DATE'],
    [{ accountingPeriod: { startDate: '2023-04-06', endDate: '2024-02-30' } }, 'FORMAT_END_DATE'],
    [
      { accountingPeriod: { startDate: '2024-04-05', endDate: '2024-04-04' } },
      'RANGE_END_DATE_BEFORE_START_DATE',
    ],
    [{ accountingPeriod: undefined }, 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED'],
  ])('with %j is refused with %s', (changes, code) => {
    expect(check(changes).map((error) => error.code)).toEqual([code]);
  });
});
