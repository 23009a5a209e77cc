import type { Operation } from './operation.ts';

/** Self Assessment Test Support 1.0. */
export const testSupport: readonly Operation[] = [];
