import { describe, expect, test } from 'vitest';
import { accountOperations } from '../operations/accounts/index.ts';
import { operations } from '../operations/index.ts';
import { sandboxOperations } from '../operations/sandbox/index.ts';
import { accountsRows } from './accounts.ts';
import { meaningOf } from './meaning-of.ts';
import { applicationFallbackRows, sandboxRows } from './sandbox.ts';

const outcome = (operation: string, status: number | null, code?: string): string =>
  meaningOf({ operation, status, codes: code === undefined ? [] : [code] }).outcome;

describe('an answer about the account', () => {
  test.each([
    ['retrieveBalanceAndTransactions', 404, 'MATCHING_RESOURCE_NOT_FOUND', 'nothing-there'],
    ['retrieveBalanceAndTransactions', 400, 'RULE_INVALID_DATE_RANGE', 'malformed'],
    ['listPaymentsAndAllocations', 404, 'MATCHING_RESOURCE_NOT_FOUND', 'nothing-there'],
    ['retrieveChargeHistoryByTransactionId', 404, 'MATCHING_RESOURCE_NOT_FOUND', 'nothing-there'],
    ['retrieveCodingOut', 404, 'MATCHING_RESOURCE_NOT_FOUND', 'nothing-there'],
    ['putCodingOut', 400, 'FORMAT_VALUE', 'rejected'],
    ['putCodingOut', 400, 'FORMAT_ID', 'malformed'],
    ['putCodingOut', 400, 'RULE_TAX_YEAR_NOT_ENDED', 'rejected'],
    ['optOutOfCodingOut', 400, 'RULE_ALREADY_OPTED_OUT', 'already-done'],
    ['optInToCodingOut', 400, 'RULE_ITSA_CONTRACT_OBJECT_NOT_EXIST', 'not-allowed'],
    ['optOutOfCodingOut', 400, 'RULE_BUSINESS_PARTNER_NOT_EXIST', 'not-allowed'],
    ['retrieveCodingOutStatus', 400, 'RULE_BUSINESS_PARTNER_NOT_EXIST', 'nothing-there'],
    ['retrievePenalties', 403, 'CLIENT_OR_AGENT_NOT_AUTHORISED', 'authorisation-lost'],
  ])('%s %i %s: %s', (operation, status, code, expected) => {
    expect(outcome(operation, status, code)).toBe(expected);
  });
});

describe('an answer to an application’s own token', () => {
  test.each([
    [401, 'INVALID_CREDENTIALS', 'refresh-and-replay'],
    [401, undefined, 'refresh-and-replay'],
    [403, 'INVALID_SCOPE', 'operator-fault'],
    [403, 'FORBIDDEN', 'operator-fault'],
    [403, undefined, 'operator-fault'],
  ])('%i %s never tells a landlord to reconnect: %s', (status, code, expected) => {
    const meaning = meaningOf({
      operation: 'createTestIndividual',
      status,
      codes: code === undefined ? [] : [code],
    });
    expect(meaning.outcome).toBe(expected);
    expect(meaning.sentence).not.toMatch(/reconnect/);
  });

  test('leaves operations on a person’s behalf as they are', () => {
    expect(outcome('createTestBusiness', 403)).toBe('authorisation-lost');
    expect(outcome('createTestBusiness', 401)).toBe('refresh-and-replay');
  });
});

test('property that is there already needs no second one', () => {
  expect(outcome('createTestBusiness', 400, 'RULE_PROPERTY_BUSINESS_ADDED')).toBe('already-done');
});

test('the rows name operations that exist', () => {
  const known = new Set([...Object.keys(operations), 'requestApplicationToken']);
  const named = [...accountsRows, ...sandboxRows, ...applicationFallbackRows].flatMap(
    (row) => row.operations ?? [],
  );
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

test('operations are methods under their own names', () => {
  for (const [name, operation] of Object.entries({ ...accountOperations, ...sandboxOperations })) {
    expect(operation.name).toBe(name);
  }
});
