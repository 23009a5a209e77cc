/** Where a tax year's calculations are. */
export const taxPath = (taxYear: string): string => `/years/${taxYear}/tax`;

export const calculationPath = (calculation: { taxYear: string; id: string }): string =>
  `/years/${calculation.taxYear}/calculations/${calculation.id}`;

/** Where HMRC's own list of a tax year's calculations is asked for. */
export const listAtHmrcPath = (taxYear: string): string => `${taxPath(taxYear)}/at-hmrc`;

/** Where one of HMRC's list is asked for, by HMRC's number of it. */
export const atHmrcPath = (taxYear: string, calculationId: string): string =>
  `${listAtHmrcPath(taxYear)}/${calculationId}`;

export const balancePath = '/balance';
