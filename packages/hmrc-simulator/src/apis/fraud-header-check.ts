import type { Operation } from './operation.ts';

/** Test Fraud Prevention Headers 1.0. */
export const fraudHeaderCheck: readonly Operation[] = [];
