import { expect, test } from 'vitest';
import { checkDateForms, daysBetween, isDate } from './dates.ts';
import { checkBusinessId, checkNino } from './identifiers.ts';
import { checkTaxYear } from './tax-year.ts';

const codes = (errors: { code: string }[]): string[] => errors.map(({ code }) => code);

test.each(['AA123456A', 'TC663795B'])('%s is a National Insurance number', (nino) => {
  expect(checkNino(nino)).toEqual([]);
});

test.each(['', 'AA123456', 'aa123456a', 'AA 12 34 56 A', 'AA123456E', 'A1123456A', 'AA123456A\n'])(
  '%j is no National Insurance number',
  (nino) => {
    expect(codes(checkNino(nino))).toEqual(['FORMAT_NINO']);
  },
);

test.each(['XAIS12345678901', 'X1IS00000000000'])('%s is a business id', (id) => {
  expect(checkBusinessId(id)).toEqual([]);
});

test.each(['', 'XAIS1234567890', 'AAIS12345678901', '../XAIS12345678901'])('%j is no business id', (id) => {
  expect(codes(checkBusinessId(id))).toEqual(['FORMAT_BUSINESS_ID']);
});

test.each([
  ['2026-27', []],
  ['2099-00', []],
  ['2026/27', ['FORMAT_TAX_YEAR']],
  ['2026', ['FORMAT_TAX_YEAR']],
  ['2026-28', ['RULE_TAX_YEAR_RANGE_INVALID']],
  ['2026-26', ['RULE_TAX_YEAR_RANGE_INVALID']],
])('the tax year %s is judged as HMRC does', (taxYear, expected) => {
  expect(codes(checkTaxYear(taxYear))).toEqual(expected);
});

test.each([
  ['2026-04-06', true],
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-4-6', false],
  ['06/04/2026', false],
  ['1899-12-31', false],
  ['2100-01-01', false],
])('%s is a date: %s', (value, expected) => {
  expect(isDate(value)).toBe(expected);
});

test('each date of a pair is judged on its own', () => {
  expect(codes(checkDateForms('x', 'y'))).toEqual(['FORMAT_FROM_DATE', 'FORMAT_TO_DATE']);
  expect(codes(checkDateForms(undefined, '2026-04-31'))).toEqual(['FORMAT_TO_DATE']);
});

test('days are counted over the change of clocks', () => {
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  expect(daysBetween('2026-04-06', '2027-04-05')).toBe(364);
});
