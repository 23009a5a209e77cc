import { addDays } from './dates.ts';

/** The first tax year with cumulative updates, by its starting year. */
export const FIRST_CUMULATIVE_YEAR = 2025;

export type QuarterlyPeriodType = 'standard' | 'calendar';

/** One quarterly update. From 2025-26 on it is cumulative, so every period starts with the tax year. */
export interface QuarterlyPeriod {
  startDate: string;
  endDate: string;
  dueDate: string;
}

/** What a period's shape depends on; it holds from `taxYearOfChoice` on, and before that what was chosen earlier. */
export interface QuarterlyTypeChoice {
  quarterlyPeriodType: QuarterlyPeriodType;
  taxYearOfChoice: string;
  earlier?: QuarterlyTypeChoice | undefined;
}

/** Reads `2026-27` into its starting year, or says which of HMRC's two codes refuses it. */
export function readTaxYear(
  text: string,
): { ok: true; startYear: number } | { ok: false; code: 'FORMAT_TAX_YEAR' | 'RULE_TAX_YEAR_RANGE_INVALID' } {
  const match = /^(2\d{3})-(\d{2})$/.exec(text);
  if (!match) return { ok: false, code: 'FORMAT_TAX_YEAR' };
  const startYear = Number(match[1]);
  return Number(match[2]) === (startYear + 1) % 100
    ? { ok: true, startYear }
    : { ok: false, code: 'RULE_TAX_YEAR_RANGE_INVALID' };
}

/** `2026` becomes `2026-27`. */
export function formatTaxYear(startYear: number): string {
  return `${startYear}-${String((startYear + 1) % 100).padStart(2, '0')}`;
}

/** The starting year of the tax year that a date falls in. */
export function taxYearOf(date: string): number {
  const year = Number(date.slice(0, 4));
  return date.slice(5) >= '04-06' ? year : year - 1;
}

/** The choice that is in force in a tax year, if any. */
function choiceIn(
  startYear: number,
  choice: QuarterlyTypeChoice | undefined,
): QuarterlyTypeChoice | undefined {
  const taxYear = formatTaxYear(startYear);
  let inForce = choice;
  while (inForce && taxYear < inForce.taxYearOfChoice) inForce = inForce.earlier;
  return inForce;
}

/** The type of quarters a business uses in a tax year: standard until something else is chosen. */
export function quarterlyTypeIn(
  startYear: number,
  choice: QuarterlyTypeChoice | undefined,
): QuarterlyPeriodType {
  return choiceIn(startYear, choice)?.quarterlyPeriodType ?? 'standard';
}

/** The first day that an update for a tax year covers, before any commencement date. */
export function firstDayOf(startYear: number, choice: QuarterlyTypeChoice | undefined): string {
  const inForce = choiceIn(startYear, choice);
  // In the year of the change to calendar quarters the first period still starts on 6 April.
  const calendar =
    inForce?.quarterlyPeriodType === 'calendar' && inForce.taxYearOfChoice !== formatTaxYear(startYear);
  return calendar ? `${startYear}-04-01` : `${startYear}-04-06`;
}

/** The four quarterly updates of a tax year (fewer in the year a business began), with their due dates. */
export function quarterlyPeriods(
  startYear: number,
  choice: QuarterlyTypeChoice | undefined,
  commencementDate: string,
): QuarterlyPeriod[] {
  const next = startYear + 1;
  const calendar = quarterlyTypeIn(startYear, choice) === 'calendar';
  const ends = calendar
    ? [`${startYear}-06-30`, `${startYear}-09-30`, `${startYear}-12-31`, `${next}-03-31`]
    : [`${startYear}-07-05`, `${startYear}-10-05`, `${next}-01-05`, `${next}-04-05`];
  // HMRC moved the due dates from the 5th to the 7th from tax year 2026-27; both types share them.
  const day = startYear >= 2026 ? '07' : '05';
  const dues = [`${startYear}-08-${day}`, `${startYear}-11-${day}`, `${next}-02-${day}`, `${next}-05-${day}`];
  const firstDay = firstDayOf(startYear, choice);
  const begin = commencementDate > firstDay ? commencementDate : firstDay;
  return ends.flatMap((endDate, index) => {
    const dueDate = dues[index];
    if (dueDate === undefined || endDate < begin) return [];
    const before = startYear < FIRST_CUMULATIVE_YEAR ? ends[index - 1] : undefined;
    const startDate = before === undefined || before < begin ? begin : addDays(before, 1);
    return [{ startDate, endDate, dueDate }];
  });
}

/** The last day on which figures of a tax year may change: a year after the filing date of 31 January. */
export function amendmentWindowEnd(startYear: number): string {
  return `${startYear + 3}-01-31`;
}

/** The newest tax year with obligations: HMRC shows those of the coming year from the start of April. */
export function newestObligationYear(today: string): number {
  return taxYearOf(addDays(today, 5));
}
