import type { Operation } from '../../operation.ts';
import type { HmrcError } from '../../result.ts';
import { reads } from '../../shapes/read.ts';
import { date, group, list, optional, type Out, required, signedMoney, text } from '../../shapes/shape.ts';
import { checkDateRange, checkForm } from './date-range.ts';

/** HMRC wants a range of dates, or one payment by its lot and its place in the lot. */
export interface PaymentsAndAllocationsParams {
  nino: string;
  /** `YYYY-MM-DD`; both dates or neither, at most 732 days apart. */
  fromDate?: string;
  /** `YYYY-MM-DD`, not before `fromDate`. */
  toDate?: string;
  /** 1 to 12 letters and digits; goes with `paymentLotItem`. */
  paymentLot?: string;
  /** 1 to 6 letters and digits. */
  paymentLotItem?: string;
}

const allocation = group({
  chargeReference: required(text()),
  periodKey: optional(text()),
  periodKeyDescription: optional(text()),
  startDate: optional(date()),
  endDate: optional(date()),
  dueDate: optional(date()),
  chargeDetail: optional(
    group({
      documentId: optional(text()),
      documentType: optional(text()),
      documentTypeDescription: optional(text()),
      chargeType: optional(text()),
      chargeTypeDescription: optional(text()),
    }),
  ),
  amountPence: optional(signedMoney()),
  clearedAmountPence: optional(signedMoney()),
  contractAccount: optional(text()),
});

const paymentsAndAllocations = group({
  payments: required(
    list(
      group({
        paymentLot: optional(text()),
        paymentLotItem: optional(text()),
        paymentReference: optional(text()),
        paymentAmountPence: optional(signedMoney()),
        paymentMethod: optional(text()),
        /** The day HMRC received it. */
        transactionDate: optional(date()),
        /** The charges that it went to. */
        allocations: required(list(allocation)),
      }),
    ),
  ),
});
/** Payments that HMRC received, and the charges they went to. */
export type PaymentsAndAllocations = Out<typeof paymentsAndAllocations>;

/**
 * Self Assessment Accounts 4.0: payments and allocations. 404 `MATCHING_RESOURCE_NOT_FOUND` where there are none.
 * @see Self Assessment Accounts (MTD) 4.0, HMRC, August 2026
 */
export const listPaymentsAndAllocations: Operation<PaymentsAndAllocationsParams, PaymentsAndAllocations> = {
  name: 'listPaymentsAndAllocations',
  version: '4.0',
  method: 'GET',
  path: '/accounts/self-assessment/{nino}/payments-and-allocations',
  query: ({ fromDate, toDate, paymentLot, paymentLotItem }) => ({
    fromDate,
    toDate,
    paymentLot,
    paymentLotItem,
  }),
  check: checkParams,
  reads: reads(paymentsAndAllocations),
};

function checkParams(params: PaymentsAndAllocationsParams): HmrcError[] {
  const { fromDate, toDate, paymentLot, paymentLotItem } = params;
  const refusal = (code: string, message: string): HmrcError[] => [{ code, message, paths: [] }];
  const lot = 'A payment lot is 1 to 12 letters and digits.';
  const item = 'An item of a payment lot is 1 to 6 letters and digits.';
  const errors = [
    ...checkDateRange(fromDate, toDate),
    ...checkForm(paymentLot, /^[A-Za-z0-9]{1,12}$/, 'FORMAT_PAYMENT_LOT', lot),
    ...checkForm(paymentLotItem, /^[A-Za-z0-9]{1,6}$/, 'FORMAT_PAYMENT_LOT_ITEM', item),
  ];
  if (errors.length > 0) return errors;
  if (paymentLot === undefined && paymentLotItem !== undefined) {
    return refusal('MISSING_PAYMENT_LOT', 'An item of a payment lot needs its lot.');
  }
  if (paymentLot !== undefined && paymentLotItem === undefined) {
    return refusal('MISSING_PAYMENT_LOT_ITEM', 'A payment lot needs the item in it.');
  }
  if (paymentLot === undefined && fromDate === undefined) {
    const message = 'Ask for a range of dates, or for one payment by its lot and item.';
    return refusal('RULE_INCONSISTENT_QUERY_PARAMS', message);
  }
  return [];
}
