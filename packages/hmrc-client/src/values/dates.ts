import { z } from 'zod';
import type { HmrcError } from '../result.ts';

const calendarDate = z.iso.date();
const dayMs = 86_400_000;

/** `YYYY-MM-DD` of a day that exists, in the years HMRC takes: 1900 to 2099. */
export function isDate(value: string): boolean {
  return calendarDate.safeParse(value).success && value >= '1900-01-01' && value <= '2099-12-31';
}

/** HMRC's refusals for the forms of a pair of dates; an absent date is not judged here. */
export function checkDateForms(fromDate: string | undefined, toDate: string | undefined): HmrcError[] {
  const errors: HmrcError[] = [];
  const message = 'A date is written like 2026-04-06.';
  if (fromDate !== undefined && !isDate(fromDate))
    errors.push({ code: 'FORMAT_FROM_DATE', message, paths: [] });
  if (toDate !== undefined && !isDate(toDate)) errors.push({ code: 'FORMAT_TO_DATE', message, paths: [] });
  return errors;
}

export function daysBetween(fromDate: string, toDate: string): number {
  return Math.round((Date.parse(toDate) - Date.parse(fromDate)) / dayMs);
}
