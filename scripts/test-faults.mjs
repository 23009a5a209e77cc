// npm run test:faults [-- PART...]: breaks connections to HMRC wherever they can break. Parts are the files of tests/faults,
// such as sweep or race; all of them unless told. Everything after another -- goes to Vitest.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../tests/faults', import.meta.url));
const parts = readdirSync(folder)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => path.basename(name, '.test.ts'));
const separator = process.argv.indexOf('--', 2);
const asked = process.argv.slice(2, separator === -1 ? undefined : separator);
const rest = separator === -1 ? [] : process.argv.slice(separator + 1);

const unknown = asked.filter((name) => !parts.includes(name));
if (unknown.length > 0) {
  console.error(`No part is called ${unknown.join(', ')}: ${parts.join(', ')}.`);
  process.exit(2);
}
const { status } = spawnSync(
  'npx',
  [
    'vitest',
    'run',
    '--config',
    'tests/faults/vitest.config.ts',
    ...asked.map((name) => `${name}.test.ts`),
    ...rest,
  ],
  { stdio: 'inherit' },
);
process.exit(status === 0 ? 0 : 1);
