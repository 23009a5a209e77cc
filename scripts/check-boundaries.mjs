// Runs dependency-cruiser, and fails when it looked at next to nothing: a compiler it does not know makes it pass silently.
import { spawnSync } from 'node:child_process';

const fewest = 40;
const run = spawnSync('npx', ['depcruise', 'apps', 'packages', '--output-type', 'json'], {
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
let report;
try {
  report = JSON.parse(run.stdout);
} catch {
  console.error(run.stdout, run.stderr);
  process.exit(1);
}
const { violations, totalCruised } = report.summary;
for (const { rule, from, to, cycle } of violations) {
  const way = cycle ? cycle.map((step) => step.name ?? step).join(' -> ') : to;
  console.error(`${rule.name}: ${from} -> ${way}`);
}
const sources = report.modules.filter((module) => /^(apps|packages)\//.test(module.source)).length;
if (sources < fewest) {
  console.error(`boundaries: only ${sources} modules of ours were read; at least ${fewest} were expected`);
  process.exit(1);
}
console.log(
  `boundaries: ${sources} modules (${totalCruised} with libraries), ${violations.length} violations`,
);
process.exit(violations.length > 0 ? 1 : 0);
