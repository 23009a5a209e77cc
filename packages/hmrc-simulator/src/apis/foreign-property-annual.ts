import type { Operation } from './operation.ts';

/** Property Business 6.0: annual submissions of a foreign property business. */
export const foreignPropertyAnnual: readonly Operation[] = [];
