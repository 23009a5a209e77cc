import type { MeaningRow } from './row.ts';

/** Codes of the operations in `operations/business`. */
export const businessRows: readonly MeaningRow[] = [];
