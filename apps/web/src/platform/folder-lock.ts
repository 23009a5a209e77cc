import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

/**
 * Takes a folder for this process alone, until the returned function gives it free or the process is gone.
 * @throws {StartError} when another live process has it.
 */
export function lockFolder(folder: string): () => void {
  const lock = join(folder, 'owner.lock');
  const mine = `${process.pid} ${startOf(process.pid) ?? ''}\n`;
  const claim = join(folder, `.owner-${process.pid}-${randomBytes(4).toString('hex')}`);
  writeFileSync(claim, mine, { mode: 0o600 });
  try {
    for (let attempt = 1; !isLinked(claim, lock); attempt++) {
      if (attempt > 20) throw new StartError(`${lock} cannot be removed: remove it, and start again.`);
      removeStale(lock, folder);
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

/** Removes the lock of a process that is gone; two processes that try this at once cannot both succeed. */
function removeStale(lock: string, folder: string): void {
  const seen = read(lock);
  if (seen === undefined) return;
  refuseIfLive(seen, folder);
  const aside = `${lock}-${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  const moved = read(aside) ?? '';
  try {
    // Between the look and the move another process may have put its own, live lock there.
    if (moved !== seen) refuseIfLive(moved, folder, () => isLinked(aside, lock));
  } finally {
    rmSync(aside, { force: true });
  }
}

function refuseIfLive(owner: string, folder: string, beforeRefusing: () => void = () => undefined): void {
  const [pid, ...start] = owner.trim().split(' ');
  const startNow = startOf(Number(pid));
  if (startNow === undefined || startNow !== start.join(' ')) return;
  beforeRefusing();
  throw new StartError(
    `Another Quarterday already uses this data folder: ${folder} (process ${pid ?? ''}). Stop it, or set DATA_DIR to another folder.`,
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
