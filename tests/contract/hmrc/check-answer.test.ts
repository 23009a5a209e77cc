import { describe, expect, test } from 'vitest';
import { checkAnswerAgainst } from './check-answer.ts';
import type { Content, DocumentedOperation } from './documents.ts';

const content = (isRight: (value: unknown) => boolean, ...codes: string[]): Content => ({
  required: true,
  mediaType: 'application/json',
  variants: [{ years: null, check: (value) => (isRight(value) ? [] : ['of another form']) }],
  examples: codes.map((code) => ({ name: code, years: null, value: { code, message: 'x' } })),
});

const documented: DocumentedOperation = {
  api: 'an-api',
  version: '1.0',
  method: 'PUT',
  path: '/things/{taxYear}',
  parameters: [],
  request: null,
  responses: new Map([
    [200, content((value) => value === 'right')],
    [204, null],
    [400, content(() => true, 'RULE_A', 'RULE_B')],
  ]),
  scenarios: [],
};

const check = (
  status: number,
  body: unknown,
  { correlation = 'an-id', type = 'application/json' } = {},
): string[] =>
  checkAnswerAgainst(
    documented,
    {
      status,
      headers: new Headers({
        ...(correlation !== '' && { 'x-correlationid': correlation }),
        ...(type !== '' && { 'content-type': type }),
      }),
      text: body === undefined ? '' : JSON.stringify(body),
    },
    null,
  );

describe('an answer is as documented', () => {
  test.each([
    [200, 'right'],
    [204, undefined],
    [400, { code: 'RULE_A', message: 'x' }],
    [400, { code: 'INVALID_REQUEST', message: 'x', errors: [{ code: 'RULE_A' }, { code: 'RULE_B' }] }],
    [401, { code: 'INVALID_CREDENTIALS', message: 'x' }],
    [404, { code: 'MATCHING_RESOURCE_NOT_FOUND', message: 'x' }],
  ])('%d %j', (status, body) => {
    expect(check(status, body)).toEqual([]);
  });
});

test('an answer may tell its characters beside its media type', () => {
  expect(check(200, 'right', { type: 'application/json; charset=UTF-8' })).toEqual([]);
});

describe('an answer is not as documented', () => {
  test.each([
    [200, 'wrong', 'of another form'],
    [201, 'right', 'status 201 is not documented'],
    [204, { some: 'body' }, 'a body, where HMRC has none'],
    [400, { code: 'RULE_C', message: 'x' }, '400 RULE_C is not documented'],
    [403, { code: 'RULE_A', message: 'x' }, '403 RULE_A is not documented'],
    [400, { code: 'INVALID_REQUEST', errors: [{ code: 'RULE_A' }] }, 'two or more'],
    [400, { code: 'RULE_A', errors: [{ code: 'RULE_A' }, { code: 'RULE_B' }] }, 'one INVALID_REQUEST'],
    [400, { code: 'INVALID_REQUEST', errors: [{ code: 'RULE_A' }, { code: 'RULE_C' }] }, '400 RULE_C'],
    [400, {}, 'a refusal without a code'],
    [500, { code: 'INTERNAL_SERVER_ERROR', message: 'x' }, 'status 500'],
  ])('%d %j: %s', (status, body, fault) => {
    expect(check(status, body).join()).toContain(fault);
  });

  test('without a correlation id', () => {
    expect(check(204, undefined, { correlation: '' })).toEqual(['no X-CorrelationId']);
  });

  test.each(['text/html', 'application/json-patch+json', ''])('under the media type %j', (type) => {
    const fault = `${type === '' ? 'no media type' : type}, where HMRC has application/json`;
    expect(check(200, 'right', { type })).toEqual([fault]);
    expect(check(400, { code: 'RULE_A', message: 'x' }, { type })).toEqual([fault]);
  });
});
