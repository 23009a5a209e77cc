/** When refusals are taken for HMRC's own fault. Decision 0008 has the arithmetic behind the numbers. */
export interface StormLimits {
  /** The span that is looked at, which is also how long a landlord may be told wrongly to reconnect. */
  windowMs: number;
  /** At least so many connections must have been refused in it. */
  leastRefused: number;
  /** And at least this share of all whose tokens HMRC was shown, from 0 to 1. */
  leastShare: number;
  /** Time between two looks at whether it is over. */
  probeEveryMs: number;
  /** After so long each connection is judged although nothing shows that it is over. */
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

/** Whether so many connections were refused of late that the fault can't be theirs. */
export function isStorm(counts: { refused: number; renewed: number }, limits: StormLimits): boolean {
  const asked = counts.refused + counts.renewed;
  return counts.refused >= limits.leastRefused && counts.refused / asked >= limits.leastShare;
}

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
export function countsSince(now: Date, lastEnd: Date | null, limits: StormLimits): Date {
  return new Date(Math.max(now.getTime() - limits.windowMs, lastEnd?.getTime() ?? 0));
}
