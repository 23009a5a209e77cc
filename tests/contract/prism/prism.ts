import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { promisify } from 'node:util';

/** Not a dependency: it brings hundreds of packages, and nothing but this suite needs it. */
const wanted = '@stoplight/prism-cli@5.14.2';

const running = new Set<ChildProcess>();
// However this process ends, no mock outlives it.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Fetches Prism into npm's cache where it is not there yet; the file to run it with. */
export async function findPrism(): Promise<string> {
  const { stdout } = await promisify(execFile)(
    'npx',
    ['--yes', '--package', wanted, '--', 'which', 'prism'],
    {
      timeout: 300_000,
    },
  );
  return stdout.trim();
}

/** A mock of one of HMRC's files. */
export interface Mock {
  port: number;
  stop(): Promise<void>;
}

export async function startMock(prism: string, file: string): Promise<Mock> {
  const port = await findFreePort();
  const child = spawn(
    process.execPath,
    [prism, 'mock', '--host', '127.0.0.1', '--port', String(port), '--multiprocess', 'false', file],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  running.add(child);
  const exited = once(child, 'exit').then(() => running.delete(child));
  await waitUntilListening(child, exited);
  return {
    port,
    stop: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function waitUntilListening(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  let output = '';
  const listening = new Promise<void>((resolve) => {
    const read = (chunk: Buffer): void => {
      // All of it is read, so that the mock never waits for a full pipe; what it says later is of no interest.
      if (output.length < 10_000) output += chunk.toString();
      if (output.includes('is listening on')) resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
  });
  await Promise.race([
    listening,
    exited.then(() => {
      throw new Error(`Prism ended before it listened:\n${output}`);
    }),
  ]);
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port was found.');
  return address.port;
}
