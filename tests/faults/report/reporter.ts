import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { lastLine } from './summary.ts';

/** Prints what each part found as soon as it is over, each failure, and how many rows there were. */
export default class FaultsReporter implements Reporter {
  onTestCaseResult(test: TestCase): void {
    const lines = [...(test.meta().faults?.lines ?? []), ...failureOf(test)];
    if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n\n`);
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly { message: string; stack?: string }[]): void {
    const cases = modules.flatMap((module) => [...module.children.allTests()]);
    const outside = [...modules.flatMap((module) => module.errors()), ...errors];
    const lines = [
      ...outside.map(
        ({ message, stack }) =>
          `FAILED outside a test: ${`${message}\n${stack ?? ''}`.slice(0, longestFailure)}`,
      ),
      lastLine(cases.map((test) => test.meta().faults)),
    ];
    // After all that other reporters say.
    process.once('exit', () => {
      process.stdout.write(`${lines.join('\n')}\n`);
    });
  }
}

const longestFailure = 3_000;

function failureOf(test: TestCase): string[] {
  const result = test.result();
  if (result.state !== 'failed') return [];
  const text = result.errors.map(({ message }) => message).join('\n');
  return [
    `FAILED ${test.fullName}`,
    ...text
      .slice(0, longestFailure)
      .split('\n')
      .map((line) => `    ${line}`),
  ];
}
