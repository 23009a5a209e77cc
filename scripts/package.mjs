// Builds one of the packages as it would be published, in build/NAME, and packs it: node scripts/package.mjs hmrc-client [FOLDER]
// Prints the path of the tarball. Inside the repository the packages are used as TypeScript; out of it they are JavaScript.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const names = ['hmrc-client', 'hmrc-simulator'];
const [name, folder = join(root, 'build')] = process.argv.slice(2);
if (!names.includes(name)) {
  console.error(`npm run package -- NAME [FOLDER], where NAME is one of: ${names.join(', ')}`);
  process.exit(2);
}

const source = join(root, 'packages', name);
const stage = join(mkdtempSync(join(tmpdir(), 'quarterday-package-')), name);
compile();
describePackage();
for (const file of ['README.md', 'docs']) {
  if (existsSync(join(source, file))) cpSync(join(source, file), join(stage, file), { recursive: true });
}
cpSync(join(root, 'LICENSE'), join(stage, 'LICENSE'));
mkdirSync(folder, { recursive: true });
const packed = run(
  'npm',
  ['pack', '--json', '--ignore-scripts', '--pack-destination', resolve(folder)],
  stage,
);
const [{ filename }] = JSON.parse(packed);
rmSync(stage, { recursive: true, force: true });
console.log(join(resolve(folder), basename(filename)));

function compile() {
  const config = join(stage, 'tsconfig.json');
  mkdirSync(stage);
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    allowImportingTsExtensions: false,
    rewriteRelativeImportExtensions: true,
    rootDir: join(source, 'src'),
    outDir: join(stage, 'dist'),
    typeRoots: [join(root, 'node_modules', '@types')],
  };
  const tests = ['*.test.ts', '*.test.tsx', 'test/**'].map((files) => join(source, 'src', '**', files));
  const include = [join(source, 'src')];
  writeFileSync(
    config,
    JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, include, exclude: tests }),
  );
  run(join(root, 'node_modules', '.bin', 'tsc'), ['--project', config], root);
  rmSync(config);
  renameInDeclarations(join(stage, 'dist'));
}

// TypeScript gives the imports of the JavaScript their new names, and those of the declarations not.
function renameInDeclarations(declarations) {
  for (const entry of readdirSync(declarations, { recursive: true })) {
    if (!entry.endsWith('.d.ts')) continue;
    const file = join(declarations, entry);
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replaceAll(/(\bfrom |\bimport\()(['"])(\.{1,2}\/[^'"]+)\.tsx?\2/g, '$1$2$3.js$2'),
    );
  }
}

function describePackage() {
  const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const published = {
    ...manifest,
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    files: ['dist', 'docs'],
    ...(existsSync(join(source, 'src', 'main.ts')) && { bin: { [name]: './dist/main.js' } }),
  };
  writeFileSync(join(stage, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
}

function run(command, args, cwd) {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (done.status !== 0) {
    console.error(`${command} ${args.join(' ')} failed:\n${done.stdout}${done.stderr}`);
    process.exit(1);
  }
  return done.stdout;
}
