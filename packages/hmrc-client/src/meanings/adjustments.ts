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
} from './row.ts';

const adjustForeign = ['adjustForeignPropertyBsas'];
const adjust = ['adjustUkPropertyBsas', ...adjustForeign];
const retrieve = ['getUkPropertyBsas', 'getForeignPropertyBsas'];
const trigger = ['triggerBsas'];
const all = ['listBsas', ...trigger, ...retrieve, ...adjust];

const again = 'then send the adjustments again.';
const newSummary = 'Ask for a new summary, look at its figures and enter your adjustments again.';

/** A new summary is the way on: the one that was adjusted is no longer, or not yet, the right one. */
const summaryRows: readonly MeaningRow[] = [
  ...rows(
    { ...startOver, operations: adjust },
    {
      RULE_SUMMARY_STATUS_INVALID: `What you sent HMRC for this tax year has changed since this summary was made. ${newSummary}`,
      RULE_SUMMARY_STATUS_SUPERSEDED: `HMRC has made a newer summary of this tax year since. ${newSummary}`,
      MATCHING_RESOURCE_NOT_FOUND: `HMRC does not have this summary any more. ${newSummary}`,
    },
  ),
  // A summary takes adjustments once, so this can be the echo of an earlier send that went unanswered: HMRC's copy tells.
  ...rows(
    { ...alreadyDone, operations: adjust },
    {
      RULE_ALREADY_ADJUSTED:
        'HMRC already has adjustments to this summary. To change them, ask for a new summary and adjust that one.',
    },
  ),
  ...rows(
    { ...nothingThere, operations: retrieve, statuses: [404] },
    { MATCHING_RESOURCE_NOT_FOUND: 'HMRC has no such summary, or has not finished making it.' },
  ),
  ...rows(
    { ...nothingThere, operations: ['listBsas'], statuses: [404] },
    { MATCHING_RESOURCE_NOT_FOUND: 'No summary of this tax year was asked for yet.' },
  ),
];

const figureRows: readonly MeaningRow[] = [
  ...rows(
    { ...rejected, operations: adjust },
    {
      FORMAT_VALUE: `HMRC does not take this amount; an adjustment is never zero. Correct the figure, ${again}`,
      RULE_BOTH_EXPENSES_SUPPLIED:
        'HMRC takes adjustments to one total of expenses or to single figures, not to both. ' +
        `Remove one of the two, ${again}`,
      RULE_BOTH_ADJUSTMENTS_SUPPLIED: `You said that there is nothing to adjust, and entered adjustments too. Remove one of the two, ${again}`,
      RULE_BOTH_PROPERTIES_SUPPLIED: `Furnished holiday lettings and other property are adjusted apart. Remove the figures of one of the two, ${again}`,
      RULE_RESULTING_VALUE_NOT_PERMITTED: `An adjustment takes off more than the figure holds. Make it smaller, ${again}`,
      RULE_OVER_CONSOLIDATED_EXPENSES_THRESHOLD:
        'With these adjustments your income is too high for one total of expenses. ' +
        'Send your update again with single figures of expenses, ask for a new summary and adjust that one.',
      RULE_PROPERTY_INCOME_ALLOWANCE_CLAIMED: `You claimed the property income allowance, which takes the place of expenses. Remove the adjustments to expenses, ${again}`,
    },
  ),
  ...rows(
    { ...rejected, operations: adjustForeign },
    {
      FORMAT_COUNTRY_CODE: `HMRC does not know one of the countries. Choose the country again, ${again}`,
      RULE_COUNTRY_CODE: `HMRC does not know one of the countries. Choose the country again, ${again}`,
      RULE_DUPLICATE_COUNTRY_CODE: `One country is there more than once. Put its adjustments together, ${again}`,
      RULE_DUPLICATE_PROPERTY_ID: `One property is there more than once. Put its adjustments together, ${again}`,
      RULE_PROPERTY_ID_MISMATCH: `HMRC does not have one of the properties under this business. Choose the property again, ${again}`,
    },
  ),
];

const triggerRows: readonly MeaningRow[] = [
  ...rows(
    { ...rejected, operations: trigger },
    {
      RULE_ACCOUNTING_PERIOD_NOT_ENDED:
        'HMRC makes this summary once the tax year is over. Come back after 5 April.',
      RULE_OBLIGATIONS_NOT_MET:
        'HMRC makes this summary once it has all quarterly updates of the tax year. Send those that are still open, then ask again.',
    },
  ),
  ...rows(
    { ...notAllowed, operations: trigger },
    {
      RULE_NO_ACCOUNTING_PERIOD:
        'HMRC does not have this business as running in this tax year. If it was, please contact HMRC.',
    },
  ),
];

const formRows: readonly MeaningRow[] = [
  ...rows(
    { ...malformed, operations: trigger },
    {
      FORMAT_START_DATE: ourFault,
      FORMAT_END_DATE: ourFault,
      RULE_END_DATE_BEFORE_START_DATE: ourFault,
      RULE_ACCOUNTING_PERIOD_NOT_ALIGNED: ourFault,
      RULE_ACCOUNTING_PERIOD_NOT_SUPPORTED: `HMRC makes no summaries of years that far back. ${ourFault}`,
      MATCHING_RESOURCE_NOT_FOUND: `HMRC could not find this property business. ${ourFault}`,
    },
  ),
  ...rows({ ...malformed, operations: [...retrieve, ...adjust] }, { FORMAT_CALCULATION_ID: ourFault }),
  ...rows({ ...malformed, operations: adjust }, { RULE_ZERO_ADJUSTMENTS_INVALID: ourFault }),
  ...rows({ ...malformed, operations: adjustForeign }, { FORMAT_PROPERTY_ID: ourFault }),
  ...rows(
    { ...malformed, operations: all },
    {
      INVALID_TAX_YEAR_PARAMETER: `HMRC keeps summaries of tax years before 2023-24 in another place. ${ourFault}`,
      // HMRC's reason is in the message alone and varies: a person who runs the software has to read it.
      RULE_REQUEST_CANNOT_BE_FULFILLED: `HMRC could not do this with the business as it stands. ${ourFault}`,
    },
  ),
];

/** Codes of the operations in `operations/adjustments`. */
export const adjustmentsRows: readonly MeaningRow[] = [
  ...summaryRows,
  ...figureRows,
  ...triggerRows,
  ...formRows,
];
