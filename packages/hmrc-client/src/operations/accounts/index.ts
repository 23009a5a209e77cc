import { retrieveBalanceAndTransactions } from './balance.ts';
import {
  retrieveCharge,
  retrieveChargeHistoryByChargeReference,
  retrieveChargeHistoryByTransactionId,
} from './charges.ts';
import { optInToCodingOut, optOutOfCodingOut, retrieveCodingOutStatus } from './coding-out-choice.ts';
import { deleteCodingOut, putCodingOut, retrieveCodingOut } from './coding-out.ts';
import { listPaymentsAndAllocations } from './payments.ts';
import { retrievePenalties } from './penalties.ts';

/** Self Assessment Accounts 4.0. Payments themselves cannot be made through it. */
export const accountOperations = {
  retrieveBalanceAndTransactions,
  listPaymentsAndAllocations,
  retrieveChargeHistoryByTransactionId,
  retrieveChargeHistoryByChargeReference,
  retrieveCharge,
  retrieveCodingOut,
  putCodingOut,
  deleteCodingOut,
  retrieveCodingOutStatus,
  optOutOfCodingOut,
  optInToCodingOut,
  retrievePenalties,
};
