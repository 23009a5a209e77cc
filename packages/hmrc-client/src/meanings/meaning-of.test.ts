import { describe, expect, test } from 'vitest';
import { operations } from '../operations/index.ts';
import { isKnownCode, meaningOf, meanings } from './meaning-of.ts';

const put = 'putUkPropertyCumulative';
const outcome = (status: number | null, codes: string[], operation = put): string =>
  meaningOf({ operation, status, codes }).outcome;

describe('permission', () => {
  test.each([
    [403, 'CLIENT_OR_AGENT_NOT_AUTHORISED'],
    [403, 'CLIENT_NOT_MTD_ENROLLED'],
    [403, 'INVALID_SCOPE'],
    [403, 'FORBIDDEN'],
    [403, 'SOMETHING_NEW'],
    [403, 'FORMAT_VALUE'],
    [403, 'INVALID_CREDENTIALS'],
    [403, 'MISSING_CREDENTIALS'],
  ])('%i %s means that the authority is lost', (status, code) => {
    expect(meaningOf({ operation: put, status, codes: [code] })).toMatchObject({
      owner: 'landlord',
      outcome: 'authorisation-lost',
      retry: 'never',
    });
  });

  test.each([
    [401, ['INVALID_CREDENTIALS']],
    [401, ['UNAUTHORIZED']],
    [401, ['SOMETHING_NEW']],
    [401, ['RESOURCE_FORBIDDEN']],
    [401, []],
  ])('%i %j asks for one refresh and one replay', (status, codes) => {
    expect(meaningOf({ operation: put, status, codes })).toMatchObject({
      outcome: 'refresh-and-replay',
      retry: 'after-refresh',
    });
  });

  test('a 403 without any code, an HTML page for one, means that the authority is lost', () => {
    expect(outcome(403, [])).toBe('authorisation-lost');
  });

  test.each([
    [403, 'RESOURCE_FORBIDDEN'],
    [403, 'HTTPS_REQUIRED'],
    [401, 'MISSING_CREDENTIALS'],
    [401, 'INCORRECT_ACCESS_TOKEN_TYPE'],
  ])('%i %s is the operator’s own fault', (status, code) => {
    expect(meaningOf({ operation: put, status, codes: [code] })).toMatchObject({
      owner: 'operator',
      outcome: 'operator-fault',
      retry: 'never',
    });
  });

  test('the sentence tells which account to sign in with, and where to enrol', () => {
    const wrongAccount = meaningOf({
      operation: put,
      status: 403,
      codes: ['CLIENT_OR_AGENT_NOT_AUTHORISED'],
    });
    expect(wrongAccount.sentence).toMatch(/Government Gateway user ID that you used to sign up/);
    const notEnrolled = meaningOf({ operation: put, status: 403, codes: ['CLIENT_NOT_MTD_ENROLLED'] });
    expect(notEnrolled.sentence).toContain('https://www.gov.uk/');
  });
});

describe('the token endpoint', () => {
  test.each([
    ['refreshTokens', 400, ['invalid_grant'], 'authorisation-lost'],
    ['refreshTokens', 400, ['token_revoked'], 'authorisation-lost'],
    ['refreshTokens', 401, ['token_revoked'], 'authorisation-lost'],
    ['refreshTokens', 400, ['invalid_request'], 'wait'],
    ['refreshTokens', 400, ['something_new'], 'wait'],
    ['refreshTokens', 400, [], 'wait'],
    ['refreshTokens', 401, ['invalid_client'], 'operator-fault'],
    ['refreshTokens', 400, ['invalid_client'], 'operator-fault'],
    ['refreshTokens', 401, [], 'authorisation-lost'],
    ['refreshTokens', 401, ['INVALID_CREDENTIALS'], 'authorisation-lost'],
    ['refreshTokens', 403, [], 'authorisation-lost'],
    ['refreshTokens', 429, ['MESSAGE_THROTTLED_OUT'], 'try-again'],
    ['refreshTokens', 500, ['server_error'], 'try-again'],
    ['refreshTokens', 500, ['invalid_grant'], 'try-again'],
    ['exchangeCode', 400, ['invalid_request'], 'start-over'],
    ['exchangeCode', 400, ['invalid_grant'], 'start-over'],
    ['exchangeCode', 400, [], 'start-over'],
    ['exchangeCode', 401, ['invalid_client'], 'operator-fault'],
  ])('%s %i %j: %s', (operation, status, codes, expected) => {
    expect(outcome(status, codes, operation)).toBe(expected);
  });
});

describe('what passes by itself', () => {
  test.each([
    [429, ['MESSAGE_THROTTLED_OUT']],
    [429, []],
    [500, ['INTERNAL_SERVER_ERROR']],
    [501, ['NOT_IMPLEMENTED']],
    [502, []],
    [503, ['SERVER_ERROR']],
    [503, ['SCHEDULED_MAINTENANCE']],
    [504, ['GATEWAY_TIMEOUT']],
    [500, ['RULE_TAX_YEAR_NOT_SUPPORTED']],
    [503, ['CLIENT_OR_AGENT_NOT_AUTHORISED']],
    [599, ['SOMETHING_NEW']],
    [302, []],
    [408, []],
  ])('%i %j is tried again later', (status, codes) => {
    expect(meaningOf({ operation: put, status, codes })).toMatchObject({
      outcome: 'try-again',
      retry: 'later',
    });
  });

  test.each(['network', 'timeout', 'aborted', 'unreadable'] as const)('%s is tried again later', (kind) => {
    const meaning = meaningOf({ operation: put, status: null, codes: [], kind });
    expect(meaning).toMatchObject({ outcome: 'try-again', retry: 'later' });
  });
});

describe('an update', () => {
  test.each([
    'FORMAT_VALUE',
    'RULE_BOTH_EXPENSES_SUPPLIED',
    'FORMAT_FROM_DATE',
    'FORMAT_TO_DATE',
    'RULE_TO_DATE_BEFORE_FROM_DATE',
    'RULE_ADVANCE_SUBMISSION_REQUIRES_PERIOD_END_DATE',
    'RULE_SUBMISSION_END_DATE_CANNOT_MOVE_BACKWARDS',
    'RULE_START_DATE_NOT_ALIGNED_WITH_REPORTING_TYPE',
    'RULE_START_DATE_NOT_ALIGNED_TO_COMMENCEMENT_DATE',
    'RULE_END_DATE_NOT_ALIGNED_WITH_REPORTING_TYPE',
    'RULE_MISSING_SUBMISSION_DATES',
    'RULE_START_AND_END_DATE_NOT_ALLOWED',
    'RULE_OUTSIDE_AMENDMENT_WINDOW',
    'RULE_EARLY_DATA_SUBMISSION_NOT_ACCEPTED',
  ])('refused with %s is rejected', (code) => {
    expect(meaningOf({ operation: put, status: 400, codes: [code] })).toMatchObject({
      code,
      owner: 'landlord',
      outcome: 'rejected',
      retry: 'never',
    });
  });

  test.each([
    [400, 'FORMAT_NINO'],
    [400, 'FORMAT_TAX_YEAR'],
    [400, 'FORMAT_BUSINESS_ID'],
    [400, 'RULE_TAX_YEAR_RANGE_INVALID'],
    [400, 'RULE_TAX_YEAR_NOT_SUPPORTED'],
    [400, 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED'],
    [400, 'RULE_INCORRECT_GOV_TEST_SCENARIO'],
    [404, 'MATCHING_RESOURCE_NOT_FOUND'],
    [405, 'INVALID_HTTP_METHOD'],
    [406, 'ACCEPT_HEADER_INVALID'],
    [415, 'INVALID_BODY_TYPE'],
    [400, 'SOMETHING_NEW'],
    [422, 'SOMETHING_NEW'],
  ])('refused with %i %s was malformed, which the operator must mend', (status, code) => {
    expect(meaningOf({ operation: put, status, codes: [code] })).toMatchObject({
      owner: 'operator',
      outcome: 'malformed',
      retry: 'never',
    });
  });

  test('that HMRC has no copy of is nothing there, but only if HMRC says so', () => {
    const get = 'getUkPropertyCumulative';
    expect(outcome(404, ['MATCHING_RESOURCE_NOT_FOUND'], get)).toBe('nothing-there');
    expect(outcome(404, [], get)).not.toBe('nothing-there');
  });
});

test.each([
  ['triggerCalculation', 'RULE_CALCULATION_IN_PROGRESS', 'wait'],
  ['submitFinalDeclaration', 'RULE_FINAL_DECLARATION_IN_PROGRESS', 'wait'],
  ['submitFinalDeclaration', 'RULE_INCOME_SOURCES_CHANGED', 'start-over'],
  ['submitFinalDeclaration', 'RULE_RECENT_SUBMISSIONS_EXIST', 'start-over'],
  ['submitFinalDeclaration', 'RULE_RESIDENCY_CHANGED', 'start-over'],
  ['submitFinalDeclaration', 'RULE_FINAL_DECLARATION_RECEIVED', 'already-done'],
  ['triggerCalculation', 'RULE_FINAL_DECLARATION_RECEIVED', 'already-done'],
  ['optOutOfCodingOut', 'RULE_ALREADY_OPTED_OUT', 'already-done'],
  ['optInToCodingOut', 'RULE_ALREADY_OPTED_IN', 'already-done'],
])('%s refused with %s: %s, and nothing of the kind for an update', (operation, code, expected) => {
  expect(outcome(400, [code], operation)).toBe(expected);
  expect(isKnownCode(code, operation)).toBe(true);
  expect(meaningOf({ operation: put, status: 400, codes: [code] }).code).toBe('HTTP_4XX');
  expect(isKnownCode(code, put)).toBe(false);
});

describe('several codes at once', () => {
  test.each([
    [400, ['FORMAT_VALUE', 'FORMAT_BUSINESS_ID'], 'FORMAT_BUSINESS_ID'],
    [400, ['FORMAT_VALUE', 'CLIENT_OR_AGENT_NOT_AUTHORISED'], 'CLIENT_OR_AGENT_NOT_AUTHORISED'],
    [403, ['CLIENT_OR_AGENT_NOT_AUTHORISED', 'RESOURCE_FORBIDDEN'], 'CLIENT_OR_AGENT_NOT_AUTHORISED'],
    [400, ['SOMETHING_NEW', 'FORMAT_VALUE'], 'FORMAT_VALUE'],
    [400, ['RULE_FINAL_DECLARATION_RECEIVED', 'FORMAT_VALUE'], 'FORMAT_VALUE'],
  ])('%i %j: %s decides', (status, codes, code) => {
    expect(meaningOf({ operation: put, status, codes }).code).toBe(code);
    expect(meaningOf({ operation: put, status, codes: codes.toReversed() }).code).toBe(code);
  });
});

describe('the table', () => {
  test('asks the landlord to reconnect wherever the authority is lost', () => {
    for (const row of meanings.filter((one) => one.outcome === 'authorisation-lost')) {
      expect(row.sentence, row.code).toMatch(/lease reconnect your HMRC account/);
    }
  });

  test('tells the landlord that there is nothing to do wherever the operator must act', () => {
    for (const row of meanings.filter((one) => one.owner === 'operator')) {
      expect(row.sentence, row.code).toMatch(/there is nothing for you to do\.$/);
    }
  });

  test('has one line only for the same code, status and operation', () => {
    const keys = meanings.map(({ code, statuses, operations }) =>
      JSON.stringify([code, statuses, operations]),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('says of no operation what HMRC has or does by a code of other operations', () => {
    const telling = ['already-done', 'wait', 'start-over', 'nothing-there'];
    const unbound = meanings.filter((row) => row.operations === undefined);
    expect(unbound.filter((row) => telling.includes(row.outcome)).map(({ code }) => code)).toEqual([]);
  });

  test('has nothing of a question rejected, and knows no code that could not decide', () => {
    const codes = new Set(meanings.map(({ code }) => code).filter((code) => !code.startsWith('HTTP_')));
    for (const { name, method } of Object.values(operations)) {
      for (const code of codes) {
        const about = `${name} ${code}`;
        const found = [400, 401, 403, 404, 422, 429, 501].map((status) =>
          meaningOf({ operation: name, status, codes: [code] }),
        );
        if (method === 'GET')
          expect(
            found.map((one) => one.outcome),
            about,
          ).not.toContain('rejected');
        expect(
          found.some((one) => one.code === code),
          about,
        ).toBe(isKnownCode(code, name));
      }
    }
  });

  test('is whole sentences', () => {
    for (const { sentence } of meanings) expect(sentence).toMatch(/^[A-Z].{20,}\.$/);
  });

  test('gives every status an answer', () => {
    for (let status = 100; status < 600; status += 1) {
      for (const operation of [put, 'refreshTokens', 'exchangeCode', 'unheard-of']) {
        expect(meaningOf({ operation, status, codes: ['X'] }).sentence).not.toBe('');
      }
    }
  });
});

test.each(['network', 'timeout', 'aborted', 'unreadable'] as const)(
  'a code exchanged with no answer (%s) is spent: the person starts over, and nothing keeps trying',
  (kind) => {
    const seen = { status: null, codes: [], kind };
    const meaning = meaningOf({ operation: 'exchangeCode', ...seen });
    expect([meaning.outcome, meaning.retry, meaning.owner]).toEqual(['start-over', 'never', 'landlord']);
    expect(meaning.sentence).toMatch(/connect to HMRC once more/);
    expect(meaningOf({ operation: 'refreshTokens', ...seen }).outcome).toBe('try-again');
  },
);

test.each([
  ['putUkPropertyAnnual', 'FORMAT_VALUE', /adjustments and allowances/],
  ['triggerCalculation', 'RULE_INCOME_SOURCES_CHANGED', /^(?!.*agree)/],
  ['triggerCalculation', 'RULE_SUBMISSION_FAILED', /^(?!.*messages of the calculation)/],
  ['triggerCalculation', 'RULE_BUSINESS_VALIDATION_FAILURE', /^(?!.*messages of the calculation)/],
])('what %s says for %s fits what was asked', (operation, code, sentence) => {
  expect(meaningOf({ operation, status: 400, codes: [code] }).sentence).toMatch(sentence);
});
