import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { endPostgres } from './database.ts';
import { Simulator } from './simulator.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The platform as a newcomer starts it, with the simulator it brings, in a folder and on ports of its own. */
export interface World {
  url: string;
  simulator: Simulator;
  dataDir: string;
  /** Everything the processes have printed. */
  output(): string;
  /** Ends the platform as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same folder and ports. */
  startAgain(): Promise<void>;
  close(): Promise<void>;
}

interface WorldOptions {
  /** The engine's first delay; the others follow from it. */
  retryBaseMs?: number;
}

export async function createWorld({ retryBaseMs = 1000 }: WorldOptions = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'quarterday-e2e-'));
  // Postgres, which does not run as root, must be able to pass through.
  await chmod(folder, 0o711);
  const dataDir = join(folder, 'data');
  const [port, simulatorPort] = await freePorts();
  const url = `http://localhost:${port}`;
  const printed: string[] = [];
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    const started = spawn(process.execPath, ['scripts/start.mjs'], {
      cwd: root,
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        DATA_DIR: dataDir,
        PORT: String(port),
        SIMULATOR_PORT: String(simulatorPort),
        RETRY_BASE_MS: String(retryBaseMs),
        LOG_LEVEL: 'debug',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    for (const stream of [started.stdout, started.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => printed.push(text));
    }
    await isReady(`${url}/health/ready`, started, printed);
  }

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const ending = child;
    child = undefined;
    if (ending?.exitCode !== null || ending.signalCode !== null) return;
    const exited = once(ending, 'exit');
    ending.kill(signal);
    await exited;
  }

  async function close(): Promise<void> {
    await end('SIGTERM');
    // A test that failed between a crash and the next start leaves it running.
    await endPostgres(dataDir);
    await rm(folder, { recursive: true, force: true });
  }

  await start().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    url,
    simulator: new Simulator(`http://localhost:${simulatorPort}`),
    dataDir,
    output: () => printed.join(''),
    kill: () => end('SIGKILL'),
    startAgain: start,
    close,
  };
}

async function isReady(url: string, process: ChildProcess, printed: readonly string[]): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until;) {
    if (process.exitCode !== null) break;
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The platform did not get ready:\n${printed.join('')}`);
}

/** Two ports that are free now, held together so that they differ. */
async function freePorts(): Promise<[number, number]> {
  const servers = [createServer(), createServer()] as const;
  const ports = await Promise.all(
    servers.map(async (server) => {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('No port was given.');
      return address.port;
    }),
  );
  for (const server of servers) server.close();
  await Promise.all(servers.map((server) => once(server, 'close')));
  return [ports[0]!, ports[1]!];
}
