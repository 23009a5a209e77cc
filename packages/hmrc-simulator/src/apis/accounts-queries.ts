import { addDays, isCalendarDate } from '../dates.ts';
import type { Refusal, RefusalCode } from '../platform/refusals.ts';
import type { ApiCall } from './operation.ts';

/** The longest range of dates that accounts are shown for. */
const LONGEST_RANGE_DAYS = 732;

/** What is wrong with the form of query parameters. */
export function findQueryRefusals(
  { query }: ApiCall,
  forms: Readonly<Record<string, readonly [fits: RegExp | ((value: string) => boolean), code: RefusalCode]>>,
): Refusal[] {
  return Object.entries(forms).flatMap(([name, [fits, code]]) => {
    const value = query(name);
    if (value === undefined || (fits instanceof RegExp ? fits.test(value) : fits(value))) return [];
    return [{ code }];
  });
}

export const BOOLEAN = /^(true|false)$/;

export const dateForms = {
  fromDate: [isCalendarDate, 'FORMAT_FROM_DATE'],
  toDate: [isCalendarDate, 'FORMAT_TO_DATE'],
} as const;

/** One of two dates without the other. */
export function findMissingDates({ query }: ApiCall): Refusal[] {
  const [from, to] = [query('fromDate'), query('toDate')];
  if ((from === undefined) === (to === undefined)) return [];
  return [{ code: from === undefined ? 'MISSING_FROM_DATE' : 'MISSING_TO_DATE' }];
}

/** What is wrong with a range of two dates that are dates. */
export function findRangeRefusal({ query }: ApiCall): RefusalCode | undefined {
  const [from, to] = [query('fromDate'), query('toDate')];
  if (from === undefined || to === undefined) return undefined;
  if (to < from) return 'RANGE_TO_DATE_BEFORE_FROM_DATE';
  return to > addDays(from, LONGEST_RANGE_DAYS) ? 'RULE_INVALID_DATE_RANGE' : undefined;
}
