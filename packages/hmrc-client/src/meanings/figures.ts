import { malformed, type MeaningRow, ourFault, rejected, rows } from './row.ts';

/** Software takes the dates from HMRC's obligations, so that is where they are put right. */
const checkDates = 'Check the dates of your quarters with HMRC, then send the update again.';
const submitYearToDate = ['putUkPropertyCumulative', 'putForeignPropertyCumulative'];

/** Refusals of figures, dates and claims: the landlord can change them and send again. */
export const figureRows: readonly MeaningRow[] = [
  ...rows(rejected, {
    FORMAT_VALUE: 'HMRC does not take this amount. Correct the figure and send the update again.',
    RULE_BOTH_EXPENSES_SUPPLIED:
      'HMRC takes either one total for expenses or single figures, not both. Remove one of the two and send the update again.',
    RULE_TO_DATE_BEFORE_FROM_DATE:
      'The update ends before it starts. Correct the dates and send the update again.',
    // Nobody can change what day it is. Refusals for being too late or too early are `rejected` all the same: they are about dates,
    // HMRC holds nothing of the submission, and the sentence says what the landlord can do, which `failed` would leave open.
    RULE_OUTSIDE_AMENDMENT_WINDOW:
      'HMRC no longer takes changes to this tax year through software. If a figure must change, please contact HMRC.',
  }),
  ...rows(
    { ...rejected, operations: submitYearToDate },
    {
      FORMAT_FROM_DATE: `HMRC does not take the start date of this update. ${checkDates}`,
      FORMAT_TO_DATE: `HMRC does not take the end date of this update. ${checkDates}`,
      RULE_ADVANCE_SUBMISSION_REQUIRES_PERIOD_END_DATE: `An update sent before its period is over must end on the last day of the period. ${checkDates}`,
      RULE_EARLY_DATA_SUBMISSION_NOT_ACCEPTED:
        'HMRC takes an update from ten days before its period ends. Send the update again from that day on.',
      RULE_SUBMISSION_END_DATE_CANNOT_MOVE_BACKWARDS:
        'HMRC already has an update that reaches further, and it holds this period too. To correct something, send that later update again.',
      RULE_START_DATE_NOT_ALIGNED_WITH_REPORTING_TYPE:
        'The start date does not fit the quarters that HMRC keeps for this business, which start on the 6th or on the 1st. ' +
        checkDates,
      RULE_START_DATE_NOT_ALIGNED_TO_COMMENCEMENT_DATE: `The update must start on the day that HMRC has as the start of this business. ${checkDates}`,
      RULE_END_DATE_NOT_ALIGNED_WITH_REPORTING_TYPE: `The end date is not the end of a quarter that HMRC keeps for this business. ${checkDates}`,
      RULE_MISSING_SUBMISSION_DATES: `HMRC wants a start date and an end date with this update. ${checkDates}`,
      RULE_START_AND_END_DATE_NOT_ALLOWED:
        'HMRC has you or this business as reporting once a year, and takes no quarterly dates. ' +
        'Look at how HMRC has you down for MTD for Income Tax, and ask HMRC if that is wrong.',
    },
  ),
  ...rows(
    { ...malformed, operations: submitYearToDate },
    {
      RULE_TAX_YEAR_NOT_SUPPORTED:
        'HMRC takes year-to-date updates for tax years from 2025-26. Earlier years are sent quarter by quarter, ' +
        `as period summaries. ${ourFault}`,
      MATCHING_RESOURCE_NOT_FOUND: `HMRC could not find this property business. ${ourFault}`,
    },
  ),
];
