import type { Operation } from './operation.ts';

/** Property Business 6.0: cumulative updates of a foreign property business. */
export const foreignPropertyCumulative: readonly Operation[] = [];
