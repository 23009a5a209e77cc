import { z } from 'zod';

import { addDays } from '../tax-year.ts';

/** The statuses of a submission; the words on the pages are these with a capital. */
export type SubmissionStatus = 'processing' | 'submitted' | 'failed' | 'rejected';

/** What HMRC said about one figure, or about the whole. */
export interface HmrcMessage {
  code: string;
  message: string;
  /** The figure it names, as a field of the update without `Pence`; null where it names none of ours. */
  field: string | null;
}

/** How an attempt ended, as it is kept and shown. */
export interface Outcome {
  code: string;
  /** What the landlord is told. */
  sentence: string;
  /** Who must act: the landlord, the operator, HMRC, nobody. */
  owner: string;
  /** True where the way on is "Reconnect HMRC Account". */
  reconnect: boolean;
  /** True where HMRC's copy told it, not HMRC's answer. */
  readBack: boolean;
  messages: HmrcMessage[];
  /** Where it was first written down as something else, and put right since. */
  corrected?: Correction | undefined;
}

/** What an attempt was down as before it was put right. */
export interface Correction {
  /** The status and the code that stood there. */
  from: string;
  code: string;
  sentence: string;
  /** ISO instant. */
  at: string;
}

const correction = z.object({ from: z.string(), code: z.string(), sentence: z.string(), at: z.string() });

const outcome = z.object({
  code: z.string(),
  sentence: z.string(),
  owner: z.string(),
  reconnect: z.boolean(),
  readBack: z.boolean(),
  messages: z.array(z.object({ code: z.string(), message: z.string(), field: z.string().nullable() })),
  corrected: correction.optional(),
});

/** Reads an outcome back; null while there is none. */
export function readOutcome(stored: unknown): Outcome | null {
  return stored === null ? null : outcome.parse(stored);
}

/** The words that stand wherever a dead connection stopped something. */
export const pleaseReconnect = 'Please reconnect your HMRC account';

export const couldNotBeReached = 'HMRC could not be reached';

/** HMRC takes an update at most ten days before its period ends. */
const earliestDaysBefore = 10;

/** The first day on which HMRC takes an update for a period. */
export function opensOn(period: { periodEndDate: string }): string {
  return addDays(period.periodEndDate, -earliestDaysBefore);
}

/** HMRC takes updates of the year to date from this tax year on; earlier ones were reported otherwise. */
export const isCumulative = (taxYear: string): boolean => taxYear >= '2025-26';

/** The quarters HMRC has no update for yet: by its own list, which can be late, and by what it took from here. */
export function outstanding<
  Period extends { businessId: string; taxYear: string; periodEndDate: string; status: string },
>(
  periods: readonly Period[],
  submissions: readonly {
    businessId: string;
    taxYear: string;
    periodEndDate: string;
    status: SubmissionStatus;
  }[],
): Period[] {
  return periods.filter(
    (period) => period.status !== 'fulfilled' && coveringUpdate(period, submissions) === undefined,
  );
}

interface OfPeriod {
  businessId: string;
  taxYear: string;
  periodEndDate: string;
}

/** Whether an update holds a quarter's figures: its own, or those of a later one of the same tax year. */
export const isCovering = (update: OfPeriod, period: OfPeriod): boolean =>
  update.businessId === period.businessId &&
  update.taxYear === period.taxYear &&
  update.periodEndDate >= period.periodEndDate;

/**
 * The update HMRC took that holds a quarter's figures: its own, or a later one of the same tax year, since each holds the
 * year to date. HMRC takes no update that ends before one it has.
 */
export function coveringUpdate<
  Update extends { businessId: string; taxYear: string; periodEndDate: string; status: SubmissionStatus },
>(
  period: { businessId: string; taxYear: string; periodEndDate: string },
  submissions: readonly Update[],
): Update | undefined {
  return submissions
    .filter((each) => each.status === 'submitted' && isCovering(each, period))
    .sort((a, b) => (a.periodEndDate < b.periodEndDate ? 1 : -1))[0];
}
