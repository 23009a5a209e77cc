import { addDays } from '../dates.ts';
import type { Answer } from '../platform/answer.ts';
import { refuse, type Refusal } from '../platform/refusals.ts';
import { accountOf, isOverdue, type Account, type Charge } from './accounts-kept.ts';
import {
  BOOLEAN,
  dateForms,
  findMissingDates,
  findQueryRefusals,
  findRangeRefusal,
} from './accounts-queries.ts';
import { chargeDocument, financialDetail, paymentDocument } from './accounts-transactions.ts';
import type { ApiCall, Operation } from './operation.ts';

/** Charges due within so many days are payable, later ones pending. */
const PAYABLE_DAYS = 30;

/** What is owed, and how it came to be. */
export const balanceAndTransactions: readonly Operation[] = [
  {
    name: 'balance-and-transactions',
    method: 'GET',
    path: '/accounts/self-assessment/:nino/balance-and-transactions',
    version: '4.0',
    scope: 'read:self-assessment',
    codes: [
      'FORMAT_NINO',
      'FORMAT_DOC_NUMBER',
      'FORMAT_ONLY_OPEN_ITEMS',
      'FORMAT_INCLUDE_LOCKS',
      'FORMAT_CALCULATE_ACCRUED_INTEREST',
      'FORMAT_CUSTOMER_PAYMENT_INFORMATION',
      'FORMAT_FROM_DATE',
      'FORMAT_TO_DATE',
      'FORMAT_REMOVE_PAYMENT_ON_ACCOUNT',
      'FORMAT_INCLUDE_ESTIMATED_CHARGES',
      'RULE_INVALID_DATE_RANGE',
      'RULE_INCONSISTENT_QUERY_PARAMS',
      'MISSING_TO_DATE',
      'MISSING_FROM_DATE',
      'RANGE_TO_DATE_BEFORE_FROM_DATE',
      'CLIENT_OR_AGENT_NOT_AUTHORISED',
      'MATCHING_RESOURCE_NOT_FOUND',
    ],
    handle: retrieve,
  },
];

function findRefusals(call: ApiCall): Refusal[] {
  return [
    ...findQueryRefusals(call, {
      ...dateForms,
      docNumber: [/^[a-zA-Z0-9]{12}$/, 'FORMAT_DOC_NUMBER'],
      onlyOpenItems: [BOOLEAN, 'FORMAT_ONLY_OPEN_ITEMS'],
      includeLocks: [BOOLEAN, 'FORMAT_INCLUDE_LOCKS'],
      calculateAccruedInterest: [BOOLEAN, 'FORMAT_CALCULATE_ACCRUED_INTEREST'],
      removePOA: [BOOLEAN, 'FORMAT_REMOVE_PAYMENT_ON_ACCOUNT'],
      customerPaymentInformation: [BOOLEAN, 'FORMAT_CUSTOMER_PAYMENT_INFORMATION'],
      includeEstimatedCharges: [BOOLEAN, 'FORMAT_INCLUDE_ESTIMATED_CHARGES'],
    }),
    ...findMissingDates(call),
  ];
}

function retrieve(call: ApiCall): Answer {
  const { core, user, query } = call;
  const [first, ...more] = findRefusals(call);
  if (first) return refuse(first, ...more);
  const askedFor = query('fromDate') ?? query('docNumber');
  const onlyOpen = query('onlyOpenItems') === 'true';
  const code =
    !onlyOpen && askedFor === undefined ? 'RULE_INCONSISTENT_QUERY_PARAMS' : findRangeRefusal(call);
  if (code) return refuse({ code });
  const whole = accountOf(core, user);
  if (!whole) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  const shown = partOf(call, whole, onlyOpen);
  if (shown.charges.length + shown.payments.length === 0 && askedFor !== undefined) {
    return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  }
  const options = {
    today: core.clock.today(),
    locks: query('includeLocks') === 'true',
    interest: query('calculateAccruedInterest') === 'true',
    payments: query('customerPaymentInformation') === 'true' && query('removePOA') !== 'true',
  };
  return {
    status: 200,
    body: {
      balanceDetails: balanceOf(whole, options.today),
      documentDetails: [
        ...shown.charges.map((charge) => chargeDocument(charge, whole)),
        ...shown.payments.map(paymentDocument),
      ],
      financialDetails: shown.charges.map((charge) => financialDetail(charge, whole, options)),
    },
  };
}

/** The charges and payments that were asked for. */
function partOf({ query }: ApiCall, { charges, payments }: Account, onlyOpen: boolean): Account {
  const [from = '', to = '9999-12-31', number] = [query('fromDate'), query('toDate'), query('docNumber')];
  const isWanted = (date: string, transactionId: string) =>
    date >= from && date <= to && transactionId === (number ?? transactionId);
  const withoutOnAccount = query('removePOA') === 'true';
  return {
    charges: charges
      .filter((one) => isWanted(one.createdOn, one.transactionId))
      .filter(({ kind }) => kind === 'balance' || !withoutOnAccount)
      .filter(({ outstandingPence }) => outstandingPence > 0 || !onlyOpen),
    payments: payments.filter((one) => !onlyOpen && isWanted(one.paidOn, one.transactionId)),
  };
}

const totalPence = (charges: readonly Charge[]): number =>
  charges.reduce((sum, { outstandingPence }) => sum + outstandingPence, 0);

function balanceOf({ charges }: Account, today: string) {
  const open = charges
    .filter(({ outstandingPence }) => outstandingPence > 0)
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  const overdue = open.filter((charge) => isOverdue(charge, today));
  const soon = addDays(today, PAYABLE_DAYS);
  const payable = open.filter((charge) => !overdue.includes(charge) && charge.dueOn <= soon);
  const pending = open.filter(({ dueOn }) => dueOn > soon);
  const balances = charges.filter(({ kind }) => kind === 'balance');
  return {
    payableAmount: totalPence(payable) / 100,
    ...(payable[0] && { payableDueDate: payable[0].dueOn }),
    pendingChargeDueAmount: totalPence(pending) / 100,
    ...(pending[0] && { pendingChargeDueDate: pending[0].dueOn }),
    overdueAmount: totalPence(overdue) / 100,
    bcdBalancePerYear: balances.map((charge) => ({
      taxYear: charge.taxYear,
      bcdAmount: charge.outstandingPence / 100,
    })),
    ...(overdue[0] && { earliestPaymentDateOverdue: overdue[0].dueOn }),
    totalBalance: totalPence(open) / 100,
    totalBcdBalance: totalPence(balances) / 100,
  };
}
