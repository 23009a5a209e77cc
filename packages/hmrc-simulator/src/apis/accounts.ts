import { balanceAndTransactions } from './accounts-balance.ts';
import { chargeHistories } from './accounts-charges.ts';
import { codingOut } from './accounts-coding-out.ts';
import { codingOutChoice } from './accounts-coding-out-choice.ts';
import { paymentsAndAllocations } from './accounts-payments.ts';
import { penalties } from './accounts-penalties.ts';
import type { Operation } from './operation.ts';

/** Self Assessment Accounts 4.0. */
export const accounts: readonly Operation[] = [
  ...chargeHistories,
  ...balanceAndTransactions,
  ...paymentsAndAllocations,
  ...codingOut,
  ...codingOutChoice,
  ...penalties,
];
