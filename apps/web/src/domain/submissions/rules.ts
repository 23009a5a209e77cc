import { z } from 'zod';

import { addDays, type TaxYear, taxYearDates } from '../tax-year.ts';

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

const dayMs = 24 * 60 * 60 * 1000;

/**
 * How long to wait before HMRC is asked again whose answer did not tell: a day, then as long as it has been unknown, so twice as long
 * each time. Null after a month: what it has not told until then it will not tell.
 */
export const untoldAskMs = (unknownForMs: number): number | null =>
  unknownForMs >= 30 * dayMs ? null : Math.max(dayMs, unknownForMs);

/** HMRC is at work on a final declaration: this one, or one that it was sent before. */
const inProgress = 'RULE_FINAL_DECLARATION_IN_PROGRESS';

/** Statuses of a gateway that gave up waiting, while what stands behind it may go on. */
const gaveUpWaiting = [502, 504];

/**
 * How long a request without an answer may still be on its way to HMRC, or in work there. HMRC names no such time: it is ten times
 * what our own calls may take, so that a copy which was read before then never makes a failure of what HMRC takes a moment later.
 */
const onItsWayMs = 10 * 60 * 1000;

/** A request, with what HMRC answered where it did. */
interface Sent {
  sentAt: Date;
  httpStatus: number | null;
  codes: unknown;
}

/** Whether HMRC answered that it is at work on what it has. */
export const isAtWork = ({ codes }: Pick<Sent, 'codes'>): boolean =>
  Array.isArray(codes) && codes.includes(inProgress);

/** How long from a moment on HMRC may still take a request whose answer did not tell; null where it can't any more. */
export function mayStillArriveMs(
  send: Sent,
  at: Date,
  scaleMs: (ms: number) => number = (ms) => ms,
): number | null {
  const isOver = send.httpStatus !== null && !gaveUpWaiting.includes(send.httpStatus) && !isAtWork(send);
  const leftMs = send.sentAt.getTime() + scaleMs(onItsWayMs) - at.getTime();
  return isOver || leftMs <= 0 ? null : leftMs;
}

/** HMRC takes an update at most ten days before its period ends. */
const earliestDaysBefore = 10;

/** HMRC takes updates of the year to date from this tax year on; to 2024-25 each was of its quarter alone. */
export const isCumulative = (taxYear: string): boolean => taxYear >= '2025-26';

/** The first tax year whose quarters HMRC takes in the form of to 2024-25. */
export const isReported = (taxYear: string): boolean => taxYear >= '2022-23';

/** Whether HMRC takes refunds that make an expense negative. */
export const mayBeNegative = (taxYear: string): boolean => taxYear >= '2024-25';

/** The first day on which HMRC takes an update for a period; HMRC names no day for a quarter of its own, so it is over first. */
export function opensOn({ taxYear, periodEndDate }: { taxYear: string; periodEndDate: string }): string {
  return addDays(periodEndDate, isCumulative(taxYear) ? -earliestDaysBefore : 1);
}

/**
 * The days of a business's tax year by the quarters that HMRC has of it: from the first to the last, since to 2024-25 each starts
 * where the one before it ended, and calendar quarters begin and end with a month. 6 April to 5 April where it has none.
 */
export function yearOfQuarters(
  taxYear: TaxYear,
  quarters: readonly { periodStartDate: string; periodEndDate: string }[],
): { from: string; to: string } {
  const { start, end } = taxYearDates(taxYear);
  const inOrder = quarters.toSorted((a, b) => (a.periodEndDate < b.periodEndDate ? -1 : 1));
  return { from: inOrder[0]?.periodStartDate ?? start, to: inOrder.at(-1)?.periodEndDate ?? end };
}

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

/**
 * Whether an update holds a quarter's figures: its own, or those of a later one of the same tax year, where updates are the
 * year to date.
 */
export const isCovering = (update: OfPeriod, period: OfPeriod): boolean =>
  update.businessId === period.businessId &&
  update.taxYear === period.taxYear &&
  (isCumulative(period.taxYear)
    ? update.periodEndDate >= period.periodEndDate
    : update.periodEndDate === period.periodEndDate);

/**
 * The first quarter before this one that HMRC has no update for, in years whose updates are each of a quarter: HMRC takes only
 * what follows on from what it has.
 */
export function missingBefore<Period extends OfPeriod & { status: string }>(
  period: OfPeriod,
  periods: readonly Period[],
  submissions: readonly (OfPeriod & { status: SubmissionStatus })[],
): Period | null {
  if (isCumulative(period.taxYear)) return null;
  const before = periods.filter(
    (each) =>
      each.businessId === period.businessId &&
      each.taxYear === period.taxYear &&
      each.periodEndDate < period.periodEndDate,
  );
  const missing = outstanding(before, submissions);
  return missing.sort((a, b) => (a.periodEndDate < b.periodEndDate ? -1 : 1))[0] ?? null;
}

/**
 * The update HMRC took that holds a quarter's figures: its own, or a later one of the same tax year, where each holds the
 * year to date. HMRC takes no update of those that ends before one it has.
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

/** The outcome of what HMRC refused because it has one that was not made here. */
export const doneElsewhereCode = 'DONE_ELSEWHERE';

/** Whether HMRC refused a submission because it has one that was not made here. */
export const isDoneElsewhere = ({
  status,
  latest,
}: {
  status: SubmissionStatus;
  latest?: { outcome: { code: string } | null };
}): boolean => status === 'failed' && latest?.outcome?.code === doneElsewhereCode;

/** What a landlord ticks before an update replaces what HMRC has from other software. */
export const replacingWording = 'I understand that this replaces the figures HMRC has';

/** What HMRC has of a business's tax year, as far as it bears on an update of one quarter. */
export interface AtHmrc<Update, Period> {
  /** A later update that HMRC took from here, which holds these figures too. */
  coveredBy: Update | null;
  /** A later quarter that HMRC has from other software, later than all it took from here: it holds these figures too. */
  coveredElsewhere: Period | null;
  /** The last quarter that HMRC has from other software alone, and that this update would replace. */
  replaces: Period | null;
}

/**
 * What HMRC has that an update of a quarter meets. HMRC lists as fulfilled every quarter up to the end of an update, whoever sent
 * it: what an update from here holds, or may turn out to hold, is not from elsewhere.
 *
 * @param periods the quarters as HMRC lists them, of any business and year
 */
export function atHmrc<
  Update extends OfPeriod & { status: SubmissionStatus },
  Period extends OfPeriod & { status: string },
>(period: OfPeriod, periods: readonly Period[], submissions: readonly Update[]): AtHmrc<Update, Period> {
  const taken = coveringUpdate(period, submissions);
  const elsewhere = fromElsewhere(period, periods, submissions);
  const isLater = (each: OfPeriod) => each.periodEndDate > period.periodEndDate;
  return {
    coveredBy: taken && isLater(taken) ? taken : null,
    coveredElsewhere: elsewhere.find((each) => isLater(each) && isCovering(each, period)) ?? null,
    replaces: elsewhere.find((each) => isCovering(period, each)) ?? null,
  };
}

/** The quarters of a period's business and tax year that HMRC has from other software alone, the latest first. */
function fromElsewhere<Period extends OfPeriod & { status: string }>(
  { businessId, taxYear }: OfPeriod,
  periods: readonly Period[],
  submissions: readonly (OfPeriod & { status: SubmissionStatus })[],
): Period[] {
  const mayBeFromHere = submissions.filter(({ status }) => status === 'submitted' || status === 'processing');
  return periods
    .filter((each) => each.businessId === businessId && each.taxYear === taxYear)
    .filter((each) => each.status === 'fulfilled')
    .filter((each) => !mayBeFromHere.some((update) => isCovering(update, each)))
    .sort((a, b) => (a.periodEndDate < b.periodEndDate ? 1 : -1));
}
