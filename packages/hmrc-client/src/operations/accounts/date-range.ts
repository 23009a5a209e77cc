import type { HmrcError } from '../../result.ts';
import { checkDateForms, daysBetween } from '../../values/dates.ts';

/** The longest range of dates that HMRC's accounts answer for. */
const mostDays = 732;

/** A pair of dates of a question about the account: both or neither. */
export function checkDateRange(fromDate: string | undefined, toDate: string | undefined): HmrcError[] {
  const forms = checkDateForms(fromDate, toDate);
  if (forms.length > 0) return forms;
  const refusal = (code: string, message: string): HmrcError[] => [{ code, message, paths: [] }];
  if (fromDate === undefined && toDate === undefined) return [];
  if (fromDate === undefined) return refusal('MISSING_FROM_DATE', 'An end date needs a start date.');
  if (toDate === undefined) return refusal('MISSING_TO_DATE', 'A start date needs an end date.');
  const days = daysBetween(fromDate, toDate);
  if (days < 0) return refusal('RANGE_TO_DATE_BEFORE_FROM_DATE', 'The end date lies before the start date.');
  if (days > mostDays) {
    return refusal('RULE_INVALID_DATE_RANGE', `The dates lie more than ${String(mostDays)} days apart.`);
  }
  return [];
}

/** Whether a value that may be left out is there and of another form than HMRC takes. */
export function checkForm(
  value: string | undefined,
  form: RegExp,
  code: string,
  message: string,
): HmrcError[] {
  return value === undefined || form.test(value) ? [] : [{ code, message, paths: [] }];
}
