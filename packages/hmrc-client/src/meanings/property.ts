import type { MeaningRow } from './row.ts';

/** Codes of the operations in `operations/property`. */
export const propertyRows: readonly MeaningRow[] = [];
