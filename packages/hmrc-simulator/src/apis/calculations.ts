import type { Operation } from './operation.ts';

/** Individual Calculations 8.0. */
export const calculations: readonly Operation[] = [];
