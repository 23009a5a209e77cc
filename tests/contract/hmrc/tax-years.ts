/** Tax years by the year they start in; an end that is open is null. */
export interface YearRange {
  from: number | null;
  to: number | null;
}

/**
 * The tax years that a title of a schema, the name of an example or a row of a table speaks of, such as "TY 2025-26 and after";
 * null where it names none.
 */
export function readYears(text: string): YearRange | null {
  const years = [...text.matchAll(/(?<!\d)(20\d\d)-\d\d(?!\d)/g)].map(([, year]) => Number(year));
  const first = years[0];
  if (first === undefined) return null;
  const last = years.at(-1) ?? first;
  if (/pre-ty|(?<!and |or )before \d/i.test(text) || /(?<!and |or )before (ty )?20/i.test(text)) {
    return { from: null, to: first - 1 };
  }
  if (/(and|or) before/i.test(text)) return { from: null, to: last };
  if (/after|onwards/i.test(text)) return { from: first, to: null };
  return { from: first, to: last };
}

export function includesYear(range: YearRange, year: number): boolean {
  return (range.from === null || range.from <= year) && (range.to === null || year <= range.to);
}

/** `2026` of `2026-27`. */
export function startYearOf(taxYear: string): number {
  return Number(taxYear.slice(0, 4));
}

/** `2026-27` of `2026`. */
export function taxYearOf(startYear: number): string {
  return `${startYear}-${String((startYear + 1) % 100).padStart(2, '0')}`;
}
