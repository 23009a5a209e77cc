export { createReceipts, type AttemptReceipt, type Receipt, type Receipts } from './receipts.ts';
export { type FrozenLedger, type FrozenTransaction, type SentRequest } from './rules.ts';
