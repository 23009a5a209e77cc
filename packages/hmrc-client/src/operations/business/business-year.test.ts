import { expect, test } from 'vitest';
import type { Operation } from '../../operation.ts';
import { buildRequest, checkRequest } from '../../request.ts';
import { putAccountingType, putQuarterlyPeriodType, retrieveAccountingType } from './business-year.ts';
import {
  disapplyLateAccountingDateRule,
  retrieveLateAccountingDateRule,
  withdrawLateAccountingDateRule,
} from './late-accounting-date-rule.ts';
import { putPeriodsOfAccount, retrievePeriodsOfAccount } from './periods-of-account.ts';

const business = { nino: 'AA123456A', businessId: 'XAIS12345678901', taxYear: '2026-27' };
const place = '/individuals/business/details/AA123456A/XAIS12345678901/2026-27';
const noPeriods = { periods: { periodsOfAccount: false } };
const call = { accessToken: 'a', fraudPreventionHeaders: {} };

function requestOf<P extends object>(operation: Operation<P, unknown>, params: P): string {
  const built = buildRequest('https://api.example', operation, call, params);
  if (!built.ok) return JSON.stringify(built.errors);
  const { method, url, body } = built.request;
  return `${method} ${url.pathname} ${body ?? ''}`.trim();
}

test.each([
  [
    requestOf(putQuarterlyPeriodType, { ...business, quarterlyPeriodType: 'calendar' }),
    `PUT ${place} {"quarterlyPeriodType":"calendar"}`,
  ],
  [requestOf(retrieveAccountingType, business), `GET ${place}/accounting-type`],
  [
    requestOf(putAccountingType, { ...business, accountingType: 'CASH' }),
    `PUT ${place}/accounting-type {"accountingType":"CASH"}`,
  ],
  [requestOf(retrievePeriodsOfAccount, business), `GET ${place}/periods-of-account`],
  [
    requestOf(putPeriodsOfAccount, { ...business, ...noPeriods }),
    `PUT ${place}/periods-of-account {"periodsOfAccount":false}`,
  ],
  [requestOf(retrieveLateAccountingDateRule, business), `GET ${place}/late-accounting-date-rule-election`],
  [
    requestOf(disapplyLateAccountingDateRule, business),
    `POST ${place}/late-accounting-date-rule-election/disapply`,
  ],
  [
    requestOf(withdrawLateAccountingDateRule, business),
    `DELETE ${place}/late-accounting-date-rule-election/withdraw`,
  ],
])('what is sent about a business in a tax year, case %#', (sent, expected) => {
  expect(sent).toBe(expected);
});

const before = { ...business, taxYear: '2024-25' };
test.each([
  ['retrieveAccountingType', checkRequest(retrieveAccountingType, before, true), []],
  ['retrieveLateAccountingDateRule', checkRequest(retrieveLateAccountingDateRule, before, true), []],
  [
    'putAccountingType',
    checkRequest(putAccountingType, { ...before, accountingType: 'CASH' }, true),
    [/retrieveAccountingType/],
  ],
  ['retrievePeriodsOfAccount', checkRequest(retrievePeriodsOfAccount, before, true), [/2025-26/]],
  ['putPeriodsOfAccount', checkRequest(putPeriodsOfAccount, { ...before, ...noPeriods }, true), [/2025-26/]],
  [
    'disapplyLateAccountingDateRule',
    checkRequest(disapplyLateAccountingDateRule, before, true),
    [/retrieveLateAccountingDateRule/],
  ],
  [
    'withdrawLateAccountingDateRule',
    checkRequest(withdrawLateAccountingDateRule, before, true),
    [/retrieveLateAccountingDateRule/],
  ],
])('%s before 2025-26 is refused where HMRC’s production does, with the way on', (_, errors, messages) => {
  expect(errors).toEqual(
    messages.map((message) => ({
      code: 'RULE_TAX_YEAR_NOT_SUPPORTED',
      message: expect.stringMatching(message) as string,
      paths: [],
    })),
  );
});

test.each([
  ['CASH', []],
  ['ACCRUAL', []],
  ['cash', ['RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED']],
])('the kind of accounting %s is judged', (accountingType, codes) => {
  const errors = checkRequest(putAccountingType, {
    ...business,
    // Outside data, as it would come from a form.
    accountingType: accountingType as 'CASH',
  });
  expect(errors.map(({ code }) => code)).toEqual(codes);
});

test('a kind of accounting that HMRC adds later is read', () => {
  expect(retrieveAccountingType.reads?.parse({ accountingType: 'HYBRID' })).toEqual({
    accountingType: 'HYBRID',
  });
});

test('a choice about the late accounting date rule is read, with and without its years', () => {
  const none = { disapply: false, eligible: true };
  const chosen = { disapply: true, eligible: true, taxYearOfElection: '2025-26' };
  expect(retrieveLateAccountingDateRule.reads?.parse({ ...none, taxYearElectionExpires: null })).toEqual(
    none,
  );
  expect(retrieveLateAccountingDateRule.reads?.parse(chosen)).toEqual(chosen);
});

test('HMRC’s sandbox, and so a simulator, starts a year earlier', () => {
  const call = { accessToken: 'a', fraudPreventionHeaders: {} };
  const builtFor = (apiUrl: string) => buildRequest(apiUrl, disapplyLateAccountingDateRule, call, before).ok;
  expect(builtFor('https://api.service.hmrc.gov.uk')).toBe(false);
  expect(builtFor('https://test-api.service.hmrc.gov.uk')).toBe(true);
  expect(builtFor('http://localhost:3001')).toBe(true);
  expect(checkRequest(disapplyLateAccountingDateRule, { ...before, taxYear: '2023-24' })).toHaveLength(1);
});
