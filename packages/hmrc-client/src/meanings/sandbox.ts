import type { MeaningRow } from './row.ts';

/** Codes of the operations in `operations/sandbox`. */
export const sandboxRows: readonly MeaningRow[] = [];
