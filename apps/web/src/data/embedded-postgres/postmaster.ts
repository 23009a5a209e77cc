import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a Postgres server writes about itself into `postmaster.pid` of its cluster. */
export interface Postmaster {
  pid: number;
  port: number;
  status: string;
}

/** Reads `postmaster.pid`; undefined when there is none. A file still being written has status ''. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  return { pid: Math.abs(Number(lines[0])), port: Number(lines[3] ?? 0), status: lines[7]?.trim() ?? '' };
}

/** Whether that server runs, and is not another process that got its number after a crash. */
export function isRunning(postmaster: Postmaster, cluster: string): boolean {
  if (!isAlive(postmaster.pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    // A server works in its cluster's folder; a dead one not yet waited for has no folder at all.
    return readlinkSync(`/proc/${postmaster.pid}/cwd`) === realpathSync(cluster);
  } catch {
    return false;
  }
}

export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Waits until the server has shut down, which it shows by removing its file or by being gone. */
export async function waitUntilStopped(cluster: string, pid: number): Promise<void> {
  for (;;) {
    const postmaster = readPostmaster(cluster);
    if (postmaster?.pid !== pid || !isRunning(postmaster, cluster)) return;
    await sleep(20);
  }
}

/** Asks the server to end its sessions and shut down in order. */
export async function stopPostmaster(cluster: string, pid: number): Promise<void> {
  const postmaster = readPostmaster(cluster);
  if (postmaster?.pid !== pid || !isRunning(postmaster, cluster)) return;
  process.kill(pid, 'SIGINT');
  await waitUntilStopped(cluster, pid);
}
