import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../../platform/start-error.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';

/** The only role: the cluster serves nobody but the platform. */
export const superuser = 'quarterday';

interface NewCluster {
  cluster: string;
  binaries: Binaries;
  account: Account | undefined;
  password: string;
  isDurable: boolean;
}

/** Makes the cluster on first start; it gets its name only when it is whole, so a start cut short leaves nothing half made. */
export async function makeCluster({
  cluster,
  binaries,
  account,
  password,
  isDurable,
}: NewCluster): Promise<void> {
  if (existsSync(cluster)) {
    checkVersion(cluster, binaries);
    return;
  }
  const unfinished = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account !== undefined) {
    for (const path of [unfinished, passwordFile]) chownSync(path, account.uid, account.gid);
  }
  try {
    await initialise(binaries.initdb, account, [
      `--pgdata=${unfinished}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Built into Postgres: the same order and case on every machine, whatever locales it has.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--set=shared_buffers=16MB',
      '--set=max_connections=40',
      ...(isDurable ? [] : ['--no-sync']),
    ]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, cluster);
}

async function initialise(initdb: string, account: Account | undefined, parameters: string[]): Promise<void> {
  const child = spawn(initdb, parameters, {
    ...account,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  await once(child, 'close');
  if (child.exitCode !== 0) {
    throw new StartError(
      `The database could not be made: ${complaint.trim().split('\n')[0] ?? 'initdb failed'}.`,
    );
  }
}

function checkVersion(cluster: string, binaries: Binaries): void {
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (version === binaries.majorVersion) return;
  throw new StartError(
    `The database in ${cluster} was made by Postgres ${version}, and Postgres ${binaries.majorVersion} is installed: export your data with the older version of Quarterday first.`,
  );
}
