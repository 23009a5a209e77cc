import { type CallTokenStore } from '../../data/governor.ts';

/** Who waits for the call: somebody in front of a page, or nobody. */
export type Priority = 'person' | 'background';

/**
 * Keeps the whole application, all its processes together, under HMRC's limit of 3 requests a second.
 *
 * A bucket of tokens, usually three, each of which comes back a little over a second after it was taken; the rest of that
 * second is for the way to HMRC. Background calls leave one token lying, so that a person finds one.
 */
export interface Governor {
  /** Waits for a token. @throws the signal's reason when that comes first */
  admit(priority: Priority, signal?: AbortSignal): Promise<void>;
  /** Holds everybody back after HMRC answered 429. */
  holdBack(ms: number): Promise<void>;
}

/** What HMRC allows in a second. */
const usualTokens = 3;
const returnsAfterMs = 1_100;
/** HMRC asks callers to stop briefly; it does not say for how long, nor is `Retry-After` promised. */
const shortestHoldMs = 1_500;

/** @param tokensAtOnce how many calls may leave in a second; more than HMRC allows only where nothing is asked of HMRC */
export function createGovernor(
  store: CallTokenStore,
  { tokensAtOnce = usualTokens }: { tokensAtOnce?: number } = {},
): Governor {
  let provided: Promise<void> | undefined;

  return {
    async admit(priority, signal) {
      provided ??= store.provide(tokensAtOnce).catch((error: unknown) => {
        // A database that was away for a moment must not keep every later call away too.
        provided = undefined;
        throw error;
      });
      await provided;
      const leave = priority === 'person' ? 0 : 1;
      for (;;) {
        signal?.throwIfAborted();
        const waitMs = await store.take({ returnsAfterMs, leave });
        if (waitMs === null) return;
        await pause(waitMs, signal);
      }
    },
    holdBack: (ms) => store.holdBack(Math.max(ms, shortestHoldMs)),
  };
}

/** Waits, or stops waiting when the signal says so. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    function stop() {
      clearTimeout(timer);
      reject(signal?.reason instanceof Error ? signal.reason : new Error('The wait was given up.'));
    }
    signal?.addEventListener('abort', stop, { once: true });
  });
}
