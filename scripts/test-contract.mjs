// npm run test:contract -- DIR: client and simulator against HMRC's OpenAPI files in a folder.
//   --seed N     where random choices start; default 1
//   --runs N     requests for each operation and tax year; default 200
//   --no-prism   without the part that downloads and starts Prism
// Everything after another -- goes to Vitest.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const expected = 'property-business-6.0.yaml';

function endWith(problem) {
  console.error(
    `${problem}\n\nnpm run test:contract -- DIR [--seed N] [--runs N] [--no-prism]\n\n` +
      `DIR is a folder with HMRC's OpenAPI files, each bundled into one file named after its API and version, such as\n` +
      `${expected}, and in DIR/prism the copies of them for Prism, such as property-business-6.0.prism.yaml.\n` +
      `HMRC publishes them on https://developer.service.hmrc.gov.uk; they are not part of this repository.`,
  );
  process.exit(2);
}

function readArguments() {
  const separator = process.argv.indexOf('--', 2);
  const own = process.argv.slice(2, separator === -1 ? undefined : separator);
  const rest = separator === -1 ? [] : process.argv.slice(separator + 1);
  try {
    const { values, positionals } = parseArgs({
      args: own,
      allowPositionals: true,
      options: {
        seed: { type: 'string', default: '1' },
        runs: { type: 'string', default: '200' },
        'no-prism': { type: 'boolean', default: false },
      },
    });
    return { values, positionals, rest };
  } catch (error) {
    return endWith(error.message);
  }
}

const { values, positionals, rest } = readArguments();
const [folder] = positionals;
if (positionals.length !== 1) endWith('Say in which folder HMRC’s files are.');
if (!/^-?\d+$/.test(values.seed) || !/^[1-9]\d*$/.test(values.runs)) {
  endWith('--seed takes a whole number, --runs one above zero.');
}
if (!existsSync(path.join(folder, expected))) endWith(`${folder} does not hold ${expected}.`);
if (!values['no-prism'] && !existsSync(path.join(folder, 'prism'))) {
  endWith(`${folder} does not hold the folder prism.`);
}

const { status } = spawnSync(
  'npx',
  [
    'vitest',
    'run',
    '--config',
    'tests/contract/vitest.config.ts',
    ...(values['no-prism'] ? ['--exclude', '**/prism.test.ts'] : []),
    ...rest,
  ],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      CONTRACT_DIR: path.resolve(folder),
      CONTRACT_SEED: values.seed,
      CONTRACT_RUNS: values.runs,
    },
  },
);
process.exit(status === 0 ? 0 : 1);
