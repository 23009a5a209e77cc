/** One call that a run is due, or waits for. */
export interface Job {
  runId: string;
  /** `step`, or the id of the planned step that this call is for. */
  stepId: string;
  attempt: number;
  /** When, in milliseconds since 1970. */
  at: number;
}

/** How many jobs with the same name may be worked on at once. */
export interface Group {
  name: string;
  limit: number;
}

/**
 * Jobs, each worked on when it is due and all of its groups have a place. Closing it breaks off what is being worked on, which
 * waits from then on as it did before, until the queue is opened again.
 */
export function createQueue(options: {
  work: (job: Job, signal: AbortSignal) => Promise<void>;
  groupsOf: (job: Job) => Group[];
}) {
  const { work, groupsOf } = options;
  const waiting = new Set<Job>();
  const working = new Map<Job, AbortController>();
  let timer: NodeJS.Timeout | undefined;
  let isOpen = false;

  const hasPlace = (job: Job): boolean =>
    groupsOf(job).every(({ name, limit }) => {
      const taken = [...working.keys()].filter((other) => groupsOf(other).some((of) => of.name === name));
      return taken.length < limit;
    });

  function begin(job: Job): void {
    const breaking = new AbortController();
    waiting.delete(job);
    working.set(job, breaking);
    void work(job, breaking.signal).finally(() => {
      if (working.get(job) === breaking) working.delete(job);
      look();
    });
  }

  function look(): void {
    clearTimeout(timer);
    if (!isOpen) return;
    const now = Date.now();
    for (const job of [...waiting].sort((a, b) => a.at - b.at)) {
      if (job.at <= now && hasPlace(job)) begin(job);
    }
    const next = Math.min(...[...waiting].map(({ at }) => at).filter((at) => at > now));
    if (Number.isFinite(next)) timer = setTimeout(look, next - now);
  }

  return {
    add(job: Job): void {
      waiting.add(job);
      look();
    },
    open(): void {
      isOpen = true;
      look();
    },
    close(): void {
      isOpen = false;
      clearTimeout(timer);
      for (const [job, breaking] of working) {
        breaking.abort();
        waiting.add(job);
      }
      working.clear();
    },
  };
}
