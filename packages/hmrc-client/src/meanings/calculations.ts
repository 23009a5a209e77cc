import type { MeaningRow } from './row.ts';

/** Codes of the operations in `operations/calculations`. */
export const calculationsRows: readonly MeaningRow[] = [];
