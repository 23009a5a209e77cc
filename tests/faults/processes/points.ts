import { writeSync } from 'node:fs';

/** The moments at which a process can die: before and after everything that its work waits for. */
export interface Points {
  /** Those reached since the work began. */
  readonly reached: readonly Point[];
  /** From now on moments count. @param dieAt where the process dies, as `kill -9` would end it; null lives */
  begin(dieAt: Death | null): void;
  reach(name: string): void;
  around<T>(what: string, wait: () => Promise<T>): Promise<T>;
}

export interface Point {
  name: string;
  /** Milliseconds of the process's own clock. */
  at: number;
}

/** A moment by its name, since a busy machine may make a process wait once more than another time. */
export interface Death {
  name: string;
  /** Which time that the name comes, from 1. */
  time: number;
}

export function createPoints(): Points {
  const reached: Point[] = [];
  let isOn = false;
  let death: Death | null = null;
  let times = 0;

  function reach(name: string): void {
    if (!isOn) return;
    reached.push({ name, at: performance.now() });
    if (name !== death?.name) return;
    times += 1;
    if (times !== death.time) return;
    // Written before the next line of code, since nothing runs after it.
    writeSync(process.stdout.fd, name);
    process.kill(process.pid, 'SIGKILL');
    for (;;);
  }

  return {
    reached,
    begin: (dieAt) => {
      isOn = true;
      death = dieAt;
    },
    reach,
    around: async (what, wait) => {
      reach(`before: ${what}`);
      try {
        return await wait();
      } finally {
        reach(`after: ${what}`);
      }
    },
  };
}
