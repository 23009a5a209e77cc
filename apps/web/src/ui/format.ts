import { Temporal } from 'temporal-polyfill';

const pounds = new Intl.NumberFormat('en-GB', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

/** Writes integer pence as pounds: `123456` is "£1,234.56", `-1200` is "−£12.00" with a true minus sign. */
export function formatPence(pence: number): string {
  if (!Number.isSafeInteger(pence)) throw new RangeError('Money is a whole number of pence');
  return `${pence < 0 ? '−' : ''}£${pounds.format(Math.abs(pence) / 100)}`;
}

/** Whether a share, in hundredths of a per cent, is less than all. */
export const isPart = (basisPoints: number): boolean => basisPoints < 10_000;

/** Writes a share, given in hundredths of a per cent, as "50%". */
export const formatShare = (basisPoints: number): string => `${basisPoints / 100}%`;

/** Writes what an amount is a share of: "50% of £1,000.00". */
export const formatShareOf = (basisPoints: number, wholePence: number): string =>
  `${formatShare(basisPoints)} of ${formatPence(wholePence)}`;

const dateStyle = { day: 'numeric', month: 'long', year: 'numeric' } as const;

/** Writes a calendar date ("2026-08-07") as "7 August 2026". */
export function formatDate(date: string): string {
  return Temporal.PlainDate.from(date).toLocaleString('en-GB', dateStyle);
}

/** Writes a month ("2026-08") as "August 2026". */
export function formatMonth(month: string): string {
  const date = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  return date.toLocaleString('en-GB', { month: 'long', year: 'numeric' });
}

/** Writes an instant (ISO 8601, with its offset) in UK time: "6 October 2026 at 10:05am". */
export function formatInstant(instant: string): string {
  const time = Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/London');
  const hour = time.hour % 12 === 0 ? 12 : time.hour % 12;
  const minute = String(time.minute).padStart(2, '0');
  return `${formatDate(time.toPlainDate().toString())} at ${hour}:${minute}${time.hour < 12 ? 'am' : 'pm'}`;
}

/** Says how far away a due date is: "due today", "due in 3 days", "12 days overdue". */
export function daysLeft(days: number): string {
  if (days === 0) return 'due today';
  const count = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`;
  return days > 0 ? `due in ${count}` : `${count} overdue`;
}

const timeWithSeconds = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: 'numeric',
  minute: '2-digit',
  second: '2-digit',
  hour12: true,
});

/** Formats the time of day of an ISO instant in London to the second, as "10:05:30am". */
export function formatTime(instant: string): string {
  return timeWithSeconds.format(new Date(instant)).replace(' ', '');
}
