import { expect, test } from 'vitest';
import { meaningOf } from './meaning-of.ts';

const outcome = (operation: string, status: number, code: string): string =>
  meaningOf({ operation, status, codes: [code] }).outcome;

test.each([
  ['adjustUkPropertyBsas', 400, 'RULE_SUMMARY_STATUS_INVALID', 'start-over'],
  ['adjustUkPropertyBsas', 400, 'RULE_SUMMARY_STATUS_SUPERSEDED', 'start-over'],
  ['adjustForeignPropertyBsas', 404, 'MATCHING_RESOURCE_NOT_FOUND', 'start-over'],
  ['adjustUkPropertyBsas', 400, 'RULE_ALREADY_ADJUSTED', 'already-done'],
  ['adjustUkPropertyBsas', 400, 'RULE_RESULTING_VALUE_NOT_PERMITTED', 'rejected'],
  ['adjustUkPropertyBsas', 400, 'RULE_OVER_CONSOLIDATED_EXPENSES_THRESHOLD', 'rejected'],
  ['adjustUkPropertyBsas', 400, 'RULE_ZERO_ADJUSTMENTS_INVALID', 'malformed'],
  ['adjustForeignPropertyBsas', 400, 'RULE_PROPERTY_ID_MISMATCH', 'rejected'],
  ['adjustForeignPropertyBsas', 400, 'RULE_OUTSIDE_AMENDMENT_WINDOW', 'rejected'],
  ['triggerBsas', 400, 'RULE_OBLIGATIONS_NOT_MET', 'rejected'],
  ['triggerBsas', 400, 'RULE_ACCOUNTING_PERIOD_NOT_ENDED', 'rejected'],
  ['triggerBsas', 400, 'RULE_ACCOUNTING_PERIOD_NOT_ALIGNED', 'malformed'],
  ['triggerBsas', 404, 'MATCHING_RESOURCE_NOT_FOUND', 'malformed'],
  ['triggerBsas', 422, 'RULE_REQUEST_CANNOT_BE_FULFILLED', 'malformed'],
  ['getUkPropertyBsas', 404, 'MATCHING_RESOURCE_NOT_FOUND', 'nothing-there'],
  ['getForeignPropertyBsas', 400, 'FORMAT_CALCULATION_ID', 'malformed'],
  ['listBsas', 404, 'MATCHING_RESOURCE_NOT_FOUND', 'nothing-there'],
])('%s %i %s: %s', (operation, status, code, expected) => {
  expect(outcome(operation, status, code)).toBe(expected);
});

test('an amount of zero is said to be the fault where adjustments are made', () => {
  const { sentence } = meaningOf({ operation: 'adjustUkPropertyBsas', status: 400, codes: ['FORMAT_VALUE'] });
  expect(sentence).toMatch(/never zero/);
});
