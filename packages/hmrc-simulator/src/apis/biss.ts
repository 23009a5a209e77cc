import type { Operation } from './operation.ts';

/** Business Income Source Summary 3.0. */
export const biss: readonly Operation[] = [];
