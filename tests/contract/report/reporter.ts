import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { settings } from '../settings.ts';
import type { Inventory } from './counts.ts';

/** Short and readable: each failure, a line for each API, what was left out and why, and how many operations are there. */
export default class ContractReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly { message: string; stack?: string }[]): void {
    const cases = modules.flatMap((module) => [...module.children.allTests()]);
    const outside = [...modules.flatMap((module) => module.errors()), ...errors];
    const lines = [
      ...cases.flatMap(failureOf),
      ...outside.map(({ message, stack }) => `FAILED outside a test: ${message}\n${stack ?? ''}`),
      '',
      ...summaryOf(cases, outside.length),
    ];
    // After all that other reporters say: the last line is how many operations there are.
    process.once('exit', () => {
      process.stdout.write(`${lines.join('\n')}\n`);
    });
  }
}

const longestFailure = 1_500;

function failureOf(test: TestCase): string[] {
  const result = test.result();
  if (result.state !== 'failed') return [];
  const text = result.errors.map(({ message }) => message).join('\n');
  const evidence = text.length > longestFailure ? `${text.slice(0, longestFailure)} …` : text;
  return [`FAILED ${test.fullName}`, ...evidence.split('\n').map((line) => `    ${line}`)];
}

function summaryOf(cases: readonly TestCase[], failedOutside: number): string[] {
  const inventories = cases.flatMap((test) => test.meta().inventory ?? []);
  const failed = cases.filter((test) => test.result().state === 'failed').length + failedOutside;
  const leftOut = inventories.flatMap(({ api, leftOut: reasons }) =>
    reasons.map(({ why, operations }) => `${api}, ${plural(operations, 'operation')}: ${why}`),
  );
  const limits = cases.flatMap((test) => test.meta().limits ?? []);
  const unsuccessful = cases.flatMap((test) => test.meta().contract?.unsuccessful ?? []);
  const expected = sum(inventories.map((one) => one.expected));
  const present = sum(inventories.map((one) => one.present));
  return [
    ...inventories.filter((one) => one.expected > 0).map((inventory) => apiLine(inventory, cases)),
    ...listOf('left out:', leftOut),
    ...listOf('not held against HMRC’s files:', limits),
    ...listOf('without a success among its tries, though journeys see it:', unsuccessful),
    ...journeyLines(cases),
    `seed ${settings.seed}, ${settings.runs} requests for each operation and tax year`,
    prismLine(cases),
    failed === 0 ? 'no failures' : plural(failed, 'failure'),
    `operations: ${present} of ${expected}`,
  ];
}

function listOf(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

function apiLine({ api, expected, present }: Inventory, cases: readonly TestCase[]): string {
  const counts = cases
    .map((test) => test.meta().contract)
    .filter((one) => one !== undefined)
    .filter((one) => one.api === api);
  const of = (name: 'codes' | 'scenarios'): string => {
    const known = sum(counts.map((one) => one[name]?.known ?? 0));
    return `${name} ${known} of ${sum(counts.map((one) => one[name]?.all ?? 0))}`;
  };
  const number = (name: 'requests' | 'answers' | 'successes' | 'examples'): number =>
    sum(counts.map((one) => one[name] ?? 0));
  const ordinary = {
    known: sum(counts.map((one) => one.ordinary?.known ?? 0)),
    all: sum(counts.map((one) => one.ordinary?.all ?? 0)),
  };
  const prism = sum(counts.map((one) => one.prism ?? 0));
  return [
    `${api}: operations ${present} of ${expected}`,
    `requests ${number('requests')}`,
    `answers ${number('answers')} (${number('successes')} of success)`,
    `examples ${number('examples')}`,
    of('codes'),
    `${of('scenarios')}${ordinary.all > 0 ? ` (of ordinary work ${ordinary.known} of ${ordinary.all} seen to succeed)` : ''}`,
    ...(prism > 0 ? [`Prism ${prism}`] : []),
  ].join(', ');
}

function journeyLines(cases: readonly TestCase[]): string[] {
  const calls = cases.map((test) => test.meta().journey?.calls ?? 0);
  const seen = cases.flatMap((test) => test.meta().succeeded ?? []);
  return seen.map(
    ({ known, all }) =>
      `journeys of ${plural(sum(calls), 'call')}: seen to succeed without a scenario ${known} of ${all}`,
  );
}

function prismLine(cases: readonly TestCase[]): string {
  const asked = sum(cases.map((test) => test.meta().contract?.prism ?? 0));
  return asked === 0 ? 'without Prism' : `Prism was asked for ${plural(asked, 'outcome')}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function plural(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
