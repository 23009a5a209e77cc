import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'quarterday-packed-'));
const project = join(folder, 'project');

/** A variable of npm's own would lead the empty project back to this repository. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
const run = (command: string, args: string[], cwd = project): string =>
  execFileSync(command, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

function pack(name: string): string {
  return run(process.execPath, [join(root, 'scripts', 'package.mjs'), name, folder], root).trim();
}

/** A library as its own tarball, so that nothing has to come from a registry. */
function packLibrary(name: string): string {
  // Not by resolving its package.json, which some libraries do not let out.
  const places = ['packages/hmrc-simulator', 'packages/hmrc-client', '.'].map((place) =>
    join(root, place, 'node_modules', name),
  );
  const library = places.find((place) => existsSync(join(place, 'package.json')));
  if (library === undefined) throw new Error(`${name} is not installed`);
  const out = run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], library);
  const [packed] = JSON.parse(out) as { filename: string }[]; // npm's own form
  return join(folder, packed?.filename ?? '');
}

beforeAll(() => {
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{"name":"empty","private":true,"type":"module"}');
  const libraries = ['zod', 'oauth4webapi', 'hono', '@hono/node-server'].map(packLibrary);
  const tarballs = [...libraries, pack('hmrc-client'), pack('hmrc-simulator')];
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', ...tarballs]);
}, 180_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('the packed client and simulator run in an empty project, and understand each other', () => {
  writeFileSync(
    join(project, 'run.js'),
    `import { createHmrcClient } from '@quarterday/hmrc-client';
     import { createSimulator } from '@quarterday/hmrc-simulator';
     const simulator = await createSimulator({ clientId: 'id', clientSecret: 'secret' });
     const { url } = await simulator.listen(0);
     const hmrc = createHmrcClient({ apiUrl: url, signInUrl: url, clientId: 'id', clientSecret: 'secret' });
     const refreshed = await hmrc.refreshTokens({ refreshToken: 'never-issued-by-anybody' });
     const call = { accessToken: 'unknown', fraudPreventionHeaders: {} };
     const listed = await hmrc.listAllBusinesses(call, { nino: 'NC270601A' });
     const local = await hmrc.listAllBusinesses(call, { nino: 'nobody' });
     console.log(JSON.stringify([refreshed, listed, local].map(({ failure }) => failure.meaning.code)));
     await simulator.close();`,
  );
  expect(JSON.parse(run(process.execPath, ['run.js']))).toEqual([
    'invalid_grant',
    'INVALID_CREDENTIALS',
    'FORMAT_NINO',
  ]);
});

test('the packed types are whole: a strict program compiles against them', () => {
  writeFileSync(
    join(project, 'use.ts'),
    `import { createHmrcClient, type HmrcResult } from '@quarterday/hmrc-client';
     import { createSimulator, type Simulator } from '@quarterday/hmrc-simulator';
     const hmrc = createHmrcClient({ apiUrl: 'https://a.example', signInUrl: 'https://b.example', clientId: 'i', clientSecret: 's' });
     const summary = { income: { periodAmountPence: 1 } };
     export const result: Promise<HmrcResult<null>> = hmrc.putUkPropertyCumulative(
       { accessToken: 'a', fraudPreventionHeaders: {} },
       { nino: 'NC270601A', businessId: 'XAIS12345678901', taxYear: '2026-27', summary },
     );
     // @ts-expect-error an amount is a number of pence
     export const wrong = hmrc.putUkPropertyCumulative({ accessToken: 'a', fraudPreventionHeaders: {} }, { nino: '', businessId: '', taxYear: '', summary: { income: { periodAmountPence: '1' } } });
     export const simulator: Promise<Simulator> = createSimulator();`,
  );
  const options = ['--noEmit', '--strict', '--target', 'es2023', '--module', 'nodenext', '--types', 'node'];
  const roots = ['--typeRoots', join(root, 'node_modules', '@types')];
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  expect(run(tsc, [...options, ...roots, 'use.ts'])).toBe('');
  // It reads every declaration of every library, which takes a busy machine its time.
}, 180_000);

test('the simulator comes with a command, which ends with one sentence when a setting is wrong', () => {
  const ended = spawnSync(join(project, 'node_modules', '.bin', 'hmrc-simulator'), [], {
    cwd: project,
    env: { ...env, SIMULATOR_PORT: 'three' },
    encoding: 'utf8',
  });
  expect(ended).toMatchObject({
    status: 1,
    stdout: '',
    stderr: 'SIMULATOR_PORT has to be a whole number from 0 to 65535.\n',
  });
});
