import type { Operation } from './operation.ts';

/** Self Assessment Accounts 4.0. */
export const accounts: readonly Operation[] = [];
