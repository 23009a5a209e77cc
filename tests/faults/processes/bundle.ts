import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build, type Plugin } from 'esbuild';

/**
 * Makes a program into one file that plain Node starts at once: bundled, and compiled ahead of time.
 *
 * @param args such as it takes; it is begun with them once
 */
export async function bundle(program: 'breakable-process' | 'caller-process', args: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'quarterday-faults-'));
  const source = join(import.meta.dirname, `${program}.ts`);
  const bundled = join(folder, 'program.cjs');
  await build({
    entryPoints: [source],
    outfile: bundled,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minifyWhitespace: true,
    minifySyntax: true,
    plugins: [onlyEnglish],
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(source).href) },
    external: ['pg-native'],
    logLevel: 'error',
  });
  const file = join(folder, 'start.cjs');
  await writeFile(file, starter);
  await promisify(execFile)(process.execPath, [file, ...args], {
    env: { ...process.env, COMPILE_ONLY: '1' },
  });
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The words for wrong values in forty languages are a third of the whole. */
const onlyEnglish: Plugin = {
  name: 'only-english',
  setup: (building) => {
    building.onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({ contents: 'export {};' }));
  },
};

/** Node compiles a program anew at each start, which takes longer than all that a process does here. */
const starter = `
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const vm = require('node:vm');
const filename = join(__dirname, 'program.cjs');
const compiled = join(__dirname, 'program.compiled');
const script = new vm.Script('(function (exports, require, module) {' + readFileSync(filename, 'utf8') + '\\n})', {
  filename,
  cachedData: existsSync(compiled) ? readFileSync(compiled) : undefined,
});
script.runInThisContext()({}, require, { exports: {} });
if (process.env.COMPILE_ONLY) {
  writeFileSync(compiled, script.createCachedData());
  process.exit(0);
}
`;
