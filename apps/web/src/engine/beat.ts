import { type Log } from '../platform/log.ts';
import { waitAtMost } from './wait-at-most.ts';

/** Work of the background that is looked after again and again. */
export interface Beat {
  start(): void;
  /** Ends the work between two of its parts, and waits a little for the one under way. */
  stop(): Promise<void>;
}

/**
 * Does something every so often, never twice at once. Work that fails is done again at the next beat; an outage is one line
 * in the log. Beats vary by a tenth, so that processes that started together do not stay together.
 *
 * @param options `stopWaitMs` is how long the stop waits, 5 seconds unless told
 */
export function createBeat(options: {
  what: string;
  everyMs: number;
  log: Log;
  stopWaitMs?: number;
  work: (signal: AbortSignal) => Promise<unknown>;
}): Beat {
  const { what, everyMs, log, stopWaitMs = 5000, work } = options;
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> | undefined;
  let stopping: AbortController | undefined;
  let isFailing = false;

  async function beat(signal: AbortSignal): Promise<void> {
    try {
      await work(signal);
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.warn({ err: error }, `${what} failed; it is tried again and again`);
      isFailing = true;
    }
    if (signal.aborted) return;
    timer = setTimeout(
      () => {
        working = beat(signal);
      },
      everyMs * (0.9 + Math.random() * 0.2),
    );
  }

  return {
    start() {
      if (stopping) return;
      stopping = new AbortController();
      working = beat(stopping.signal);
    },
    async stop() {
      stopping?.abort();
      stopping = undefined;
      clearTimeout(timer);
      await waitAtMost(stopWaitMs, working);
    },
  };
}
