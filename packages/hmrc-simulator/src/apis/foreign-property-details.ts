import type { Operation } from './operation.ts';

/** Property Business 6.0: the properties of a foreign property business, from 2026-27. */
export const foreignPropertyDetails: readonly Operation[] = [];
