import {
  type SubmissionStatus,
  type SubmissionView,
  type UpdatePeriod,
} from '../../domain/submissions/index.ts';
import { addDays, daysBetween } from '../../domain/tax-year.ts';
import { daysLeft, formatDate } from '../../ui/format.ts';

/** The statuses of a submission as the pages say them. */
export const statusWords = {
  processing: 'Processing',
  submitted: 'Submitted',
  failed: 'Failed',
  rejected: 'Rejected',
} as const satisfies Record<SubmissionStatus, string>;

/** How a quarter is called: by its dates, since HMRC has no other name for it. */
export function periodName(period: { periodStartDate: string; periodEndDate: string }): string {
  return `${formatDate(period.periodStartDate)} to ${formatDate(period.periodEndDate)}`;
}

export const reviewPath = (period: { businessId: string; periodEndDate: string }): string =>
  `/updates/${encodeURIComponent(period.businessId)}/${period.periodEndDate}`;

export const submissionPath = (id: string): string => `/submissions/${id}`;

/** HMRC takes an update at most ten days before its period ends. */
const earliestDaysBefore = 10;

/** The first day on which HMRC takes an update for a period. */
export function opensOn(period: Pick<UpdatePeriod, 'periodEndDate'>): string {
  return addDays(period.periodEndDate, -earliestDaysBefore);
}

/**
 * The update HMRC took that holds a quarter's figures: its own, or a later one of the same tax year, since each holds the
 * year to date. HMRC takes no update that ends before one it has.
 */
export function coveringUpdate<
  Update extends Pick<SubmissionView, 'businessId' | 'taxYear' | 'periodEndDate' | 'status'>,
>(
  period: Pick<UpdatePeriod, 'businessId' | 'taxYear' | 'periodEndDate'>,
  submissions: readonly Update[],
): Update | undefined {
  return submissions
    .filter(
      (each) =>
        each.status === 'submitted' &&
        each.businessId === period.businessId &&
        each.taxYear === period.taxYear &&
        each.periodEndDate >= period.periodEndDate,
    )
    .sort((a, b) => (a.periodEndDate < b.periodEndDate ? 1 : -1))[0];
}

/** How far away a due date is, to stand after it: "in 3 days", "12 days overdue". */
export const howLong = (days: number): string => daysLeft(days).replace(/^due /, '');

/** Days from today to a date; negative once it has passed. */
export const daysUntil = (today: string, date: string): number => daysBetween(today, date);
