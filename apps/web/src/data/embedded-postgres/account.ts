import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { StartError } from '../../platform/start-error.ts';

/** Whom Postgres runs as when that is not this process's own user. */
export interface Account {
  uid: number;
  gid: number;
}

/** Postgres refuses to run as root: then it runs as the owner of the cluster, `postgres` or `nobody`. */
export function chooseAccount(cluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = findAccount('postgres') ?? findAccount('nobody');
  if (account === undefined) {
    throw new StartError(
      'Postgres does not run as root and there is no user "postgres" or "nobody": start Quarterday as another user.',
    );
  }
  return account;
}

/** Whether the account may pass through all folders on the way to `folder`. */
export function canEnter(account: Account | undefined, folder: string): boolean {
  return runs(account, '/bin/sh', ['-c', 'test -x "$0"', folder]);
}

/** Whether a program starts and ends well for the account. */
export function runs(account: Account | undefined, program: string, parameters: string[]): boolean {
  return spawnSync(program, parameters, { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}

function findAccount(name: string): Account | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}
