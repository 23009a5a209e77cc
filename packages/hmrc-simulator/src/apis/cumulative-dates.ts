import { addDays, endOfMonth } from '../dates.ts';
import type { RefusalCode } from '../platform/refusals.ts';
import type { Business } from '../state/schema.ts';
import { amendmentWindowEnd, firstDayOf, quarterlyPeriods, quarterlyTypeIn } from '../tax-year.ts';

/** How many days before its period ends an update may be sent. */
const EARLIEST_DAYS = 10;

/** What the rules about an update's dates depend on. */
export interface DateRuleInput {
  startYear: number;
  today: string;
  business: Business;
  reportsQuarterly: boolean;
  fromDate: string | undefined;
  toDate: string | undefined;
  /** The end of the update accepted last, if any. */
  lastToDate: string | undefined;
}

/**
 * The first of HMRC's rules that the dates of a cumulative update break, if any. HMRC's backend judges them one by one
 * and its order is not published, so the order here is ours: window, presence, start, end, earliness, backwards.
 */
export function findBrokenDateRule(input: DateRuleInput): RefusalCode | undefined {
  const { startYear, today, reportsQuarterly, fromDate, toDate, lastToDate } = input;
  if (today > amendmentWindowEnd(startYear)) return 'RULE_OUTSIDE_AMENDMENT_WINDOW';
  if (!reportsQuarterly) {
    return fromDate === undefined && toDate === undefined ? undefined : 'RULE_START_AND_END_DATE_NOT_ALLOWED';
  }
  if (fromDate === undefined || toDate === undefined) return 'RULE_MISSING_SUBMISSION_DATES';
  return (
    checkStart(input, fromDate) ??
    checkEnd(input, toDate) ??
    (lastToDate !== undefined && toDate < lastToDate
      ? 'RULE_SUBMISSION_END_DATE_CANNOT_MOVE_BACKWARDS'
      : undefined)
  );
}

function checkStart({ startYear, business }: DateRuleInput, fromDate: string): RefusalCode | undefined {
  const firstDay = firstDayOf(startYear, business.quarterlyTypeChoice);
  const { commencementDate } = business;
  if (commencementDate > firstDay) {
    return fromDate === commencementDate ? undefined : 'RULE_START_DATE_NOT_ALIGNED_TO_COMMENCEMENT_DATE';
  }
  return fromDate === firstDay ? undefined : 'RULE_START_DATE_NOT_ALIGNED_WITH_REPORTING_TYPE';
}

function checkEnd({ startYear, today, business }: DateRuleInput, toDate: string): RefusalCode | undefined {
  const { quarterlyTypeChoice, commencementDate } = business;
  const periods = quarterlyPeriods(startYear, quarterlyTypeChoice, commencementDate);
  const period = periods.find(({ endDate }) => endDate >= toDate);
  if (!period) return 'RULE_END_DATE_NOT_ALIGNED_WITH_REPORTING_TYPE';
  if (toDate > today) {
    if (period.endDate > addDays(today, EARLIEST_DAYS)) return 'RULE_EARLY_DATA_SUBMISSION_NOT_ACCEPTED';
    return toDate === period.endDate ? undefined : 'RULE_ADVANCE_SUBMISSION_REQUIRES_PERIOD_END_DATE';
  }
  // Updates more often than quarterly are welcome, as long as they end where a month of their type ends.
  const aligned =
    quarterlyTypeIn(startYear, quarterlyTypeChoice) === 'calendar'
      ? toDate === endOfMonth(toDate)
      : toDate.endsWith('-05');
  return aligned ? undefined : 'RULE_END_DATE_NOT_ALIGNED_WITH_REPORTING_TYPE';
}
