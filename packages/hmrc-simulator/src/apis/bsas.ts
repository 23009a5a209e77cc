import type { Operation } from './operation.ts';

/** Business Source Adjustable Summary 7.0. */
export const bsas: readonly Operation[] = [];
