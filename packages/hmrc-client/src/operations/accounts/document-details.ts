import {
  choice,
  date,
  flag,
  group,
  number,
  optional,
  type Out,
  required,
  type Shape,
  signedMoney,
  text,
} from '../../shapes/shape.ts';
import { chargeClassification } from './charges.ts';

const lastClearing = group({
  lastClearingDate: optional(date()),
  lastClearingReason: optional(
    choice(['Incoming Payment', 'Outgoing Payment', 'Other', 'Write-Off', 'Reversal']),
  ),
  lastClearedAmountPence: optional(signedMoney()),
});

const latePaymentInterest = group({
  latePaymentInterestId: optional(text()),
  accruingInterestAmountPence: optional(signedMoney()),
  /** Per cent. */
  interestRate: optional(number()),
  interestStartDate: optional(date()),
  interestEndDate: optional(date()),
  interestAmountPence: optional(signedMoney()),
  interestDunningLockAmountPence: optional(signedMoney()),
  interestOutstandingAmountPence: optional(signedMoney()),
});

const reducedCharge = group({
  chargeType: optional(text()),
  documentNumber: optional(text()),
  amendmentDate: optional(date()),
  taxYear: optional(text()),
});

const document = group({
  taxYear: optional(text()),
  /** What `retrieveChargeHistoryByTransactionId` takes as `transactionId`. */
  documentId: required(text()),
  formBundleNumber: optional(text()),
  creditReason: optional(text()),
  documentDate: required(date()),
  documentText: optional(text()),
  documentDueDate: optional(date()),
  /** In HMRC's own words, such as `ITSA- POA 1` for a payment on account. */
  documentDescription: optional(text()),
  /** Not in production yet. */
  chargeClassification: optional(chargeClassification),
  originalAmountPence: required(signedMoney()),
  outstandingAmountPence: required(signedMoney()),
  lastClearing: optional(lastClearing),
  isChargeEstimate: required(flag()),
  isCodedOut: required(flag()),
  paymentLot: optional(text()),
  paymentLotItem: optional(text()),
  effectiveDateOfPayment: optional(date()),
  latePaymentInterest: optional(latePaymentInterest),
  amountCodedOutPence: optional(signedMoney()),
  reducedCharge: optional(reducedCharge),
  poaRelevantAmountPence: optional(signedMoney()),
});
type Document = Out<typeof document>;
/** One document of the account: a charge, a payment or a credit. */
export type DocumentDetail = { [Name in keyof Document]: Document[Name] };
export const documentDetail: Shape<never, DocumentDetail> = document;
