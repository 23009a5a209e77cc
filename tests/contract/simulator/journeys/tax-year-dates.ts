import { startYearOf } from '../../hmrc/tax-years.ts';

/** Tax years up to 2026-27, by the kind of figures that they have. */
export const periodYears = ['2022-23', '2023-24', '2024-25'] as const;
export const cumulativeYears = ['2025-26', '2026-27'] as const;
export const years = [...periodYears, ...cumulativeYears] as const;

interface Dates {
  fromDate: string;
  toDate: string;
}

export function wholeYear(taxYear: string): Dates {
  const year = startYearOf(taxYear);
  return { fromDate: `${year}-04-06`, toDate: `${year + 1}-04-05` };
}

/** The accounting period of property. */
export function accountingPeriodOf(taxYear: string): { startDate: string; endDate: string } {
  const { fromDate, toDate } = wholeYear(taxYear);
  return { startDate: fromDate, endDate: toDate };
}

export function quartersOf(taxYear: string): readonly Dates[] {
  const year = startYearOf(taxYear);
  return [
    { fromDate: `${year}-04-06`, toDate: `${year}-07-05` },
    { fromDate: `${year}-07-06`, toDate: `${year}-10-05` },
    { fromDate: `${year}-10-06`, toDate: `${year + 1}-01-05` },
    { fromDate: `${year + 1}-01-06`, toDate: `${year + 1}-04-05` },
  ];
}
