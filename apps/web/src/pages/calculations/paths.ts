/** Where a tax year's calculations are. */
export const taxPath = (taxYear: string): string => `/years/${taxYear}/tax`;

export const calculationPath = (calculation: { taxYear: string; id: string }): string =>
  `/years/${calculation.taxYear}/calculations/${calculation.id}`;

export const balancePath = '/balance';
