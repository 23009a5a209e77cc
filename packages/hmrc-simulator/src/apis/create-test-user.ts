import type { Operation } from './operation.ts';

/** Create Test User 1.0. */
export const createTestUser: readonly Operation[] = [];
