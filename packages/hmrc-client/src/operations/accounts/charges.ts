import type { Operation } from '../../operation.ts';
import { reads } from '../../shapes/read.ts';
import {
  choice,
  date,
  group,
  list,
  optional,
  type Out,
  required,
  signedMoney,
  text,
} from '../../shapes/shape.ts';

export interface ChargeByTransactionIdParams {
  nino: string;
  /** 1 to 12 letters and digits: `documentId` of a document in `retrieveBalanceAndTransactions`. */
  transactionId: string;
}

export interface ChargeByReferenceParams {
  nino: string;
  /** Two letters and 12 digits: `chargeReference` of a charge in `retrieveBalanceAndTransactions`. */
  chargeReference: string;
}

/** What kind of amendment a charge comes from. */
export const chargeClassification = choice([
  'enquiry-amendment',
  'auto-correction',
  'manual-correction',
  'customer-rejection-of-a-correction',
]);

const chargeHistory = group({
  chargeHistoryDetails: required(
    list(
      group({
        taxYear: optional(text()),
        transactionId: required(text()),
        /** The day the charge was made. */
        transactionDate: required(date()),
        description: required(text()),
        /** Not in production yet. */
        chargeClassification: optional(chargeClassification),
        /** The charge after the change. */
        totalAmountPence: required(signedMoney()),
        /** HMRC means to drop it in favour of `changeTimestamp`. */
        changeDate: optional(date()),
        changeTimestamp: required(text()),
        changeReason: required(text()),
        /** Three digits that say why payments on account changed. */
        poaAdjustmentReason: optional(text()),
      }),
    ),
  ),
});
/** The changes that HMRC made to one charge. */
export type ChargeHistory = Out<typeof chargeHistory>;

/**
 * Self Assessment Accounts 4.0: history of a charge by transaction id. 404 `MATCHING_RESOURCE_NOT_FOUND` where there is none.
 * @see Self Assessment Accounts (MTD) 4.0, HMRC, August 2026
 */
export const retrieveChargeHistoryByTransactionId: Operation<ChargeByTransactionIdParams, ChargeHistory> = {
  name: 'retrieveChargeHistoryByTransactionId',
  version: '4.0',
  method: 'GET',
  path: '/accounts/self-assessment/{nino}/charges/transactionId/{transactionId}',
  reads: reads(chargeHistory),
};

/**
 * Self Assessment Accounts 4.0: history of a charge by its reference. 404 `MATCHING_RESOURCE_NOT_FOUND` where there is none.
 * @see Self Assessment Accounts (MTD) 4.0, HMRC, August 2026
 */
export const retrieveChargeHistoryByChargeReference: Operation<ChargeByReferenceParams, ChargeHistory> = {
  name: 'retrieveChargeHistoryByChargeReference',
  version: '4.0',
  method: 'GET',
  path: '/accounts/self-assessment/{nino}/charges/chargeReference/{chargeReference}',
  reads: reads(chargeHistory),
};

/**
 * Self Assessment Accounts 4.0: history of a charge at its older address, with the same answer as
 * `retrieveChargeHistoryByTransactionId`. 404 `MATCHING_RESOURCE_NOT_FOUND` where there is none.
 * @see Self Assessment Accounts (MTD) 4.0, HMRC, August 2026
 */
export const retrieveCharge: Operation<ChargeByTransactionIdParams, ChargeHistory> = {
  name: 'retrieveCharge',
  version: '4.0',
  method: 'GET',
  path: '/accounts/self-assessment/{nino}/charges/{transactionId}',
  reads: reads(chargeHistory),
};
