import type { Operation } from './operation.ts';

/** Property Business 6.0: period summaries of a UK property business, to 2024-25. */
export const ukPropertyPeriods: readonly Operation[] = [];
