// Makes the programs into a few files that Node loads in a fraction of the time of a thousand. See
// docs/decisions/0002-starting-without-a-build.md.
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(root, 'node_modules', '.cache', 'quarterday');
const programs = { web: 'apps/web/src/main.ts', simulator: 'packages/hmrc-simulator/src/main.ts' };

/** Loaded from their packages at run time: native code, what is loaded only on request, and what is asked for in vain. */
const apart = /^(@node-rs\/argon2|inngest|pg-native|winston|winston-transport|@opentelemetry\/.*)(\/.*)?$/;

/** The bundled file of a program, made now if the sources have changed since it was made last. */
export async function bundled(program) {
  const source = programs[program];
  if (source === undefined)
    throw new Error(`No program is called ${program}: ${Object.keys(programs).join(', ')}`);
  return join(readFresh() ?? (await build()), `${program}.mjs`);
}

function readFresh() {
  try {
    const { folder, installed, inputs } = JSON.parse(readFileSync(join(cache, 'manifest.json'), 'utf8'));
    if (installed !== installedStamp()) return undefined;
    const isFresh = inputs.every(([path, stamp]) => stamp === stampOf(join(root, path)));
    if (!isFresh) return undefined;
    for (const program of Object.keys(programs))
      accessSync(join(cache, folder, `${program}.mjs`), constants.R_OK);
    return join(cache, folder);
  } catch {
    return undefined;
  }
}

async function build() {
  const esbuild = await import('esbuild');
  const { folder, isCache } = makeFolder();
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: programs,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'part-[hash]',
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    // Packages written for CommonJS ask for `require` in the midst of their code.
    banner: {
      js: `import{createRequire as makeRequire}from'node:module';const require=makeRequire(import.meta.url);`,
    },
    plugins: [leaveApart, keepPlaces],
    metafile: true,
    logLevel: 'silent',
    keepNames: true,
  });
  if (isCache) writeManifest(folder, Object.keys(metafile.inputs));
  await esbuild.stop();
  return folder;
}

function makeFolder() {
  try {
    mkdirSync(cache, { recursive: true });
    const folder = mkdtempSync(join(cache, 'build-'));
    // Whoever may read the clone may read what was made of it.
    chmodSync(folder, 0o755);
    return { folder, isCache: true };
  } catch {
    // The clone belongs to somebody else: the bundle is made anew at each start.
    const folder = mkdtempSync(join(tmpdir(), 'quarterday-build-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    return { folder, isCache: false };
  }
}

function writeManifest(folder, inputs) {
  const own = inputs.filter((path) => !path.includes('node_modules/'));
  const manifest = {
    folder: basename(folder),
    installed: installedStamp(),
    inputs: own.map((path) => [path, stampOf(join(root, path))]),
  };
  const unfinished = join(folder, 'manifest.json');
  writeFileSync(unfinished, JSON.stringify(manifest));
  renameSync(unfinished, join(cache, 'manifest.json'));
  // The last ones stay: a platform that is still running may load another part of them.
  const builds = readdirSync(cache)
    .filter((name) => name.startsWith('build-'))
    .map((name) => ({ name, at: statSync(join(cache, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { name } of builds.slice(3)) rmSync(join(cache, name), { recursive: true, force: true });
}

/** Changes with every install, with this script and with the version of Node. */
function installedStamp() {
  const files = [join(root, 'node_modules', '.package-lock.json'), fileURLToPath(import.meta.url)];
  return createHash('sha256')
    .update([process.version, root, ...files.map(stampOf)].join('\n'))
    .digest('hex');
}

function stampOf(path) {
  const { mtimeMs, size } = statSync(path);
  return `${mtimeMs} ${size}`;
}

const leaveApart = {
  name: 'leave-apart',
  setup(build) {
    build.onResolve({ filter: apart }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (pluginData === 'leave-apart') return undefined;
      const found = await build.resolve(path, { kind, importer, resolveDir, pluginData: 'leave-apart' });
      // By its place, so that it is found from wherever the bundle lies.
      if (found.errors.length > 0) return { path, external: true };
      return { path: kind === 'require-call' ? found.path : pathToFileURL(found.path).href, external: true };
    });
  },
};

/** Files find what lies beside them by their own place, not the bundle's. */
const keepPlaces = {
  name: 'keep-places',
  setup(build) {
    build.onLoad({ filter: /\.([cm]?js|tsx?)$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const loader = { '.ts': 'ts', '.tsx': 'tsx' }[extname(path)] ?? 'js';
      if (/\bimport\.meta\.(url|dirname|filename)\b/.test(source)) {
        const contents = source
          .replaceAll(/\bimport\.meta\.url\b/g, JSON.stringify(pathToFileURL(path).href))
          .replaceAll(/\bimport\.meta\.dirname\b/g, JSON.stringify(dirname(path)))
          .replaceAll(/\bimport\.meta\.filename\b/g, JSON.stringify(path));
        return { contents, loader };
      }
      if (/\b__(dirname|filename)\b/.test(source) && /node_modules/.test(relative(root, path))) {
        const places = `var __dirname=${JSON.stringify(dirname(path))},__filename=${JSON.stringify(path)};`;
        return { contents: places + source, loader };
      }
      return undefined;
    });
  },
};
