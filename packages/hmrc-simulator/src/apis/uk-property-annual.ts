import type { Operation } from './operation.ts';

/** Property Business 6.0: annual submissions of a UK property business. */
export const ukPropertyAnnual: readonly Operation[] = [];
