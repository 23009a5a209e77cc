import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Log } from './platform/log.ts';
import { StartError } from './platform/start-error.ts';

/** Who a newcomer can sign in as at the simulator. */
export interface DemoUser {
  userId: string;
  password: string;
}

export interface SimulatorProcess {
  demoUser: DemoUser | undefined;
  stop: () => Promise<void>;
}

interface Options {
  host: string;
  port: number;
  url: string;
  stateFile: string;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
  log: Log;
}

const program = fileURLToPath(new URL('../../../scripts/start.mjs', import.meta.url));
const longestStopMs = 5000;

/**
 * Runs the simulator as a process of its own that ends with this one, however this one ends, and starts it again should it
 * end by itself.
 * @throws {StartError} when it cannot start.
 */
export async function startSimulator(options: Options): Promise<SimulatorProcess> {
  let stopped = false;
  const isStopped = () => stopped;
  let child = await spawnSimulator(options);
  const keepRunning = async () => {
    for (let failures = 0; ;) {
      if (isRunning(child)) await once(child, 'exit');
      if (isStopped()) return;
      options.log.error({ failures }, 'The simulator ended by itself; it is started again');
      await sleep(Math.min(200 * 2 ** failures, 10_000), undefined, { ref: false });
      if (isStopped()) return;
      try {
        child = await spawnSimulator(options);
        failures = 0;
      } catch (error) {
        failures += 1;
        options.log.error({ err: error }, 'The simulator did not start');
      }
    }
  };
  void keepRunning();
  return {
    demoUser: await findDemoUser(options.url),
    stop: () => {
      stopped = true;
      return stopChild(child);
    },
  };
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

async function spawnSimulator(options: Options): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--max-semi-space-size=2', program, 'simulator'], {
    env: {
      SIMULATOR_HOST: options.host,
      SIMULATOR_PORT: String(options.port),
      SIMULATOR_STATE_FILE: options.stateFile,
      SIMULATOR_CLIENT_ID: options.clientId,
      SIMULATOR_CLIENT_SECRET: options.clientSecret,
      SIMULATOR_REDIRECT_URI: options.redirectUri,
    },
    // Of its own process group: Ctrl-C is for the platform, which still needs the simulator while it finishes.
    detached: true,
    // It ends when this channel breaks, which it also does when the platform is killed.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let lastWords = '';
  child.stderr
    ?.setEncoding('utf8')
    .on('data', (text: string) => (lastWords = (lastWords + text).slice(-2000)));
  const isReady = await Promise.race([
    once(child, 'message').then(() => true),
    once(child, 'close').then(() => false),
  ]);
  if (!isReady)
    throw new StartError(`The simulator did not start: ${lastWords.trim().split('\n').at(-1) ?? ''}`);
  return child;
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return;
  const exit = once(child, 'exit');
  const patience = setTimeout(() => child.kill('SIGKILL'), longestStopMs);
  if (child.connected) child.disconnect();
  await exit;
  clearTimeout(patience);
}

const userList = z.array(z.object({ userId: z.string(), password: z.string() })).min(1);

async function findDemoUser(url: string): Promise<DemoUser | undefined> {
  try {
    // eslint-disable-next-line no-restricted-syntax -- the simulator's control, which is no part of HMRC's APIs
    const answer = await fetch(new URL('/__simulator/users', url), { signal: AbortSignal.timeout(2000) });
    return userList.parse(await answer.json())[0];
  } catch {
    return undefined;
  }
}
