import {
  date,
  group,
  list,
  optional,
  type Out,
  required,
  type Shape,
  signedMoney,
  text,
} from '../../shapes/shape.ts';

const balance = group({
  payableAmountPence: required(signedMoney()),
  payableDueDate: optional(date()),
  pendingChargeDueAmountPence: required(signedMoney()),
  pendingChargeDueDate: optional(date()),
  overdueAmountPence: required(signedMoney()),
  /** Balancing payments by tax year. */
  bcdBalancePerYear: required(
    list(group({ taxYear: required(text()), bcdAmountPence: required(signedMoney()) })),
  ),
  /** The day after the due date that passed first. */
  earliestPaymentDateOverdue: optional(date()),
  /** Everything unpaid, without estimates and without what a tax code collects. */
  totalBalancePence: required(signedMoney()),
  amountCodedOutPence: optional(signedMoney()),
  totalBcdBalancePence: optional(signedMoney()),
  unallocatedCreditPence: optional(signedMoney()),
  allocatedCreditPence: optional(signedMoney()),
  totalCreditPence: optional(signedMoney()),
  firstPendingAmountRequestedPence: optional(signedMoney()),
  secondPendingAmountRequestedPence: optional(signedMoney()),
  availableCreditPence: optional(signedMoney()),
});
type Balance = Out<typeof balance>;
/** What a person owes in all: overdue, due within 30 days (`payable`), and later (`pending`). */
export type BalanceDetails = { [Name in keyof Balance]: Balance[Name] };
export const balanceDetails: Shape<never, BalanceDetails> = balance;

/** What a tax code collects instead of a payment. */
export const codingDetail = group({
  returnTaxYear: optional(text()),
  totalLiabilityAmountPence: optional(signedMoney()),
  codingTaxYear: optional(text()),
  coded: optional(group({ chargePence: optional(signedMoney()), initiationDate: optional(date()) })),
});
