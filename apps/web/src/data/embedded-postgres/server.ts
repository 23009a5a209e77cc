import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../../platform/start-error.ts';
import type { Account } from './account.ts';
import { readPostmaster, type Postmaster } from './postmaster.ts';
import { serverSettings } from './settings.ts';

const attempts = 5;
const largestLogBytes = 1_000_000;

interface ServerStart {
  postgres: string;
  cluster: string;
  account: Account | undefined;
  logFile: string;
  isDurable: boolean;
}

/** Starts Postgres on the cluster and waits until it takes connections, through crash recovery too. */
export async function startServer(start: ServerStart): Promise<Postmaster> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const server = spawnServer(start, await findFreePort());
    while (server.exitCode === null && server.signalCode === null && server.pid !== undefined) {
      const postmaster = readPostmaster(start.cluster);
      if (postmaster?.pid === server.pid && postmaster.status === 'ready') return postmaster;
      await sleep(10);
    }
    // The free port may be taken by now, or sessions of a killed server still hold its memory for a moment.
    await sleep(200 * attempt);
  }
  throw new StartError(`Postgres did not start in ${start.cluster}: ${lastWords(start.logFile)}`);
}

function spawnServer(start: ServerStart, port: number): ChildProcess {
  // A file and not a pipe: the server must not notice when the platform is killed.
  const isTooLarge = (statSync(start.logFile, { throwIfNoEntry: false })?.size ?? 0) > largestLogBytes;
  const log = openSync(start.logFile, isTooLarge ? 'w' : 'a', 0o600);
  const parameters = ['-D', start.cluster, ...serverSettings({ port, isDurable: start.isDurable })];
  // In a session of its own: Ctrl-C must reach the platform alone, which stops Postgres when it has finished itself.
  const server = spawn(start.postgres, parameters, {
    ...start.account,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  // A program that cannot be started has no pid, which is what is looked at.
  server.on('error', () => undefined);
  server.unref();
  return server;
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function lastWords(logFile: string): string {
  return readFileSync(logFile, 'utf8').trim().split('\n').at(-1) ?? 'it said nothing';
}
