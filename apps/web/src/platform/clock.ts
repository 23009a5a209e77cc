import { Temporal } from 'temporal-polyfill';

/**
 * The one clock of the platform.
 *
 * With HMRC's sandbox and production it is the machine's. With the simulator it follows the simulator's, so that a tax year
 * can be walked in minutes. Sign-in sessions and leases do not use it: they live by better-auth's and the database's clocks.
 */
export interface Clock {
  /** The present instant. */
  now(): Date;
  /** Today's calendar date where HMRC's deadlines are counted, Europe/London, as `YYYY-MM-DD`. */
  today(): string;
  /** What this clock shows at an instant of the machine's own; for moments that an engine reckons in real time. */
  atRealTime(instant: Date): Date;
  /** Catches up with the simulator's clock; does nothing for the machine's own. Never fails. */
  follow(): Promise<void>;
}

const london = 'Europe/London';

/** The calendar date in Europe/London at an instant, as `YYYY-MM-DD`. */
export function londonDate(instant: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(london)
    .toPlainDate()
    .toString();
}

function clockWithOffset(offsetMs: () => number, follow: () => Promise<void>): Clock {
  const now = () => new Date(Date.now() + offsetMs());
  return {
    now,
    today: () => londonDate(now()),
    atRealTime: (instant) => new Date(instant.getTime() + offsetMs()),
    follow,
  };
}

/** The machine's clock. */
export function createSystemClock(): Clock {
  return clockWithOffset(
    () => 0,
    () => Promise.resolve(),
  );
}

/** A clock that stands still until it is moved; for tests. */
export function createFixedClock(start: string): Clock & { set(instant: string): void } {
  let at = new Date(start);
  return {
    now: () => new Date(at),
    today: () => londonDate(at),
    atRealTime: (instant) => new Date(instant),
    follow: () => Promise.resolve(),
    set: (instant) => {
      at = new Date(instant);
    },
  };
}

const freshForMs = 200;

/**
 * A clock that follows the simulator's. Between looks it runs on at the machine's pace; a look that fails leaves it as it is,
 * so that a stopped simulator stops no page.
 *
 * @param simulatorUrl the simulator's own address, never HMRC's
 */
export function createSimulatorClock(simulatorUrl: string): Clock {
  let offsetMs = 0;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    try {
      const answer = await fetch(new URL('/__simulator/clock', simulatorUrl), {
        signal: AbortSignal.timeout(1000),
      });
      const body: unknown = await answer.json();
      if (typeof body === 'object' && body !== null && 'now' in body && typeof body.now === 'string') {
        const there = Date.parse(body.now);
        if (!Number.isNaN(there)) offsetMs = there - Date.now();
      }
    } catch {
      // The simulator is away; its clock is taken up again when it is back.
    } finally {
      lookedAt = performance.now();
      looking = undefined;
    }
  }

  return clockWithOffset(
    () => offsetMs,
    () => {
      if (performance.now() - lookedAt < freshForMs) return Promise.resolve();
      looking ??= look();
      return looking;
    },
  );
}
