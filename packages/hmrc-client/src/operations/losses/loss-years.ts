import type { ServedYears } from '../../operation.ts';

/** Years of Individual Losses 6.0 for brought forward losses. `successor` does the same in later years. */
export function broughtForwardYears(successor: string): ServedYears {
  return {
    from: '2018-19',
    to: '2025-26',
    otherwise: (taxYear) =>
      taxYear > '2025-26'
        ? `From 2026-27: ${successor}.`
        : 'HMRC takes losses of years before 2018-19 through no operation.',
  };
}

/** Years of Individual Losses 6.0 for claims. `successor` does the same in later years. */
export function claimYears(successor: string): ServedYears {
  return {
    from: '2019-20',
    to: '2025-26',
    otherwise: (taxYear) =>
      taxYear > '2025-26'
        ? `From 2026-27: ${successor}.`
        : 'HMRC takes claims for years before 2019-20 through no operation.',
  };
}
