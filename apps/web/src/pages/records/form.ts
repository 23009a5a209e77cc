import { calendarDate } from '../../domain/tax-year.ts';

/** A field of a submitted form as text; a file or nothing is an empty text. */
export function fieldOf(body: Readonly<Record<string, unknown>>, name: string): string {
  const value = body[name];
  return typeof value === 'string' ? value : '';
}

type DatePart = 'day' | 'month' | 'year';
export type DateParts = Record<DatePart, string>;

/** A date asked for as day, month and year; which parts are wrong, where it is none. */
export type ReadDate =
  { ok: true; date: string } | { ok: false; problem: string; parts: readonly DatePart[] };

const parts = ['day', 'month', 'year'] as const;

/** Reads three fields as one date, and says what to mend. Whether the date makes sense is not judged here. */
export function readDate(values: DateParts): ReadDate {
  const missing = parts.filter((part) => values[part].trim() === '');
  if (missing.length === 3) return { ok: false, problem: 'Enter the date', parts };
  if (missing.length > 0) {
    return { ok: false, problem: `Date must include a ${missing.join(' and a ')}`, parts: missing };
  }
  const [day = NaN, month = NaN, year = NaN] = parts.map((part) =>
    /^\d{1,4}$/.test(values[part].trim()) ? Number(values[part]) : NaN,
  );
  if (!(day >= 1 && day <= 31))
    return { ok: false, problem: 'Day must be a number from 1 to 31', parts: ['day'] };
  if (!(month >= 1 && month <= 12)) {
    return { ok: false, problem: 'Month must be a number from 1 to 12', parts: ['month'] };
  }
  if (!(year >= 1000)) return { ok: false, problem: 'Year must include 4 numbers', parts: ['year'] };
  const date = calendarDate(year, month, day);
  return date === undefined ? { ok: false, problem: 'Date must be a real date', parts } : { ok: true, date };
}

/** The three fields of a date, as typed by hand. */
export function datePartsOf(date: string): DateParts {
  const [year = '', month = '', day = ''] = date.split('-');
  return { day: String(Number(day)), month: String(Number(month)), year };
}

/** Pence as the plain text of a field: `123456` is `1234.56`. */
export function penceAsField(pence: number): string {
  const digits = String(pence).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
