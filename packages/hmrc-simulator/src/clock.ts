import { canShow, FIRST_YEAR, LAST_YEAR } from './clock-years.ts';
import { addDuration, londonDate } from './dates.ts';
import { SimulatorError } from './errors.ts';
import type { Store } from './state/store.ts';

/** The simulator's time, as its control API shows it. */
export interface ClockReading {
  now: string;
  today: string;
  frozen: boolean;
}

export type Clock = ReturnType<typeof createClock>;

/** The state a clock starts with: running from an instant, or standing still at it. */
export function clockStartingAt(
  instant: string,
  frozen: boolean,
): { offsetMs: number; frozenAt: string | null } {
  const start = new Date(instant);
  if (!canShow(start)) {
    throw new SimulatorError(
      'bad-option',
      `The starting time "${instant}" is not an instant of ${FIRST_YEAR} to ${LAST_YEAR}, such as 2026-10-06T09:00:00Z.`,
    );
  }
  return { offsetMs: start.getTime() - Date.now(), frozenAt: frozen ? start.toISOString() : null };
}

/** The one clock of a simulator: real time plus an offset, or frozen. Every rule about time reads it. */
export function createClock(store: Store) {
  const now = (): Date => {
    const { offsetMs, frozenAt } = store.state.clock;
    return frozenAt === null ? new Date(Date.now() + offsetMs) : new Date(frozenAt);
  };
  const set = (instant: Date, frozen: boolean): void => {
    if (!canShow(instant)) {
      throw new SimulatorError(
        'bad-request',
        `The clock shows the years ${FIRST_YEAR} to ${LAST_YEAR} alone.`,
      );
    }
    store.setValue('clock', clockStartingAt(instant.toISOString(), frozen));
  };
  const reading = (): ClockReading => ({
    now: now().toISOString(),
    today: londonDate(now()),
    frozen: store.state.clock.frozenAt !== null,
  });
  const advance = (duration: string): void => {
    const moved = addDuration(now(), duration);
    if (!moved) {
      throw new SimulatorError('bad-request', `"${duration}" is not a duration such as P1D, P18M or PT4H.`);
    }
    set(moved, store.state.clock.frozenAt !== null);
  };
  return { now, today: () => londonDate(now()), set, advance, reading };
}
