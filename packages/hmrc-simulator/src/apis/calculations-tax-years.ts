import { FIRST_TAXED_YEAR } from '../tax/rates.ts';

/** The tax years of every operation on calculations. */
export const TAX_YEARS = { first: FIRST_TAXED_YEAR, last: 'current' } as const;
