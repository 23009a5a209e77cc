import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from './start-error.ts';

interface Place {
  host: string;
  port: number;
  /** The setting that chooses the port, for the sentence when it is taken. */
  setting: 'PORT' | 'SIMULATOR_PORT';
}

/** Opens a server's port. @throws {StartError} when it is taken, or the machine has no such address. */
export async function listen(server: Server, { host, port, setting }: Place): Promise<void> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (cause) {
    const code = errorCode(cause);
    throw new StartError(
      code === 'EADDRINUSE'
        ? `Port ${port} is in use by another program: stop that program, or set ${setting} to another port.`
        : `Quarterday cannot listen on ${host} port ${port} (${code}): set HOST and ${setting} to what this machine allows.`,
      { cause },
    );
  }
}

/** Makes sure that a port is free before anything else is started, and waits for it for a while if told to. */
export async function checkPort(place: Place, { patienceMs = 0 } = {}): Promise<void> {
  const waitMs = 100;
  for (let left = patienceMs; ; left -= waitMs) {
    const trial = createServer();
    try {
      await listen(trial, place);
      trial.close();
      await once(trial, 'close');
      return;
    } catch (error) {
      if (left <= 0 || !(error instanceof StartError) || errorCode(error.cause) !== 'EADDRINUSE') throw error;
    }
    await sleep(waitMs);
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
