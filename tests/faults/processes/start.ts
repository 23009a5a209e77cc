import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { type Done, type Job } from './job.ts';

/** How a process ended: killed at the point it names, or alive with its work done. */
export type End = { killedAt: string } | (Done & { killedAt: null });

/** Starts processes ahead of time, so that one waits for the next job, and lets only so many work at once. */
export function createBreakableProcesses(file: string, args: readonly string[], atOnce: number) {
  let working = 0;
  const queue: (() => void)[] = [];
  const waiting: Promise<ChildProcess>[] = [];
  const all = new Set<ChildProcess>();

  async function start(): Promise<ChildProcess> {
    const child = fork(file, args, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Too short a life for collecting what it leaves.
      execArgv: ['--max-semi-space-size=64'],
    });
    all.add(child);
    child.once('exit', () => all.delete(child));
    await once(child, 'message');
    return child;
  }

  async function run(job: Job): Promise<End> {
    if (working >= atOnce) await new Promise<void>((resolve) => queue.push(resolve));
    working += 1;
    try {
      const child = await (waiting.shift() ?? start());
      const next = start();
      next.catch(() => undefined);
      waiting.push(next);
      return await perform(child, job);
    } finally {
      working -= 1;
      queue.shift()?.();
    }
  }

  return {
    run,
    close: async () => {
      await Promise.allSettled(waiting);
      for (const child of all) child.kill('SIGKILL');
    },
  };
}

async function perform(child: ChildProcess, job: Job): Promise<End> {
  if (!child.stdout || !child.stderr) throw new Error('A process was started without its pipes.');
  let done: Done | undefined;
  // From the process, in the form that it shares with this file.
  child.once('message', (message) => (done = message as Done));
  const said = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  child.send(job);
  const [killedAt, problems] = await said;
  const { exitCode: code, signalCode: signal } = child;
  if (signal === 'SIGKILL' && killedAt !== '') return { killedAt };
  if (done && code === 0) return { ...done, killedAt: null };
  throw new Error(`A process ended with ${String(code ?? signal)}: ${problems}`);
}
