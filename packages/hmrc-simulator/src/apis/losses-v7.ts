import type { Operation } from './operation.ts';

/** Individual Losses 7.0, from 2026-27. */
export const lossesV7: readonly Operation[] = [];
