/** Where a tax year is declared. */
export const declarationPath = (taxYear: string): string => `/years/${taxYear}/final-declaration`;

/** Where the figures are looked at, and agreed to. */
export const agreementPath = (of: { taxYear: string; id: string }): string =>
  `${declarationPath(of.taxYear)}/${of.id}`;
