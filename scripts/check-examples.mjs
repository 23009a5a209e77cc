// Type-checks every ```ts block of the packages' READMEs, each as a program of its own, against the packages' sources.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
// Below node_modules, so that the examples' imports lead where a user's would.
const folder = join(root, 'node_modules', '.cache', 'quarterday', 'examples');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const places = new Map();
const withoutExample = [];
for (const name of readdirSync(join(root, 'packages'))) {
  const readme = join('packages', name, 'README.md');
  const text = readFileSync(join(root, readme), 'utf8');
  const before = places.size;
  for (const match of text.matchAll(/^```ts\n(.*?)^```$/gms)) {
    const line = text.slice(0, match.index).split('\n').length;
    const file = `${name}-${String(line)}.ts`;
    places.set(file, { readme, line });
    writeFileSync(join(folder, file), match[1]);
  }
  if (places.size === before) withoutExample.push(readme);
}
if (withoutExample.length > 0) {
  console.error(`examples: none were found in ${withoutExample.join(', ')}`);
  process.exit(1);
}

const compilerOptions = {
  typeRoots: [join(root, 'node_modules', '@types')],
  // An example may end with a value that is there to be looked at.
  noUnusedLocals: false,
  preserveSymlinks: false,
};
const config = { extends: join(root, 'tsconfig.json'), compilerOptions, include: ['*.ts'], exclude: [] };
writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
const tsc = spawnSync(join(root, 'node_modules', '.bin', 'tsc'), ['--project', folder, '--pretty', 'false'], {
  cwd: folder,
  encoding: 'utf8',
});
for (const finding of tsc.stdout.split('\n').filter((text) => text !== '')) {
  const [, file = '', line = '1', rest = finding] = /^([\w-]+\.ts)\((\d+),\d+\): (.*)$/.exec(finding) ?? [];
  const place = places.get(file);
  console.error(place ? `${place.readme}:${String(place.line + Number(line))}: ${rest}` : finding);
}
if (tsc.status === 0) console.log(`examples: ${places.size} of the READMEs type-check`);
process.exit(tsc.status === 0 ? 0 : 1);
