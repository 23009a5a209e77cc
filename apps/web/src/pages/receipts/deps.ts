import { type Accounts } from '../../domain/accounts/index.ts';
import { type Receipts } from '../../domain/receipts/index.ts';
import { type Submissions } from '../../domain/submissions/index.ts';
import { type Clock } from '../../platform/clock.ts';

/** What the pages of receipts are made of. */
export interface ReceiptPageDeps {
  accounts: Accounts;
  receipts: Receipts;
  submissions: Submissions;
  clock: Clock;
}
