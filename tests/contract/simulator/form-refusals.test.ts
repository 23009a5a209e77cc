import { expect, test } from 'vitest';
import { findFormRefusals } from './form-refusals.ts';

const root = '/individuals/business/property';
const codesFor = (path: string, body: unknown, ...codes: string[]): string[] =>
  findFormRefusals(
    {
      method: 'PUT',
      url: new URL(path, 'http://simulator.example'),
      headers: {},
      body: body === undefined ? null : JSON.stringify(body),
      followRedirects: false,
    },
    {
      status: 400,
      headers: new Headers(),
      text: JSON.stringify(
        codes.length === 1
          ? { code: codes[0] }
          : { code: 'INVALID_REQUEST', errors: codes.map((code) => ({ code })) },
      ),
    },
  );
const empty = 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED';

test.each([
  ['a rule', `${root}/uk/N/B/cumulative/2026-27`, { ukProperty: {} }, 'RULE_MISSING_SUBMISSION_DATES'],
  [
    'a country alone',
    `${root}/foreign/N/B/annual/2025-26`,
    { foreignProperty: [{ countryCode: 'USA' }] },
    empty,
  ],
  ['a period of dates alone', `${root}/uk/N/B/period/2023-24`, { fromDate: 'a', toDate: 'b' }, empty],
  ['somebody’s NINO', '/create-test-user/individuals', { serviceNames: [], nino: 'N' }, 'INVALID_REQUEST'],
])('%s may well be refused', (_, path, body, code) => {
  expect(codesFor(path, body, code)).toEqual([]);
});

test.each([
  ['a form', `${root}/uk/N/B/cumulative/2026-27`, { ukProperty: {} }, 'FORMAT_VALUE'],
  [
    'an empty body',
    `${root}/uk/N/B/cumulative/2026-27`,
    { ukProperty: { income: { periodAmount: 1 } } },
    empty,
  ],
  [
    'figures of a country',
    `${root}/foreign/N/B/annual/2025-26`,
    { foreignProperty: [{ countryCode: 'USA', a: 1 }] },
    empty,
  ],
  ['a test user without services', '/create-test-user/individuals', { serviceNames: [] }, 'INVALID_REQUEST'],
  ['a question', `${root}/uk/N/B/annual/2025-26`, undefined, 'FORMAT_TAX_YEAR'],
])('%s may not, where the request is valid', (_, path, body, code) => {
  expect(codesFor(path, body, code)).toEqual([`a valid request is refused for its form: ${code}`]);
});

test('several refusals are looked at one by one', () => {
  const faults = codesFor(
    `${root}/uk/N/B/cumulative/2026-27`,
    {},
    'FORMAT_NINO',
    'RULE_TAX_YEAR_NOT_SUPPORTED',
  );
  expect(faults).toEqual(['a valid request is refused for its form: FORMAT_NINO']);
});
