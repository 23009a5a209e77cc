import {
  alreadyDone,
  malformed,
  type MeaningRow,
  notAllowed,
  nothingThere,
  ourFault,
  rejected,
  rows,
} from './row.ts';

const chargeHistories = [
  'retrieveCharge',
  'retrieveChargeHistoryByTransactionId',
  'retrieveChargeHistoryByChargeReference',
];
const codingOutChoices = ['optOutOfCodingOut', 'optInToCodingOut'];

const noAccount =
  'HMRC has no Self Assessment account under this National Insurance number. Check the number, and ask HMRC if it is right.';
const notSignedUp =
  'HMRC has no MTD for Income Tax account under this National Insurance number. Check that you have signed up with it.';

/** Codes of the operations in `operations/accounts`. */
export const accountsRows: readonly MeaningRow[] = [
  ...rows(malformed, {
    FORMAT_TRANSACTION_ID: ourFault,
    FORMAT_CHARGE_REFERENCE: ourFault,
    FORMAT_DOC_NUMBER: ourFault,
    FORMAT_ONLY_OPEN_ITEMS: ourFault,
    FORMAT_INCLUDE_LOCKS: ourFault,
    FORMAT_CALCULATE_ACCRUED_INTEREST: ourFault,
    FORMAT_CUSTOMER_PAYMENT_INFORMATION: ourFault,
    FORMAT_REMOVE_PAYMENT_ON_ACCOUNT: ourFault,
    FORMAT_INCLUDE_ESTIMATED_CHARGES: ourFault,
    FORMAT_PAYMENT_LOT: ourFault,
    FORMAT_PAYMENT_LOT_ITEM: ourFault,
    MISSING_PAYMENT_LOT: ourFault,
    MISSING_PAYMENT_LOT_ITEM: ourFault,
    RULE_INCONSISTENT_QUERY_PARAMS: ourFault,
    RULE_DUPLICATE_ID_NOT_ALLOWED: ourFault,
  }),
  ...rows(
    { ...malformed, operations: ['retrieveBalanceAndTransactions', 'listPaymentsAndAllocations'] },
    { RULE_INVALID_DATE_RANGE: ourFault },
  ),
  ...rows({ ...malformed, operations: ['retrieveCodingOut'] }, { FORMAT_SOURCE: ourFault }),
  ...rows({ ...malformed, operations: ['putCodingOut'] }, { FORMAT_ID: ourFault }),
  ...rows(
    { ...rejected, operations: ['putCodingOut'] },
    { FORMAT_VALUE: 'HMRC does not take this amount for a tax code. Correct it and send it again.' },
  ),
  ...rows(
    { ...notAllowed, operations: codingOutChoices },
    { RULE_BUSINESS_PARTNER_NOT_EXIST: noAccount, RULE_ITSA_CONTRACT_OBJECT_NOT_EXIST: notSignedUp },
  ),
  ...rows(
    { ...nothingThere, owner: 'landlord', operations: ['retrieveCodingOutStatus'] },
    { RULE_BUSINESS_PARTNER_NOT_EXIST: noAccount, RULE_ITSA_CONTRACT_OBJECT_NOT_EXIST: notSignedUp },
  ),
  ...rows(
    { ...alreadyDone, operations: ['optOutOfCodingOut'] },
    { RULE_ALREADY_OPTED_OUT: 'HMRC already has it that your tax code collects nothing for this tax year.' },
  ),
  ...rows(
    { ...alreadyDone, operations: ['optInToCodingOut'] },
    { RULE_ALREADY_OPTED_IN: 'HMRC already has it that your tax code may collect tax for this tax year.' },
  ),
  ...noneThere(['retrieveBalanceAndTransactions'], 'HMRC holds nothing owed or paid for this question.'),
  ...noneThere(['listPaymentsAndAllocations'], 'HMRC holds no payments for this question.'),
  ...noneThere(chargeHistories, 'HMRC holds no changes to this charge.'),
  ...noneThere(['retrieveCodingOut'], 'HMRC holds no amounts that a tax code collects for this tax year.'),
  ...noneThere(['deleteCodingOut'], 'HMRC holds no amounts of yours that a tax code would collect.'),
];

function noneThere(operations: readonly string[], sentence: string): MeaningRow[] {
  return rows({ ...nothingThere, operations, statuses: [404] }, { MATCHING_RESOURCE_NOT_FOUND: sentence });
}
