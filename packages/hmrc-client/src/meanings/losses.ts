import type { MeaningRow } from './row.ts';

/** Codes of the operations in `operations/losses`. */
export const lossesRows: readonly MeaningRow[] = [];
