import type { Answer } from '../platform/answer.ts';
import { refuse, type RefusalCode } from '../platform/refusals.ts';
import { accountOf, periodOf, type Payment } from './accounts-kept.ts';
import { dateForms, findMissingDates, findQueryRefusals, findRangeRefusal } from './accounts-queries.ts';
import type { ApiCall, Operation } from './operation.ts';

/** Payments, and what each of them paid. */
export const paymentsAndAllocations: readonly Operation[] = [
  {
    name: 'payments-and-allocations',
    method: 'GET',
    path: '/accounts/self-assessment/:nino/payments-and-allocations',
    version: '4.0',
    scope: 'read:self-assessment',
    codes: [
      'FORMAT_NINO',
      'FORMAT_FROM_DATE',
      'FORMAT_TO_DATE',
      'RANGE_TO_DATE_BEFORE_FROM_DATE',
      'RULE_INVALID_DATE_RANGE',
      'MISSING_TO_DATE',
      'MISSING_FROM_DATE',
      'RULE_INCONSISTENT_QUERY_PARAMS',
      'FORMAT_PAYMENT_LOT',
      'FORMAT_PAYMENT_LOT_ITEM',
      'MISSING_PAYMENT_LOT',
      'MISSING_PAYMENT_LOT_ITEM',
      'CLIENT_OR_AGENT_NOT_AUTHORISED',
      'MATCHING_RESOURCE_NOT_FOUND',
    ],
    handle: list,
  },
];

function list(call: ApiCall): Answer {
  const { core, user, query } = call;
  const [lot, item] = [query('paymentLot'), query('paymentLotItem')];
  const [first, ...more] = [
    ...findQueryRefusals(call, {
      ...dateForms,
      paymentLot: [/^[0-9A-Za-z]{1,12}$/, 'FORMAT_PAYMENT_LOT'],
      paymentLotItem: [/^[0-9A-Za-z]{1,6}$/, 'FORMAT_PAYMENT_LOT_ITEM'],
    }),
    ...findMissingDates(call),
    ...((lot === undefined) === (item === undefined)
      ? []
      : [{ code: lot === undefined ? 'MISSING_PAYMENT_LOT' : 'MISSING_PAYMENT_LOT_ITEM' } as const]),
  ];
  if (first) return refuse(first, ...more);
  const from = query('fromDate');
  const to = query('toDate');
  const code: RefusalCode | undefined =
    (lot === undefined) === (from === undefined) ? 'RULE_INCONSISTENT_QUERY_PARAMS' : findRangeRefusal(call);
  if (code) return refuse({ code });
  const { payments = [] } = accountOf(core, user) ?? {};
  const found = payments.filter((one) =>
    lot === undefined
      ? one.paidOn >= (from ?? '') && one.paidOn <= (to ?? '')
      : one.lot === lot && one.item === item,
  );
  return found.length > 0
    ? { status: 200, body: { payments: found.map(toBody) } }
    : refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
}

function toBody({ transactionId, lot, item, amountPence, paidOn, allocations }: Payment) {
  return {
    paymentLot: lot,
    paymentLotItem: item,
    paymentReference: transactionId,
    paymentAmount: amountPence / 100,
    paymentMethod: 'BACS',
    transactionDate: paidOn,
    allocations: allocations.map(({ charge, pence }) => {
      const { from, to } = periodOf(charge);
      return {
        chargeReference: charge.chargeReference,
        startDate: from,
        endDate: to,
        dueDate: charge.dueOn,
        chargeDetail: {
          documentId: charge.transactionId,
          chargeTypeDescription: charge.kind === 'balance' ? 'BalancingCharge' : 'PaymentOnAccount',
        },
        amount: charge.amountPence / 100,
        clearedAmount: pence / 100,
      };
    }),
  };
}
