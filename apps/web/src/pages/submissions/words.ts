import {
  isForeign,
  oneTotalUnderPence,
  pleaseReconnect,
  type PropertyBusinessType,
  type SubmissionStatus,
  type SubmissionView,
  type UpdateFigures,
} from '../../domain/submissions/index.ts';
import { daysBetween } from '../../domain/tax-year.ts';
import { daysLeft, formatDate, formatPence } from '../../ui/format.ts';

/** The statuses of a submission as the pages say them. */
export const statusWords = {
  processing: 'Processing',
  submitted: 'Submitted',
  failed: 'Failed',
  rejected: 'Rejected',
} as const satisfies Record<SubmissionStatus, string>;

/** What a submission is that HMRC did not take, or not yet, beside the one it has: where it has that from elsewhere, which is newer is not known. */
export type NotTakenName = 'A newer one' | 'An amendment' | 'A change' | 'One from here';

/** What became of such a one, to stand beside the one HMRC has. */
export const notTakenWords = (name: NotTakenName, status: keyof typeof became): string =>
  `${name} ${became[status]}`;

const became = { processing: 'is under way', failed: 'failed', rejected: 'was rejected' } as const;

/** What a submission that is under way waits for, to stand beside its status; null where it waits for nothing of note. */
export function waitWords({ status, latest }: Pick<SubmissionView, 'status' | 'latest'>): string | null {
  if (status !== 'processing' || latest.waitingFor === null) return null;
  return waits[latest.waitingFor];
}

const waits = {
  reconnect: `${pleaseReconnect}. Then we ask HMRC whether it has taken it`,
  hmrc: 'We are asking HMRC whether it has taken it',
  storm:
    'It waits, because HMRC is refusing many connections at present. It goes on by itself: there is nothing for you to do',
  untold: 'We do not know whether HMRC has taken it, and HMRC does not tell us. Please ask HMRC',
} as const;

/** What the two types of property business are called within a sentence. */
export const businessWords = {
  'uk-property': 'UK property',
  'foreign-property': 'foreign property',
} as const satisfies Record<PropertyBusinessType, string>;

/** The type of business that an update's figures are of. */
export const businessOf = (figures: UpdateFigures): PropertyBusinessType =>
  isForeign(figures) ? 'foreign-property' : 'uk-property';

/** Income of the year from which HMRC takes no total of expenses: "£90,000". */
export const oneTotalLimit = formatPence(oneTotalUnderPence).replace(/\.00$/, '');

/** How a quarter is called: by its dates, since HMRC has no other name for it. */
export function periodName(period: { periodStartDate: string; periodEndDate: string }): string {
  return `${formatDate(period.periodStartDate)} to ${formatDate(period.periodEndDate)}`;
}

export const reviewPath = (period: { businessId: string; periodEndDate: string }): string =>
  `/updates/${encodeURIComponent(period.businessId)}/${period.periodEndDate}`;

/** Where a landlord chooses how a year's expenses are reported; with a quarter, the way back leads to its update. */
export const expenseStylePath = (of: {
  taxYear: string;
  businessId: string;
  periodEndDate?: string;
}): string =>
  `/years/${of.taxYear}/expenses/${encodeURIComponent(of.businessId)}${of.periodEndDate === undefined ? '' : `?quarter=${of.periodEndDate}`}`;

/** Where a landlord sees and chooses the quarters of a business. */
export const quarterTypePath = (of: { taxYear: string; businessId: string }): string =>
  `/years/${of.taxYear}/quarters/${encodeURIComponent(of.businessId)}`;

export const submissionPath = (id: string): string => `/submissions/${id}`;

export { opensOn } from '../../domain/submissions/index.ts';

/** How far away a due date is, to stand after it: "in 3 days", "12 days overdue". */
export const howLong = (days: number): string => daysLeft(days).replace(/^due /, '');

/** Days from today to a date; negative once it has passed. */
export const daysUntil = (today: string, date: string): number => daysBetween(today, date);
