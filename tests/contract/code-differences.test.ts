import { expect, test } from 'vitest';
import { codeDifferences } from './code-differences.ts';
import type { Content, DocumentedOperation } from './hmrc/documents.ts';

const content = (...codes: string[]): Content => ({
  required: true,
  mediaType: 'application/json',
  variants: [],
  examples: codes.map((code) => ({ name: code, years: null, value: { code } })),
});
const documented: DocumentedOperation = {
  api: 'an-api',
  version: '1.0',
  method: 'POST',
  path: '/things',
  parameters: [],
  request: null,
  responses: new Map([
    [400, content('FORMAT_NINO', 'RULE_INCORRECT_GOV_TEST_SCENARIO')],
    [422, content('RULE_INCOME_SOURCES_INVALID')],
  ]),
  scenarios: [],
};
const invalid = 'RULE_INCOME_SOURCES_INVALID';

test('codes with HMRC’s statuses differ in nothing', () => {
  expect(
    codeDifferences(documented, { codes: ['FORMAT_NINO', invalid], statuses: { [invalid]: 422 } }),
  ).toEqual([]);
});

test('a code of one side alone, and one with another status, are told', () => {
  expect(codeDifferences(documented, { codes: ['FORMAT_TAX_YEAR', invalid] })).toEqual([
    'FORMAT_TAX_YEAR is not documented',
    `${invalid} comes with 400, and not with 422`,
    'FORMAT_NINO is missing',
  ]);
});
