import {
  choice,
  date,
  flag,
  group,
  list,
  optional,
  type Out,
  required,
  type Shape,
  signedMoney,
  text,
} from '../../shapes/shape.ts';

/** Locks on a charge, where `includeLocks` asked for them. */
const locks = group({
  isChargeOnHold: required(flag()),
  isEstimatedChargeOnHold: required(flag()),
  isInterestAccrualOnHold: required(flag()),
  isInterestChargeOnHold: required(flag()),
});

const item = group({
  itemId: optional(text()),
  dueDate: optional(date()),
  amountPence: optional(signedMoney()),
  clearingDate: optional(date()),
  clearingReason: optional(
    choice(['Incoming Payment', 'Outgoing Payment', 'Reversal', 'Manual Clearing', 'Automatic Clearing']),
  ),
  outgoingPaymentMethod: optional(
    choice(['Repayment to Card', 'Payable Order Repayment', 'BACS Payment out']),
  ),
  locks: optional(locks),
  isReturn: optional(flag()),
  /** These five only where `customerPaymentInformation` asked for them. */
  paymentReference: optional(text()),
  paymentAmountPence: optional(signedMoney()),
  paymentMethod: optional(text()),
  paymentLot: optional(text()),
  paymentLotItem: optional(text()),
  clearingSAPDocument: optional(text()),
  isChargeEstimate: optional(flag()),
  codedOutStatus: optional(
    choice([
      'initiated',
      'not-collected',
      'partly-collected',
      'fully-collected',
      'awaiting-collection',
      'waiting-cancellation',
      'cancelled',
      'rejected',
    ]),
  ),
});

const financial = group({
  taxYear: required(text()),
  chargeDetail: required(
    group({
      documentId: required(text()),
      documentType: optional(text()),
      documentTypeDescription: optional(text()),
      chargeType: optional(text()),
      chargeTypeDescription: optional(text()),
    }),
  ),
  taxPeriodFrom: optional(date()),
  taxPeriodTo: optional(date()),
  contractAccount: optional(text()),
  documentNumber: optional(text()),
  documentNumberItem: optional(text()),
  /** What `retrieveChargeHistoryByChargeReference` takes. */
  chargeReference: optional(text()),
  originalAmountPence: optional(signedMoney()),
  outstandingAmountPence: optional(signedMoney()),
  clearedAmountPence: optional(signedMoney()),
  accruedInterestPence: optional(signedMoney()),
  items: required(list(item)),
});
type Financial = Out<typeof financial>;
/** One charge with the items it is made of and cleared by. */
export type FinancialDetail = { [Name in keyof Financial]: Financial[Name] };
export const financialDetail: Shape<never, FinancialDetail> = financial;
