import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { type Callers, type Results, type Said } from './work.ts';

/** A process with many callers, as the test that started it sees it. */
export interface CallerProcess {
  /** Lets its callers call; `onOne` hears of each that has its first answer. */
  call(callers: Callers, onOne: () => void): Promise<Results>;
  /** Lets those who wait call once more. */
  again(): void;
  stop(): void;
}

export async function startCallers(file: string, args: readonly string[]): Promise<CallerProcess> {
  const child = fork(file, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await once(child, 'message');
  return {
    call: (callers, onOne) => listen(child, callers, onOne),
    again: () => child.send('again'),
    stop: () => child.kill('SIGKILL'),
  };
}

function listen(child: ChildProcess, callers: Callers, onOne: () => void): Promise<Results> {
  return new Promise((resolve, reject) => {
    const end = (code: number | null) => {
      reject(new Error(`A process with callers ended with ${String(code)}.`));
    };
    const hear = (message: unknown) => {
      // From the process, in the form that it shares with this file.
      const said = message as Said;
      if (said === 'one') {
        onOne();
        return;
      }
      child.off('message', hear);
      child.off('exit', end);
      resolve(said);
    };
    child.on('message', hear);
    child.once('exit', end);
    child.send(callers);
  });
}
