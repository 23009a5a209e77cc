import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { connect } from '../packages/hmrc-simulator/src/test/landlord.ts';

const program = fileURLToPath(new URL('../packages/hmrc-simulator/src/main.ts', import.meta.url));

export interface SimulatorProcess {
  url: string;
  /** An access token of the first test user. */
  accessToken: string;
  /** Resident memory, in MB. Linux only. */
  memoryMb(): number;
  /** Time of processors used so far, all threads together, in seconds. Linux only. */
  cpuSeconds(): number;
  control: (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) => Promise<unknown>;
  end(): Promise<void>;
}

/** A simulator as a process of its own, without a limit of requests. */
export async function startSimulatorProcess(
  settings: Record<string, string> = {},
): Promise<SimulatorProcess> {
  const child = fork(program, {
    execArgv: ['--import', 'tsx', '--expose-gc'],
    env: { ...process.env, SIMULATOR_PORT: '0', SIMULATOR_REQUESTS_PER_SECOND: '0', ...settings },
  });
  const url = await readyUrl(child);
  const { access: accessToken } = await connect((path, init) => fetch(new URL(path, url), init));
  return {
    url,
    accessToken,
    memoryMb: () => {
      const status = readFileSync(`/proc/${String(child.pid)}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN) / 1024;
    },
    cpuSeconds: () => {
      const stat = readFileSync(`/proc/${String(child.pid)}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      // User and system time, in hundredths of a second.
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    control: async (method, path, body) => {
      const response = await fetch(new URL(`/__simulator/${path}`, url), {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${path}: ${String(response.status)} ${await response.text()}`);
      const text = await response.text();
      const answer: unknown = text === '' ? undefined : JSON.parse(text);
      return answer;
    },
    end: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

async function readyUrl(child: ChildProcess): Promise<string> {
  const gone = once(child, 'exit').then(() => {
    throw new Error('The simulator ended before it was ready.');
  });
  const [message] = (await Promise.race([once(child, 'message'), gone])) as [unknown];
  if (
    typeof message === 'object' &&
    message !== null &&
    'url' in message &&
    typeof message.url === 'string'
  ) {
    return message.url;
  }
  throw new Error('The simulator sent something else than its address.');
}
