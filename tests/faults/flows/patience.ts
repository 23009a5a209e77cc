import { retryDelayMs, retryPolicy } from '../../../apps/web/src/engine/port.ts';
import { createFixedClock } from '../../../apps/web/src/platform/clock.ts';
import { type Journey } from '../../../apps/web/src/test/journey.ts';

/** The engine's tries of a step. */
export const { tries } = retryPolicy;
const hourMs = 60 * 60 * 1000;

/** A process whose time passes between one try and the next, as an engine lets it pass. The first comes after one that was in vain. */
export function createPatience(journey: Journey, at: string) {
  const clock = createFixedClock(at);
  const forward = (ms: number): void => {
    clock.set(new Date(clock.now().getTime() + ms).toISOString());
  };
  forward(retryPolicy.firstDelayMs);
  return {
    ...journey.createProcess({ clock }),
    pass: {
      /** @param afterMs how long the step itself wants to wait */
      untilNextTry: (tried: number, afterMs: number): void => {
        forward(retryDelayMs(tried, retryPolicy.firstDelayMs, afterMs, 0));
      },
      anHour: (): void => {
        forward(hourMs);
      },
    },
  };
}
