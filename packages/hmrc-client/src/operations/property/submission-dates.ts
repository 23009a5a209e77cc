import type { HmrcError } from '../../result.ts';

/** HMRC's rules for the dates of a cumulative update: both or neither, and in their order. */
export function checkSubmissionDates({
  fromDate,
  toDate,
}: {
  fromDate?: string;
  toDate?: string;
}): HmrcError[] {
  if ((fromDate === undefined) !== (toDate === undefined)) {
    const message = 'An update has a start date and an end date, or neither.';
    return [{ code: 'RULE_MISSING_SUBMISSION_DATES', message, paths: [] }];
  }
  return fromDate === undefined || toDate === undefined ? [] : checkOrder(fromDate, toDate);
}

export function checkOrder(fromDate: string, toDate: string): HmrcError[] {
  if (toDate >= fromDate) return [];
  const message = 'The end date lies before the start date.';
  return [{ code: 'RULE_TO_DATE_BEFORE_FROM_DATE', message, paths: [] }];
}
