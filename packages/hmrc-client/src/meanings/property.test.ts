import { describe, expect, test } from 'vitest';
import { meaningOf } from './meaning-of.ts';

const outcome = (operation: string, status: number, code: string): string =>
  meaningOf({ operation, status, codes: [code] }).outcome;

describe('nothing at HMRC', () => {
  test.each([
    'getForeignPropertyCumulative',
    'listPropertyPeriods',
    'getUkPropertyPeriod',
    'getForeignPropertyPeriod',
    'getUkPropertyAnnual',
    'getForeignPropertyAnnual',
    'deletePropertyAnnual',
    'listForeignPropertyDetails',
  ])('is an answer to %s', (operation) => {
    expect(outcome(operation, 404, 'MATCHING_RESOURCE_NOT_FOUND')).toBe('nothing-there');
    expect(outcome(operation, 404, 'SOMETHING_NEW')).not.toBe('nothing-there');
  });

  test.each([
    'createUkPropertyPeriod',
    'createForeignPropertyPeriod',
    'putUkPropertyPeriod',
    'putForeignPropertyPeriod',
    'putUkPropertyAnnual',
    'putForeignPropertyAnnual',
    'putForeignPropertyCumulative',
    'createForeignPropertyDetails',
    'putForeignPropertyDetails',
  ])('is the operator’s to mend where %s was to send something', (operation) => {
    expect(outcome(operation, 404, 'MATCHING_RESOURCE_NOT_FOUND')).toBe('malformed');
  });
});

test.each([
  ['createUkPropertyPeriod', 'RULE_DUPLICATE_SUBMISSION', 'already-done'],
  ['createForeignPropertyPeriod', 'RULE_OVERLAPPING_PERIOD', 'rejected'],
  ['createForeignPropertyPeriod', 'FORMAT_TO_DATE', 'rejected'],
  ['putForeignPropertyCumulative', 'FORMAT_FROM_DATE', 'rejected'],
  ['putForeignPropertyCumulative', 'RULE_EARLY_DATA_SUBMISSION_NOT_ACCEPTED', 'rejected'],
  ['putForeignPropertyCumulative', 'RULE_PROPERTY_ID_MISMATCH', 'rejected'],
  ['putForeignPropertyCumulative', 'RULE_TAX_YEAR_NOT_SUPPORTED', 'malformed'],
  ['putUkPropertyAnnual', 'FORMAT_DATE', 'rejected'],
  ['putForeignPropertyAnnual', 'RULE_BOTH_ALLOWANCES_SUPPLIED', 'rejected'],
  ['putForeignPropertyAnnual', 'FORMAT_COUNTRY_CODE', 'malformed'],
  ['createForeignPropertyDetails', 'FORMAT_END_DATE', 'rejected'],
  ['createForeignPropertyDetails', 'FORMAT_END_REASON', 'malformed'],
  ['getUkPropertyPeriod', 'FORMAT_SUBMISSION_ID', 'malformed'],
])('%s refused with %s is %s', (operation, code, expected) => {
  expect(outcome(operation, 400, code)).toBe(expected);
});

test('the one style of expenses for all foreign properties is said to the landlord', () => {
  const { sentence } = meaningOf({
    operation: 'putForeignPropertyCumulative',
    status: 400,
    codes: ['RULE_BOTH_EXPENSES_SUPPLIED'],
  });
  expect(sentence).toMatch(/for all foreign properties/);
});
