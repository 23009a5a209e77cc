import type { ServedYears } from '../../operation.ts';

const first = { from: '2022-23', sandboxFrom: '2021-22' };

const firstOf = (inProduction: boolean): string => (inProduction ? first.from : first.sandboxFrom);
const none = (inProduction: boolean): string =>
  `No operation of this client serves years before ${firstOf(inProduction)}.`;

/** Years in which each quarter is sent on its own. `instead`: who serves later ones. */
export function yearsOfPeriods(instead: string): ServedYears {
  return {
    ...first,
    to: '2024-25',
    otherwise: (taxYear, inProduction) =>
      taxYear > '2024-25' ? `From 2025-26 on the year to date is sent: ${instead}.` : none(inProduction),
  };
}

/** Years in which each quarter is sent with all before it. `instead`: who serves earlier ones. */
export function yearsOfCumulative(instead: string): ServedYears {
  return {
    from: '2025-26',
    otherwise: (taxYear, inProduction) =>
      taxYear < firstOf(inProduction)
        ? none(inProduction)
        : `Before 2025-26 each quarter is sent as a period summary: ${instead}.`,
  };
}

/** Years of annual submissions: all that HMRC serves through this API. */
export const yearsOfAnnual: ServedYears = {
  ...first,
  otherwise: (_taxYear, inProduction) => none(inProduction),
};

/** Years in which foreign properties are registered one by one. `of2025`, `before`: who serves earlier ones. */
export function yearsOfDetails(of2025: string, before: string): ServedYears {
  return {
    from: '2026-27',
    otherwise: (taxYear, inProduction) => {
      if (taxYear < firstOf(inProduction)) return none(inProduction);
      const instead = taxYear === '2025-26' ? of2025 : before;
      return `Before 2026-27 foreign property has figures by country, and no properties to register: ${instead}.`;
    },
  };
}
