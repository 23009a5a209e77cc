/** The address of a business's End of Period Statement. */
export const statementRoute = '/years/:taxYear/end-of-period-statement/:businessId';

/** Where the End of Period Statement of a business and tax year is made. */
export const statementPath = (of: { taxYear: string; businessId: string }): string =>
  `/years/${of.taxYear}/end-of-period-statement/${encodeURIComponent(of.businessId)}`;

/** How a type of property business is called. */
export const businessWords = {
  'uk-property': 'UK property',
  'foreign-property': 'Foreign property',
} as const;
