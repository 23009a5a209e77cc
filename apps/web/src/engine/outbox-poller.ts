import { type Log } from '../platform/log.ts';
import { type Engine, type EngineEvent } from './port.ts';
import { waitAtMost } from './wait-at-most.ts';

/** Where events wait for the engine. Claiming and confirming are transactions of their own. */
export interface OutboxStore {
  /** Claims the events that are due, oldest first; an unconfirmed one comes again later. */
  takeDue(limit: number): Promise<EngineEvent[]>;
  /** Confirms that the engine has an event. */
  handedOver(id: string): Promise<void>;
}

export interface OutboxPoller {
  start(): void;
  /** Looks now instead of at the next beat; call it after a transaction that put an event in. */
  wake(): void;
  /** Stops looking, and waits a little for the event that is being handed over. */
  stop(): Promise<void>;
}

/**
 * Hands events from the outbox to the engine, one after another, never inside a transaction. An event may be handed over
 * twice, after a crash between hand-over and confirmation: starting is idempotent by its id.
 *
 * @param options `intervalMs` is the beat, a second unless told; `limit` how many events are claimed at once; `stopWaitMs` how
 *   long the stop waits, 5 seconds unless told, since an engine whose database is away may not answer
 */
export function createOutboxPoller(options: {
  store: OutboxStore;
  engine: Pick<Engine, 'send'>;
  log: Log;
  intervalMs?: number;
  stopWaitMs?: number;
  limit?: number;
}): OutboxPoller {
  const { store, engine, log, intervalMs = 1000, limit = 20, stopWaitMs = 5000 } = options;
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> | undefined;
  let wokenMeanwhile = false;
  let isStopped = true;
  let storeIsAway = false;

  async function handOver(event: EngineEvent): Promise<void> {
    try {
      await engine.send(event);
      await store.handedOver(event.id);
    } catch (error) {
      log.warn({ err: error, eventId: event.id, eventName: event.name }, 'The engine did not take an event');
    }
  }

  async function takeDue(): Promise<EngineEvent[]> {
    try {
      const events = await store.takeDue(limit);
      storeIsAway = false;
      return events;
    } catch (error) {
      // One line for an outage, not one a second.
      if (!storeIsAway) log.warn({ err: error }, 'The outbox cannot be read');
      storeIsAway = true;
      return [];
    }
  }

  async function handOverAllDue(): Promise<void> {
    do {
      wokenMeanwhile = false;
      const events = await takeDue();
      for (const event of events) {
        if (isStopped) return;
        await handOver(event);
      }
      if (events.length === limit) wokenMeanwhile = true;
    } while (wokenMeanwhile && !isStopped);
  }

  function look(): void {
    if (isStopped) return;
    clearTimeout(timer);
    wokenMeanwhile = true;
    working ??= handOverAllDue().finally(() => {
      working = undefined;
      if (!isStopped) timer = setTimeout(look, intervalMs);
    });
  }

  return {
    start() {
      isStopped = false;
      look();
    },
    wake: look,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await waitAtMost(stopWaitMs, working);
    },
  };
}
