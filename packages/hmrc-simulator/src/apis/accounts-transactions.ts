import { isOverdue, periodOf, type Account, type Charge, type Payment } from './accounts-kept.ts';

const DAY_MS = 86_400_000;
/** A made-up yearly rate of interest on what is paid late, in per cent. */
const INTEREST_PERCENT = 7.75;

const words = {
  'first-on-account': { document: 'ITSA- POA 1', charge: 'POA1' },
  'second-on-account': { document: 'ITSA - POA 2', charge: 'POA2' },
  balance: { document: 'ITSA- Bal Charge', charge: 'BCD' },
} as const satisfies Record<Charge['kind'], object>;

/** What a caller of balance and transactions asked for beside the charges. */
export interface DetailOptions {
  today: string;
  locks: boolean;
  interest: boolean;
  payments: boolean;
}

const paidPence = ({ amountPence, outstandingPence }: Charge): number => amountPence - outstandingPence;

/** The payment that paid a charge, or some of it. */
function paymentFor(charge: Charge, { payments }: Account): Payment | undefined {
  return payments.find(({ allocations }) =>
    allocations.some((one) => one.charge.transactionId === charge.transactionId),
  );
}

/** A charge among HMRC's documents. */
export function chargeDocument(charge: Charge, account: Account) {
  const payment = paymentFor(charge, account);
  return {
    taxYear: charge.taxYear,
    documentId: charge.transactionId,
    documentDate: charge.createdOn,
    documentDueDate: charge.dueOn,
    documentDescription: words[charge.kind].document,
    originalAmount: charge.amountPence / 100,
    outstandingAmount: charge.outstandingPence / 100,
    ...(payment && {
      lastClearing: {
        lastClearingDate: payment.paidOn,
        lastClearingReason: 'Incoming Payment',
        lastClearedAmount: paidPence(charge) / 100,
      },
    }),
    isChargeEstimate: false,
    isCodedOut: false,
  };
}

/** A payment among HMRC's documents: what is paid counts below zero. */
export function paymentDocument(payment: Payment) {
  return {
    documentId: payment.transactionId,
    documentDate: payment.paidOn,
    documentDescription: 'Payment',
    originalAmount: -payment.amountPence / 100,
    outstandingAmount: 0,
    isChargeEstimate: false,
    isCodedOut: false,
    paymentLot: payment.lot,
    paymentLotItem: payment.item,
    effectiveDateOfPayment: payment.paidOn,
  };
}

/** A charge in HMRC's books, with how it was cleared. */
export function financialDetail(charge: Charge, account: Account, options: DetailOptions) {
  const { from, to } = periodOf(charge);
  const payment = paymentFor(charge, account);
  return {
    taxYear: charge.taxYear,
    chargeDetail: { documentId: charge.transactionId, chargeTypeDescription: words[charge.kind].charge },
    taxPeriodFrom: from,
    taxPeriodTo: to,
    documentNumber: charge.transactionId,
    documentNumberItem: '0001',
    chargeReference: charge.chargeReference,
    originalAmount: charge.amountPence / 100,
    outstandingAmount: charge.outstandingPence / 100,
    clearedAmount: paidPence(charge) / 100,
    ...(options.interest && { accruedInterest: interestPence(charge, options.today) / 100 }),
    items: [
      {
        itemId: '001',
        dueDate: charge.dueOn,
        amount: charge.amountPence / 100,
        ...(payment && { clearingDate: payment.paidOn, clearingReason: 'Incoming Payment' }),
        ...(options.locks && {
          locks: {
            isChargeOnHold: false,
            isEstimatedChargeOnHold: false,
            isInterestAccrualOnHold: false,
            isInterestChargeOnHold: false,
          },
        }),
        ...(options.payments && payment && paymentFields(payment)),
        isChargeEstimate: false,
      },
    ],
  };
}

function paymentFields({ transactionId, amountPence, lot, item }: Payment) {
  return {
    paymentReference: transactionId,
    paymentAmount: amountPence / 100,
    paymentMethod: 'BACS',
    paymentLot: lot,
    paymentLotItem: item,
    clearingSAPDocument: transactionId,
  };
}

function interestPence(charge: Charge, today: string): number {
  if (!isOverdue(charge, today)) return 0;
  const days = (Date.parse(today) - Date.parse(charge.dueOn)) / DAY_MS;
  return Math.round((charge.outstandingPence * INTEREST_PERCENT * days) / 36_500);
}
