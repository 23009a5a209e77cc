import type { Operation } from '../../operation.ts';
import type { HmrcError } from '../../result.ts';
import { reads } from '../../shapes/read.ts';
import { group, list, optional, type Out, required } from '../../shapes/shape.ts';
import { balanceDetails, codingDetail } from './balance-details.ts';
import { checkDateRange, checkForm } from './date-range.ts';
import { documentDetail } from './document-details.ts';
import { financialDetail } from './financial-details.ts';

/** Unless `onlyOpenItems` is true, HMRC wants dates or a `docNumber`. */
export interface BalanceAndTransactionsParams {
  nino: string;
  /** What is not paid yet, and nothing else. HMRC's default is false. */
  onlyOpenItems?: boolean;
  /** `YYYY-MM-DD`; both dates or neither, at most 732 days apart. */
  fromDate?: string;
  /** `YYYY-MM-DD`, not before `fromDate`. */
  toDate?: string;
  /** 12 letters and digits: the document to look at. */
  docNumber?: string;
  includeLocks?: boolean;
  calculateAccruedInterest?: boolean;
  /** Leaves payments on account out. */
  removePOA?: boolean;
  customerPaymentInformation?: boolean;
  includeEstimatedCharges?: boolean;
}

const balanceAndTransactions = group({
  balanceDetails: required(balanceDetails),
  codingDetails: optional(list(codingDetail)),
  documentDetails: optional(list(documentDetail)),
  financialDetails: optional(list(financialDetail)),
});
/** What a person owes HMRC for Self Assessment, and the charges, payments and credits it comes from. */
export type BalanceAndTransactions = Out<typeof balanceAndTransactions>;

/**
 * Self Assessment Accounts 4.0: balance and transactions. 404 `MATCHING_RESOURCE_NOT_FOUND` where the account has none.
 * @see Self Assessment Accounts (MTD) 4.0, HMRC, August 2026
 */
export const retrieveBalanceAndTransactions: Operation<BalanceAndTransactionsParams, BalanceAndTransactions> =
  {
    name: 'retrieveBalanceAndTransactions',
    version: '4.0',
    method: 'GET',
    path: '/accounts/self-assessment/{nino}/balance-and-transactions',
    query: ({ docNumber, fromDate, toDate, ...flags }) => ({
      docNumber,
      fromDate,
      toDate,
      onlyOpenItems: flags.onlyOpenItems?.toString(),
      includeLocks: flags.includeLocks?.toString(),
      calculateAccruedInterest: flags.calculateAccruedInterest?.toString(),
      removePOA: flags.removePOA?.toString(),
      customerPaymentInformation: flags.customerPaymentInformation?.toString(),
      includeEstimatedCharges: flags.includeEstimatedCharges?.toString(),
    }),
    check: checkParams,
    reads: reads(balanceAndTransactions),
  };

function checkParams(params: BalanceAndTransactionsParams): HmrcError[] {
  const { docNumber, fromDate, toDate, onlyOpenItems = false } = params;
  const message = 'A document number is 12 letters and digits.';
  const forms = [
    ...checkForm(docNumber, /^[A-Za-z0-9]{12}$/, 'FORMAT_DOC_NUMBER', message),
    ...checkDateRange(fromDate, toDate),
  ];
  const asksForNothing = docNumber === undefined && fromDate === undefined && toDate === undefined;
  if (forms.length > 0 || onlyOpenItems || !asksForNothing) return forms;
  return [
    {
      code: 'RULE_INCONSISTENT_QUERY_PARAMS',
      message: 'Ask for open items alone, for a range of dates or for a document.',
      paths: [],
    },
  ];
}
