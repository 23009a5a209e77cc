import type { Operation } from './operation.ts';

/** Individual Losses 6.0, to 2025-26. */
export const lossesV6: readonly Operation[] = [];
