import type { MeaningRow } from './row.ts';

/** Codes of the operations in `operations/adjustments`. */
export const adjustmentsRows: readonly MeaningRow[] = [];
