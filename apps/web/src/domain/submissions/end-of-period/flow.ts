import { bodyOf, type EndOfPeriodStatement, type HmrcClient } from '@quarterday/hmrc-client';

import { type SubmissionRow } from '../../../data/submission-rows.ts';
import { defineFlow } from '../flow.ts';
import { type StatementFigures, statementFigures } from './rules.ts';

/**
 * The End of Period Statement of a property business: that what HMRC has for one accounting period is complete.
 *
 * HMRC shows no copy of it, and takes it once: what it has already it refuses with `RULE_ALREADY_SUBMITTED`.
 * @see Individuals Business End of Period Statement (MTD) 3.0, HMRC, withdrawn
 */
export const endOfPeriodStatementFlow = (hmrc: HmrcClient) =>
  defineFlow({
    kind: 'end-of-period-statement',
    sendStep: 'submit-eops',
    noun: 'End of Period Statement',
    isTakenOnce: true,
    figures: statementFigures,
    // The NINO is part of the address alone.
    body: (figures, submission) =>
      bodyOf('submitEndOfPeriodStatement', { nino: '', statement: toHmrc(figures, submission) }) ?? '',
    send: (call, { nino, submission, figures }) =>
      hmrc.submitEndOfPeriodStatement(call, { nino, statement: toHmrc(figures, submission) }),
    // What HMRC refuses is what it has, or the dates: none is a figure of ours.
    fieldOf: () => null,
    doneElsewhere:
      'HMRC has an End of Period Statement for this accounting period already, and it was not sent from here. There is nothing left to send. If you did not expect that, ask whoever else files for you.',
    refusesUntaken: [
      'FORMAT_START_DATE',
      'FORMAT_END_DATE',
      'RANGE_END_DATE_BEFORE_START_DATE',
      'RULE_END_DATE_BEFORE_START_DATE',
      'RULE_NON_MATCHING_PERIOD',
      'RULE_BUSINESS_INCOME_PERIOD_RESTRICTION',
      'RULE_EARLY_SUBMISSION',
      'RULE_BUSINESS_VALIDATION_FAILURE',
    ],
  });

const toHmrc = (
  { typeOfBusiness }: StatementFigures,
  { businessId, periodStartDate, periodEndDate }: SubmissionRow,
): EndOfPeriodStatement => ({
  typeOfBusiness,
  businessId,
  accountingPeriod: { startDate: periodStartDate, endDate: periodEndDate },
  finalised: true,
});
