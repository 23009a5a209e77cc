import {
  alreadyDone,
  malformed,
  type MeaningRow,
  notAllowed,
  nothingThere,
  ourFault,
  rejected,
  rows,
  startOver,
  wait,
} from './row.ts';

const endOfPeriod = ['submitEndOfPeriodStatement'];

/** What single questions come to where HMRC has nothing. */
const questionRows: readonly MeaningRow[] = [
  ...rows(
    // HMRC gives this for a calculation that is not ready, and no other sign of it.
    { ...wait, operations: ['retrieveCalculation'], statuses: [404] },
    {
      MATCHING_RESOURCE_NOT_FOUND:
        'HMRC has not finished this calculation yet. We look again shortly; there is nothing for you to do.',
    },
  ),
  ...rows(
    { ...nothingThere, operations: ['listCalculations'], statuses: [404] },
    { MATCHING_RESOURCE_NOT_FOUND: 'HMRC holds no calculation for this tax year.' },
  ),
  ...rows(
    { ...nothingThere, operations: ['retrieveIncomeSummary'] },
    {
      MATCHING_RESOURCE_NOT_FOUND: 'HMRC holds no figures of this business for this tax year.',
      RULE_NO_INCOME_SUBMISSIONS_EXIST: 'HMRC holds no update of this business for this tax year.',
    },
  ),
];

const calculationRows: readonly MeaningRow[] = [
  ...rows(malformed, {
    FORMAT_CALCULATION_TYPE: ourFault,
    FORMAT_FINAL_DECLARATION: ourFault,
    RULE_CALCULATION_TYPE_NOT_ALLOWED: `HMRC does not make this kind of calculation for the tax year. ${ourFault}`,
  }),
  ...rows(rejected, {
    RULE_NO_INCOME_SUBMISSIONS_EXIST:
      'HMRC holds no update for this tax year yet, so there is nothing to calculate. Send an update first.',
    RULE_DECLARATION_NOT_RECEIVED:
      'HMRC has no final declaration for this tax year, so there is nothing to amend yet. Make the final declaration first.',
  }),
  ...rows(notAllowed, {
    // 422 when a calculation is asked for, 400 when one is declared.
    RULE_INCOME_SOURCES_INVALID:
      'HMRC finds no property or other business of yours that it could calculate tax on for this tax year. ' +
      'Look at the businesses that HMRC has for you, and contact HMRC if one is missing.',
  }),
  ...rows(
    { ...startOver, operations: ['submitFinalDeclaration'], statuses: [404] },
    {
      MATCHING_RESOURCE_NOT_FOUND:
        'HMRC does not have the calculation you agreed to. Ask for a new calculation, look at it and agree again.',
    },
  ),
];

/** The end of period statement, which HMRC withdrew. */
const endOfPeriodRows: readonly MeaningRow[] = [
  ...rows(
    { ...alreadyDone, operations: endOfPeriod },
    { RULE_ALREADY_SUBMITTED: 'HMRC already has the end of period statement for this period.' },
  ),
  ...rows(
    { ...rejected, operations: endOfPeriod },
    {
      RULE_EARLY_SUBMISSION:
        'HMRC takes the end of period statement once the period is over. Come back after its last day.',
      RULE_LATE_SUBMISSION:
        'HMRC no longer takes an end of period statement for this period. If a figure must change, please contact HMRC.',
      RULE_NON_MATCHING_PERIOD:
        'These dates are not those of an accounting period that HMRC has for this business. Check the dates with HMRC, ' +
        'then send the statement again.',
      RULE_BUSINESS_INCOME_PERIOD_RESTRICTION:
        'HMRC has you or this business as reporting once a year, so the period runs from 6 April to 5 April. Correct the ' +
        'dates and send the statement again.',
      RULE_BUSINESS_VALIDATION_FAILURE:
        'HMRC found figures of your business that do not fit together. Correct the figures that the message names, send ' +
        'them again, and then the statement.',
      RANGE_END_DATE_BEFORE_START_DATE:
        'The period ends before it starts. Correct the dates and send the statement again.',
      // What HMRC's service says where HMRC's file has the code before.
      RULE_END_DATE_BEFORE_START_DATE:
        'The period ends before it starts. Correct the dates and send the statement again.',
    },
  ),
  ...rows(
    { ...malformed, operations: endOfPeriod },
    {
      FORMAT_FINALISED: ourFault,
      RULE_TAX_YEAR_NOT_SUPPORTED:
        'HMRC withdrew the end of period statement; for tax years from 2024-25 the final declaration takes its place. ' +
        ourFault,
    },
  ),
];

/** Codes of the operations in `operations/calculations`; `year-end.ts` has those that ask for a next step. */
export const calculationsRows: readonly MeaningRow[] = [
  ...questionRows,
  ...calculationRows,
  ...endOfPeriodRows,
];
