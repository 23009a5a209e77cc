import { malformed, type MeaningRow, notAllowed, nothingThere, ourFault, rejected, rows } from './row.ts';

const noSuchBusiness =
  'HMRC has no business of this id under this National Insurance number. ' +
  'Look at the businesses that HMRC has for you, and contact HMRC if one is missing.';
const correctDates = 'Correct the dates and send them again.';

/** What single questions come to where HMRC has nothing. */
const questionRows: readonly MeaningRow[] = [
  ...rows(
    { ...nothingThere, owner: 'landlord', operations: ['retrieveBusinessDetails'], statuses: [404] },
    { MATCHING_RESOURCE_NOT_FOUND: noSuchBusiness, NO_BUSINESS_FOUND: noSuchBusiness },
  ),
  ...rows(
    { ...nothingThere, operations: ['retrieveAccountingType'], statuses: [404] },
    {
      MATCHING_RESOURCE_NOT_FOUND:
        'HMRC does not hold whether this business uses cash basis or accruals for this tax year.',
    },
  ),
  ...rows(
    { ...nothingThere, operations: ['retrievePeriodsOfAccount'], statuses: [404] },
    {
      MATCHING_RESOURCE_NOT_FOUND:
        'HMRC holds no periods of account for this business; property businesses never have any.',
    },
  ),
  ...rows(
    { ...nothingThere, operations: ['retrieveLateAccountingDateRule'], statuses: [404] },
    {
      MATCHING_RESOURCE_NOT_FOUND:
        'HMRC holds no choice about the late accounting date rule for this business; property businesses never have one.',
    },
  ),
  ...rows(
    { ...nothingThere, operations: ['retrieveFinalDeclarationObligations'], statuses: [404] },
    {
      MATCHING_RESOURCE_NOT_FOUND:
        'HMRC holds no final declarations to be made under this National Insurance number.',
      NO_OBLIGATIONS_FOUND: 'HMRC holds no final declarations to be made.',
    },
  ),
];

const quarterRows: readonly MeaningRow[] = [
  ...rows(
    { ...rejected, operations: ['putQuarterlyPeriodType'] },
    {
      RULE_BUSINESS_ID_STATE_CONFLICT:
        'HMRC cannot change the quarters of this business now. They can no longer be changed once an update was sent for the tax year.',
      RULE_QUARTERLY_PERIOD_UPDATING:
        'HMRC cannot change the quarters of a business that started in the first days of April until those days are over. ' +
        'Come back after 5 April.',
      RULE_REQUEST_CANNOT_BE_FULFILLED:
        'HMRC changes the quarters of a business for the current tax year alone, and only of self-employment and property. ' +
        'Choose them for that year.',
    },
  ),
  ...rows(malformed, { RULE_BUSINESS_ID_NOT_FOUND: `HMRC could not find this business. ${ourFault}` }),
];

const periodRows: readonly MeaningRow[] = rows(
  { ...rejected, operations: ['putPeriodsOfAccount'] },
  {
    FORMAT_START_DATE: `HMRC does not take the start date of a period of account. ${correctDates}`,
    FORMAT_END_DATE: `HMRC does not take the end date of a period of account. ${correctDates}`,
    RULE_PERIODS_OF_ACCOUNT:
      'HMRC wants the dates of your periods of account if you have any, and none if you have not. ' +
      correctDates,
    RULE_END_DATE_BEFORE_START_DATE: `A period of account ends before it starts. ${correctDates}`,
    RULE_START_DATE: `A period of account starts after the tax year is over. ${correctDates}`,
    RULE_END_DATE: `A period of account does not end in the tax year. ${correctDates}`,
    RULE_PERIODS_OVERLAP: `Two of your periods of account share a day. ${correctDates}`,
    RULE_CESSATION_DATE: `A period of account ends after the day on which HMRC has the business as ended. ${correctDates}`,
  },
);

const lateAccountingDateChoices = ['disapplyLateAccountingDateRule', 'withdrawLateAccountingDateRule'];

const lateAccountingDateRows: readonly MeaningRow[] = [
  ...rows(
    { ...rejected, operations: lateAccountingDateChoices },
    {
      RULE_NO_ACCOUNTING_DATE_FOUND:
        'HMRC holds no accounts of this business that end from 31 March to 4 April, so there is nothing to choose. ' +
        'Check the periods of account that HMRC has.',
      RULE_ELECTION_PERIOD_NOT_EXPIRED:
        'An earlier choice about the late accounting date rule still holds, so HMRC does not take another one yet.',
    },
  ),
  ...rows(
    { ...notAllowed, operations: lateAccountingDateChoices },
    {
      RULE_TYPE_OF_BUSINESS_INCORRECT:
        'The late accounting date rule is for self-employment: for a property business there is nothing to choose.',
    },
  ),
];

/** Codes of the operations in `operations/business`; `requests.ts` has those that came first. */
export const businessRows: readonly MeaningRow[] = [
  ...questionRows,
  ...quarterRows,
  ...periodRows,
  ...lateAccountingDateRows,
];
