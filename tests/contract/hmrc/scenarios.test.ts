import { expect, test } from 'vitest';
import { codeOfScenario, readScenarios } from './scenarios.ts';

test('a table is read to its end, with the years of its rows', () => {
  const table = [
    'Some words | with a bar.',
    '| Tax Year | Header Value (Gov-Test-Scenario) | Scenario |',
    '|---|---|---|',
    '| All | N/A - DEFAULT | One |',
    '| 2025-26 onwards | CEASED | Two | ',
    '',
    '| OTHER | table |',
  ].join('\n');
  expect(readScenarios(table)).toEqual([
    { value: null, years: null },
    { value: 'CEASED', years: { from: 2025, to: null } },
  ]);
});

test('a table without the bar that starts it, or without years, is read as well', () => {
  const table = 'Tax Years | Header Value (Gov-Test-Scenario) | Scenario |\n|-|-|-|\n| 2025-26 | LATE | x |';
  expect(readScenarios(table)).toEqual([{ value: 'LATE', years: { from: 2025, to: 2025 } }]);
  expect(readScenarios('| Header Value (Gov-Test-Scenario) | Scenario |\n|-|-|\n| LATE | x |')).toEqual([
    { value: 'LATE', years: null },
  ]);
});

test('a row that says in words from which year its value is known is of no earlier one', () => {
  const row = (words: string): string =>
    `| Header Value (Gov-Test-Scenario) | Scenario |\n|-|-|\n| DYNAMIC | ${words} |`;
  const refusal = 'before that it is answered RULE_INCORRECT_GOV_TEST_SCENARIO';
  expect(readScenarios(row(`Works for years starting 2023-24 onwards, ${refusal}`))).toEqual([
    { value: 'DYNAMIC', years: { from: 2023, to: null } },
  ]);
  expect(readScenarios(row('Shows figures of 2023-24 onwards'))).toEqual([{ value: 'DYNAMIC', years: null }]);
});

test('a row that is no value is not passed over', () => {
  const table = '| Header Value (Gov-Test-Scenario) | Scenario |\n|-|-|\n| some words | x |';
  expect(() => readScenarios(table)).toThrow(/cannot be read/);
});

test('no table, no scenarios', () => {
  expect(readScenarios('Words alone.')).toEqual([]);
});

test.each([
  ['TOO_LATE', 'RULE_TOO_LATE'],
  ['NOT_FOUND', 'MATCHING_RESOURCE_NOT_FOUND'],
  ['OVERLAP', 'RULE_OVERLAP_PERIOD'],
  ['UK_THRESHOLD_PASSED', 'RULE_THRESHOLD_PASSED'],
  ['PROFIT', null],
])('the scenario %s tells of %s', (value, code) => {
  const codes = ['RULE_TOO_LATE', 'RULE_OVERLAP_PERIOD', 'RULE_THRESHOLD_PASSED', 'FORMAT_NINO'];
  expect(codeOfScenario(value, codes)).toBe(code);
});
