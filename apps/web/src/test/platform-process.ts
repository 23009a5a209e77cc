import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isAlive } from '../data/embedded-postgres/postmaster.ts';

/** The clone that the tests run in. */
export const repository = fileURLToPath(new URL('../../../..', import.meta.url));

interface Start {
  settings?: Record<string, string>;
  clone?: string;
  /** How a person starts it; without npm it is `node scripts/start.mjs`. */
  throughNpm?: boolean;
  account?: { uid: number; gid: number } | undefined;
}

/** A home for one test's platforms: an empty folder and two free ports; `clear` ends whatever is left of them. */
export async function preparePlatform() {
  const folder = mkdtempSync(join(tmpdir(), 'quarterday-start-'));
  // What other people may enter, as most folders are.
  chmodSync(folder, 0o711);
  const dataDir = join(folder, 'data');
  const [port, simulatorPort] = await findFreePorts();
  const groups: ChildProcess[] = [];
  const places = [folder];
  return {
    folder,
    dataDir,
    port,
    simulatorPort,
    url: `http://127.0.0.1:${port}`,
    simulatorUrl: `http://127.0.0.1:${simulatorPort}`,

    start({ settings, clone = repository, throughNpm = false, account }: Start = {}) {
      const [program, ...parameters] = throughNpm
        ? ['npm', 'start']
        : [process.execPath, 'scripts/start.mjs'];
      const child = spawn(program, parameters, {
        ...account,
        cwd: clone,
        // A group of its own, as a terminal gives each command: Ctrl-C is a signal to all of it.
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          PATH: process.env['PATH'],
          HOME: folder,
          DATA_DIR: dataDir,
          PORT: String(port),
          SIMULATOR_PORT: String(simulatorPort),
          LOG_LEVEL: 'warn',
          ...settings,
        },
      });
      groups.push(child);
      return watch(child);
    },

    /** Every process that works on this home's data, from the simulator to Postgres. */
    processesLeft: () => findProcesses(places),

    /** Also looks after what lies elsewhere than in the folder. */
    watchOver: (place: string) => {
      places.push(place);
    },

    async clear(): Promise<void> {
      for (const child of groups) signalGroup(child, 'SIGKILL');
      for (const pid of findProcesses(places)) await endProcess(pid);
      for (const place of places) rmSync(place, { recursive: true, force: true });
    },
  };
}

/** Follows a started platform. */
function watch(child: ChildProcess) {
  let output = '';
  let errors = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = once(child, 'close').then(() => ({ exitCode: child.exitCode, output, errors }));
  return {
    child,
    /** Waits until it says that it is ready, and gives what it printed. */
    async ready(): Promise<string> {
      while (!output.includes('Press Ctrl-C to stop.')) {
        if (child.exitCode !== null || child.signalCode !== null) {
          throw new Error(`The platform ended instead of being ready:\n${output}\n${errors}`);
        }
        await sleep(10);
      }
      return output;
    },
    ended: () => ended,
    async pressCtrlC() {
      signalGroup(child, 'SIGINT');
      return ended;
    },
    async kill(): Promise<void> {
      signalGroup(child, 'SIGKILL');
      await ended;
    },
  };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  process.kill(-child.pid, signal);
}

/** Processes that name one of the folders in their parameters or their environment. */
function findProcesses(folders: string[]): number[] {
  return describeProcesses()
    .filter(({ text }) => folders.some((folder) => text.includes(folder)))
    .map(({ pid }) => pid);
}

function describeProcesses(): { pid: number; text: string }[] {
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['axeww', '-o', 'pid=,command='], { encoding: 'utf8' });
    return stdout.split('\n').map((line) => ({ pid: Number.parseInt(line, 10), text: line }));
  }
  // Not ps: a bare machine has none. What has ended without being waited for has no parameters any more.
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({
      pid: Number(pid),
      text: readQuietly(`/proc/${pid}/cmdline`) + readQuietly(`/proc/${pid}/environ`),
    }));
}

function readQuietly(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

async function endProcess(pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, 'SIGQUIT');
  for (let waited = 0; isAlive(pid) && waited < 3000; waited += 20) await sleep(20);
  if (isAlive(pid)) process.kill(pid, 'SIGKILL');
}

/** Two free ports below those that the system gives to outgoing connections, which would come and go on them. */
async function findFreePorts(): Promise<[number, number]> {
  const ports = new Set<number>();
  while (ports.size < 2) {
    const port = randomInt(15_000, 32_000);
    if (await isFree(port)) ports.add(port);
  }
  const [first = 0, second = 0] = ports;
  return [first, second];
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    await once(server.close(), 'close');
    return true;
  } catch {
    return false;
  }
}
