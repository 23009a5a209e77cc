// Reads the report a suite wrote and fails when it ran nothing, skipped anything or needed a second try.
// node scripts/check-results.mjs NAME FILE
import { readFileSync } from 'node:fs';

const [name = '', file = ''] = process.argv.slice(2);
const report = JSON.parse(readFileSync(file, 'utf8'));
const counts = 'stats' in report ? playwright(report.stats) : vitest(report);

console.log(`${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
const problems = [
  counts.passed === 0 && 'ran no test',
  counts.failed > 0 && 'has failures',
  counts.skipped > 0 && 'skipped tests',
  counts.flaky > 0 && 'needed a second try',
].filter(Boolean);
if (problems.length > 0) {
  console.error(`${name}: ${problems.join(', ')}`);
  process.exit(1);
}

function playwright({ expected, unexpected, skipped, flaky }) {
  return { passed: expected, failed: unexpected + flaky, skipped, flaky };
}

function vitest({
  numPassedTests,
  numFailedTests,
  numFailedTestSuites,
  numPendingTests,
  numTodoTests,
  testResults,
}) {
  const retried = testResults
    .flatMap((each) => each.assertionResults)
    .filter((each) => each.meta?.retryCount > 0 || each.retryReasons?.length > 0);
  return {
    passed: numPassedTests,
    failed: numFailedTests + (numFailedTests === 0 ? numFailedTestSuites : 0),
    skipped: numPendingTests + numTodoTests,
    flaky: retried.length,
  };
}
