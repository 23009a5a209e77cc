import type { ServedYears } from '../../operation.ts';

// HMRC's production starts with 2022-23, its sandbox a year before: which of the two answers is HMRC's to know.
const first = '2021-22';

/** Years in which each quarter is sent on its own. */
export function yearsOfPeriods(instead: string): ServedYears {
  return {
    from: first,
    to: '2024-25',
    otherwise: `From 2025-26 on the year to date is sent: ${instead}. Years before ${first} are not served.`,
  };
}

/** Years in which each quarter is sent with all before it. */
export function yearsOfCumulative(instead: string): ServedYears {
  return {
    from: '2025-26',
    otherwise: `Before 2025-26 each quarter is sent as a period summary: ${instead}.`,
  };
}

/** Years of annual submissions: all that HMRC serves through this API. */
export const yearsOfAnnual: ServedYears = { from: first, otherwise: `Years before ${first} are not served.` };

/** Years in which foreign properties are registered one by one. */
export const yearsOfDetails: ServedYears = {
  from: '2026-27',
  otherwise:
    'Before 2026-27 figures of foreign property are sent by country, without properties to register: ' +
    'putForeignPropertyCumulative, putForeignPropertyAnnual.',
};
