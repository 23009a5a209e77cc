import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from './start-error.ts';

const waitMs = 50;

/**
 * Takes a folder for this process alone, until the returned function gives it free or the process is gone.
 * A process that is just ending is waited for.
 * @throws {StartError} when another live process has it and keeps it.
 */
export async function lockFolder(folder: string, { patienceMs = 3000 } = {}): Promise<() => void> {
  const lock = join(folder, 'owner.lock');
  const mine = `${process.pid} ${startOf(process.pid) ?? ''}\n`;
  const claim = join(folder, `.owner-${process.pid}-${randomBytes(4).toString('hex')}`);
  writeFileSync(claim, mine, { mode: 0o600 });
  try {
    for (let left = patienceMs; !isLinked(claim, lock);) {
      if (removeStale(lock)) continue;
      if (left <= 0) throw inUse(folder, read(lock));
      left -= waitMs;
      await sleep(waitMs);
    }
  } finally {
    rmSync(claim, { force: true });
  }
  return () => {
    if (read(lock) === mine) rmSync(lock, { force: true });
  };
}

/** A link is made or refused in one step, and the file is whole when it appears. */
function isLinked(claim: string, lock: string): boolean {
  try {
    linkSync(claim, lock);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes the lock of a process that is gone, and says whether it did; two processes that try this at once cannot both
 * succeed.
 */
function removeStale(lock: string): boolean {
  const seen = read(lock);
  if (seen === undefined) return true;
  if (isLive(seen)) return false;
  const aside = `${lock}-${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return false;
  }
  // Between the look and the move another process may have put its own, live lock there.
  const isLiveAfterAll = isLive(read(aside) ?? '');
  if (isLiveAfterAll) isLinked(aside, lock);
  rmSync(aside, { force: true });
  return !isLiveAfterAll;
}

function isLive(owner: string): boolean {
  const [pid, ...start] = owner.trim().split(' ');
  const startNow = startOf(Number(pid));
  return startNow !== undefined && startNow === start.join(' ');
}

function inUse(folder: string, owner = ''): StartError {
  const pid = owner.split(' ')[0] ?? '';
  return new StartError(
    `Another Quarterday already uses this data folder: ${folder} (process ${pid}). Stop it, or set DATA_DIR to another folder.`,
  );
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** When a process started, in whatever unit the system has; undefined when there is none. Numbers of processes come again. */
function startOf(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (process.platform !== 'linux') {
    return (
      spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim() || undefined
    );
  }
  const stat = read(`/proc/${pid}/stat`);
  // The name, in brackets, may contain spaces. Fields 3 and 22 are the state and the start in clock ticks since boot.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields?.[0] === 'Z' || fields?.[0] === 'X' ? undefined : fields?.[19];
}
