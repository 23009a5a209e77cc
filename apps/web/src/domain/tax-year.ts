/** Tax years, quarters and calendar dates. A date is a `YYYY-MM-DD` string without a time zone. */
import { Temporal } from 'temporal-polyfill';

/** A tax year as HMRC writes it: `2026-27` runs from 6 April 2026 to 5 April 2027. */
export type TaxYear = `${number}-${number}`;

/** A span of calendar dates, both ends included. */
export interface DateSpan {
  start: string;
  end: string;
}

/** Where a business's quarters end: on the 5th, or with the calendar month for those who chose that at HMRC. */
export type QuarterType = 'standard' | 'calendar';

const ends: Record<QuarterType, readonly string[]> = {
  standard: ['07-05', '10-05', '01-05', '04-05'],
  calendar: ['06-30', '09-30', '12-31', '03-31'],
};

/** Reads `2026-27`; the second part must be the year after the first. */
export function parseTaxYear(text: string): TaxYear | undefined {
  if (!/^20\d\d-\d\d$/.test(text)) return undefined;
  const taxYear = taxYearStarting(Number(text.slice(0, 4)));
  return taxYear === text ? taxYear : undefined;
}

function taxYearStarting(year: number): TaxYear {
  // The type can't say that the second part keeps its leading zero; the text does.
  return `${year}-${String((year + 1) % 100).padStart(2, '0')}` as TaxYear;
}

const startYear = (taxYear: TaxYear) => Number(taxYear.slice(0, 4));

/** 6 April to 5 April. */
export function taxYearDates(taxYear: TaxYear): DateSpan {
  const year = startYear(taxYear);
  return { start: `${year}-04-06`, end: `${year + 1}-04-05` };
}

/** The last day on which HMRC takes changes of a tax year's figures: a year after the return is due. */
export function lastDayToAmend(taxYear: TaxYear): string {
  return `${startYear(taxYear) + 3}-01-31`;
}

/**
 * Until when the records of a tax year must be kept: five years from 31 January after it, the day on which its return is due.
 *
 * @see Taxes Management Act 1970, section 12B
 */
export function keepRecordsUntil(taxYear: TaxYear): string {
  return `${startYear(taxYear) + 7}-01-31`;
}

/** The tax year that a date falls in. */
export function taxYearOf(date: string): TaxYear {
  const year = Number(date.slice(0, 4));
  return taxYearStarting(date.slice(5) >= '04-06' ? year : year - 1);
}

/**
 * The four quarters of a tax year, for headings and filters alone: which periods are open, and when each is due, HMRC's
 * obligations say.
 */
export function quartersOf(
  taxYear: TaxYear,
  type: QuarterType = 'standard',
): (DateSpan & { number: number })[] {
  const year = startYear(taxYear);
  let start = `${year}-04-${type === 'standard' ? '06' : '01'}`;
  return ends[type].map((monthAndDay, index) => {
    const end = `${index < 2 || monthAndDay === '12-31' ? year : year + 1}-${monthAndDay}`;
    const quarter = { number: index + 1, start, end };
    start = addDays(end, 1);
    return quarter;
  });
}

/** Which quarters a quarter belongs to, by its last day. */
export const quarterTypeOf = (endDate: string): QuarterType =>
  ends.standard.includes(endDate.slice(5)) ? 'standard' : 'calendar';

/** The quarters of the first year of calendar quarters: since the year before ended on 5 April, the first starts on the 6th. */
export function firstCalendarQuarters(taxYear: TaxYear): DateSpan[] {
  const { start } = taxYearDates(taxYear);
  return quartersOf(taxYear, 'calendar').map((quarter, index) => ({
    start: index === 0 ? start : quarter.start,
    end: quarter.end,
  }));
}

/** Whether a text is a real date written `YYYY-MM-DD`. */
export function isCalendarDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  return calendarDate(Number(year), Number(month), Number(day)) !== undefined;
}

/** The date of a day, a month (1 to 12) and a year, or nothing where there is no such day. */
export function calendarDate(year: number, month: number, day: number): string | undefined {
  if (![year, month, day].every(Number.isInteger) || year < 1000 || year > 9999) return undefined;
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return undefined;
  }
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

/** Days from one date to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;
}

/** The date some days later, or earlier when negative. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** A date in words: `6 April 2027`. */
export function longDate(date: string): string {
  return Temporal.PlainDate.from(date).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
}

/** The date some years later; 29 February becomes the 28th where it must. */
export function addYears(date: string, years: number): string {
  return Temporal.PlainDate.from(date).add({ years }).toString();
}

/** Every month that a span touches, as `YYYY-MM`. */
export function monthsOf({ start, end }: DateSpan): string[] {
  const last = Temporal.PlainDate.from(end).toPlainYearMonth();
  const months: string[] = [];
  let month = Temporal.PlainDate.from(start).toPlainYearMonth();
  while (Temporal.PlainYearMonth.compare(month, last) <= 0) {
    months.push(month.toString());
    month = month.add({ months: 1 });
  }
  return months;
}
