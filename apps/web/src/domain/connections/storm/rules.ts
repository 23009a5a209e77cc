import { Temporal } from 'temporal-polyfill';

import { type ConnectionReason } from '../rules.ts';

/** When refusals are taken for HMRC's own fault. Decision 0008 has the arithmetic behind the numbers. */
export interface StormLimits {
  /** The span that is looked at, which is also how long a landlord may be told wrongly to reconnect. */
  windowMs: number;
  /** At least so many connections must have been refused in it. */
  leastRefused: number;
  /** And at least this share of all whose tokens HMRC was shown, from 0 to 1. */
  leastShare: number;
  /** Time between two looks at whether it is over; longer where it came back. */
  probeEveryMs: number;
  /** After so long, relapses included, each connection is judged although nothing shows that it is over. */
  longestMs: number;
}

const minuteMs = 60 * 1000;

export const usualStormLimits: StormLimits = {
  windowMs: 10 * minuteMs,
  leastRefused: 5,
  leastShare: 1 / 3,
  probeEveryMs: minuteMs,
  longestMs: 8 * 60 * minuteMs,
};

/** No more than so many of the latest tries are looked at: on a busy day a storm is seen after twenty refusals in a row. */
export const latestCounted = 60;

/** Whether so many connections were refused of late that the fault can't be theirs. */
export function isStorm(
  counts: { refused: number; renewed: number },
  limits: Pick<StormLimits, 'leastRefused' | 'leastShare'>,
): boolean {
  const asked = counts.refused + counts.renewed;
  return counts.refused >= limits.leastRefused && counts.refused / asked >= limits.leastShare;
}

/**
 * Whether HMRC's refusal is no surprise: the authority ends about now. Landlords who connected on one day end on one day, so
 * these say nothing about HMRC, and a storm does not save them.
 *
 * HMRC counts 547 days where we count 18 calendar months, which are at most two days more.
 *
 * @param today `YYYY-MM-DD`, as is the other
 */
export function isAtItsEnd(authorityEndsOn: string | null, today: string): boolean {
  return authorityEndsOn !== null && authorityEndsOn <= lastExpectedEnd(today);
}

/** The last end of an authority that HMRC may have counted as past on that day. */
export function lastExpectedEnd(today: string): string {
  return Temporal.PlainDate.from(today).add({ days: 2 }).toString();
}

/** Whether it was the token endpoint that refused; otherwise an API did, and tokens may well be renewed. */
export function refusedAtTokenEndpoint(reason: string | null): boolean {
  return refreshReasons.some((each) => each === reason);
}

const refreshReasons = ['authority-ended', 'lost-during-renewal'] as const satisfies ConnectionReason[];

/** Of either sort, those that HMRC refused and those it did not, this many are tried to find out whether a storm is over. */
export const canariesOfEachSort = 2;

/**
 * Whether what HMRC said of the canaries shows that it works again: at least half of them renewed.
 *
 * One that is really revoked must not keep a storm open, nor one lucky answer of a service that still fails end it.
 */
export function showsTheEnd(canaries: { tried: number; renewed: number }): boolean {
  return canaries.tried > 0 && canaries.renewed * 2 >= canaries.tried;
}

/** From when on a refusal counts: within the window, and not before the last storm ended. */
export function countsSince(now: Date, lastEnd: Date | null, limits: Pick<StormLimits, 'windowMs'>): Date {
  return new Date(Math.max(now.getTime() - limits.windowMs, lastEnd?.getTime() ?? 0));
}

/** What is told of a storm, newest first, to see which are relapses of one and the same. */
export interface PastStorm {
  seenAt: Date;
  endedAt: Date | null;
  outcome: 'over' | 'given-up' | null;
}

/** Storms that followed each other within the window are one wave: since when it lasts, and of how many storms it is. */
export interface Wave {
  since: Date;
  storms: number;
}

/** The wave that a storm seen now belongs to. @param storms the latest, newest first; one that is open is this storm itself */
export function waveAt(now: Date, storms: readonly PastStorm[], limits: Pick<StormLimits, 'windowMs'>): Wave {
  let wave: Wave = { since: now, storms: 1 };
  for (const storm of storms) {
    if (storm.endedAt === null) {
      wave = { since: storm.seenAt, storms: 1 };
      continue;
    }
    const gapMs = wave.since.getTime() - storm.endedAt.getTime();
    if (storm.outcome === 'given-up' || gapMs > limits.windowMs) break;
    wave = { since: storm.seenAt, storms: wave.storms + 1 };
  }
  return wave;
}

/** How long to wait for the next look: twice as long after each relapse, since the last look was wrong. */
export function probeWaitMs(wave: Wave, limits: Pick<StormLimits, 'probeEveryMs'>): number {
  return limits.probeEveryMs * 2 ** Math.min(wave.storms - 1, mostDoublings);
}

const mostDoublings = 4;
