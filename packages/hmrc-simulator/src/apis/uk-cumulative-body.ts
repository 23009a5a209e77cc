import { readBody, type ValueOf } from '../bodies/body.ts';
import { fromFlat, toFlat } from '../bodies/flat-amounts.ts';
import { date, object } from '../bodies/parts.ts';
import { isCalendarDate } from '../dates.ts';
import type { Refusal } from '../platform/refusals.ts';
import { findBothExpenses, ukSide } from './property-fields.ts';

/** A cumulative update of a UK property business, read from HMRC's body. */
interface CumulativeUpdate {
  fromDate?: string;
  toDate?: string;
  /** Field path under `ukProperty` to integer pence. */
  pence: Record<string, number>;
}

export type BodyReading =
  { ok: true; update: CumulativeUpdate } | { ok: false; refusals: [Refusal, ...Refusal[]] };

const description = object(
  { ukProperty: ukSide('signed') },
  { fromDate: date('FORMAT_FROM_DATE'), toDate: date('FORMAT_TO_DATE') },
);
type Body = ValueOf<typeof description>;

/** Reads the body of a cumulative update, its rules about dates and expenses included. */
export function readCumulativeBody(bodyText: string): BodyReading {
  const reading = readBody(description, bodyText, findBrokenRules);
  if (!reading.ok) return reading;
  const { ukProperty: amounts, ...dates } = reading.value;
  return { ok: true, update: { ...dates, pence: toFlat(amounts) } };
}

/** Puts stored pence back into HMRC's nested pounds. */
export function toUkProperty(pence: Record<string, number>): Record<string, unknown> {
  return fromFlat(pence, (amountPence) => amountPence / 100);
}

function findBrokenRules({ fromDate, toDate, ukProperty }: Body): Refusal[] {
  return [...findBrokenDateRules(fromDate, toDate), ...findBothExpenses(ukProperty, '/ukProperty')];
}

/** What two dates of a cumulative update break by themselves; a date that is none has its own refusal. */
export function findBrokenDateRules(fromDate: string | undefined, toDate: string | undefined): Refusal[] {
  // One date alone is refused here; both missing depends on the person's status, and is judged later.
  if ((fromDate === undefined) !== (toDate === undefined)) return [{ code: 'RULE_MISSING_SUBMISSION_DATES' }];
  if (fromDate === undefined || toDate === undefined) return [];
  return isCalendarDate(fromDate) && isCalendarDate(toDate) && toDate < fromDate
    ? [{ code: 'RULE_TO_DATE_BEFORE_FROM_DATE' }]
    : [];
}
