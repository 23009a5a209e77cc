import type { Operation } from './operation.ts';

/** Property Business 6.0: what UK and foreign property share (deleting annual submissions, listing periods). */
export const propertySubmissions: readonly Operation[] = [];
