import type { MeaningRow } from './row.ts';

/** Codes of the operations in `operations/accounts`. */
export const accountsRows: readonly MeaningRow[] = [];
