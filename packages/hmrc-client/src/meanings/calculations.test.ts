import { expect, test } from 'vitest';
import { meaningOf } from './meaning-of.ts';

test.each([
  // A calculation is asked for.
  ['triggerCalculation', 422, 'RULE_INCOME_SOURCES_INVALID', 'not-allowed', 'landlord'],
  ['triggerCalculation', 400, 'RULE_NO_INCOME_SUBMISSIONS_EXIST', 'rejected', 'landlord'],
  ['triggerCalculation', 400, 'RULE_DECLARATION_NOT_RECEIVED', 'rejected', 'landlord'],
  ['triggerCalculation', 400, 'RULE_PREMATURE_FINALISATION', 'rejected', 'landlord'],
  ['triggerCalculation', 400, 'RULE_CALCULATION_IN_PROGRESS', 'wait', 'nobody'],
  ['triggerCalculation', 400, 'RULE_INCOME_SOURCES_CHANGED', 'start-over', 'landlord'],
  ['triggerCalculation', 400, 'RULE_FINAL_DECLARATION_RECEIVED', 'already-done', 'nobody'],
  ['triggerCalculation', 400, 'RULE_CALCULATION_TYPE_NOT_ALLOWED', 'malformed', 'operator'],
  ['triggerCalculation', 400, 'FORMAT_CALCULATION_TYPE', 'malformed', 'operator'],
  // It is looked for.
  ['retrieveCalculation', 404, 'MATCHING_RESOURCE_NOT_FOUND', 'wait', 'nobody'],
  ['retrieveCalculation', 400, 'FORMAT_CALCULATION_ID', 'malformed', 'operator'],
  ['listCalculations', 404, 'MATCHING_RESOURCE_NOT_FOUND', 'nothing-there', 'nobody'],
  ['retrieveIncomeSummary', 404, 'MATCHING_RESOURCE_NOT_FOUND', 'nothing-there', 'nobody'],
  ['retrieveIncomeSummary', 400, 'RULE_NO_INCOME_SUBMISSIONS_EXIST', 'nothing-there', 'nobody'],
  // It is declared.
  ['submitFinalDeclaration', 400, 'RULE_INCOME_SOURCES_INVALID', 'not-allowed', 'landlord'],
  ['submitFinalDeclaration', 400, 'RULE_SUBMISSION_FAILED', 'rejected', 'landlord'],
  ['submitFinalDeclaration', 400, 'RULE_FINAL_DECLARATION_TAX_YEAR', 'rejected', 'landlord'],
  ['submitFinalDeclaration', 400, 'RULE_OUTSIDE_AMENDMENT_WINDOW', 'rejected', 'landlord'],
  ['submitFinalDeclaration', 400, 'RULE_FINAL_DECLARATION_IN_PROGRESS', 'wait', 'nobody'],
  ['submitFinalDeclaration', 400, 'RULE_RECENT_SUBMISSIONS_EXIST', 'start-over', 'landlord'],
  ['submitFinalDeclaration', 400, 'RULE_RESIDENCY_CHANGED', 'start-over', 'landlord'],
  ['submitFinalDeclaration', 404, 'MATCHING_RESOURCE_NOT_FOUND', 'start-over', 'landlord'],
  ['submitFinalDeclaration', 400, 'RULE_FINAL_DECLARATION_RECEIVED', 'already-done', 'nobody'],
  // The end of period statement.
  ['submitEndOfPeriodStatement', 400, 'RULE_ALREADY_SUBMITTED', 'already-done', 'nobody'],
  ['submitEndOfPeriodStatement', 400, 'RULE_EARLY_SUBMISSION', 'rejected', 'landlord'],
  ['submitEndOfPeriodStatement', 400, 'RANGE_END_DATE_BEFORE_START_DATE', 'rejected', 'landlord'],
  ['submitEndOfPeriodStatement', 400, 'RULE_END_DATE_BEFORE_START_DATE', 'rejected', 'landlord'],
  ['submitEndOfPeriodStatement', 404, 'MATCHING_RESOURCE_NOT_FOUND', 'malformed', 'operator'],
  // Business details.
  ['retrieveBusinessDetails', 404, 'NO_BUSINESS_FOUND', 'nothing-there', 'landlord'],
  ['retrieveAccountingType', 404, 'MATCHING_RESOURCE_NOT_FOUND', 'nothing-there', 'nobody'],
  ['putAccountingType', 404, 'MATCHING_RESOURCE_NOT_FOUND', 'malformed', 'operator'],
  ['putQuarterlyPeriodType', 422, 'RULE_REQUEST_CANNOT_BE_FULFILLED', 'rejected', 'landlord'],
  ['putQuarterlyPeriodType', 400, 'RULE_BUSINESS_ID_STATE_CONFLICT', 'rejected', 'landlord'],
  ['putQuarterlyPeriodType', 404, 'RULE_BUSINESS_ID_NOT_FOUND', 'malformed', 'operator'],
  ['putPeriodsOfAccount', 400, 'RULE_PERIODS_OVERLAP', 'rejected', 'landlord'],
  ['putPeriodsOfAccount', 400, 'FORMAT_START_DATE', 'rejected', 'landlord'],
  ['disapplyLateAccountingDateRule', 422, 'RULE_TYPE_OF_BUSINESS_INCORRECT', 'not-allowed', 'landlord'],
  ['withdrawLateAccountingDateRule', 422, 'RULE_ELECTION_PERIOD_NOT_EXPIRED', 'rejected', 'landlord'],
  ['retrieveFinalDeclarationObligations', 404, 'MATCHING_RESOURCE_NOT_FOUND', 'nothing-there', 'nobody'],
] as const)('%s %i %s: %s, for the %s', (operation, status, code, outcome, owner) => {
  expect(meaningOf({ operation, status, codes: [code] })).toMatchObject({ code, outcome, owner });
});

test('a period after the last statement is told what takes the statement’s place', () => {
  const { sentence } = meaningOf({
    operation: 'submitEndOfPeriodStatement',
    status: null,
    codes: ['RULE_TAX_YEAR_NOT_SUPPORTED'],
    kind: 'refused-locally',
  });
  expect(sentence).toMatch(/withdrew the end of period statement.*the final declaration takes its place/);
});
