import { content, noContent, type Operation } from '../../operation.ts';
import type { HmrcError } from '../../result.ts';
import { always, choice, date, group, type In, required, text } from '../../shapes/shape.ts';

const statement = group({
  typeOfBusiness: required(
    choice(['self-employment', 'uk-property', 'foreign-property'], 'FORMAT_TYPE_OF_BUSINESS'),
  ),
  businessId: required(text(/^X[A-Z0-9]IS\d{11}$/, 'FORMAT_BUSINESS_ID')),
  accountingPeriod: required(
    group({
      /** `YYYY-MM-DD`. */
      startDate: required(date('FORMAT_START_DATE')),
      /** `YYYY-MM-DD`, no later than 2024-04-05. */
      endDate: required(date('FORMAT_END_DATE')),
    }),
  ),
  /** The declaration that the figures are complete. */
  finalised: required(always('FORMAT_FINALISED')),
});
/** The statement that the figures of a business for one accounting period are complete. */
export type EndOfPeriodStatement = In<typeof statement>;

export interface SubmitEndOfPeriodStatementParams {
  nino: string;
  statement: EndOfPeriodStatement;
}

/** The last day of 2023-24, the last tax year with end of period statements. */
const lastDay = '2024-04-05';

/**
 * Individuals Business End of Period Statement 3.0, for accounting periods of tax years to 2023-24. 204, no content.
 *
 * HMRC withdrew the statement: deprecated for all tax years on 17 September 2024, with removal from production announced for April
 * 2025 (whether a version still answers is unconfirmed). Later periods are refused here: completeness is now declared with
 * `submitFinalDeclaration`, over the calculation of `triggerCalculation` with `intent-to-finalise`.
 * @see Individuals Business End of Period Statement (MTD) 3.0, HMRC, August 2026
 */
export const submitEndOfPeriodStatement: Operation<SubmitEndOfPeriodStatementParams, null> = {
  name: 'submitEndOfPeriodStatement',
  version: '3.0',
  method: 'POST',
  path: '/individuals/business/end-of-period-statement/{nino}',
  body: (params) => content(statement, params.statement),
  check: (params) => checkPeriod(params.statement.accountingPeriod),
  ...noContent,
};

function checkPeriod({ startDate, endDate }: EndOfPeriodStatement['accountingPeriod']): HmrcError[] {
  if (endDate < startDate) {
    // HMRC's file has this code, its service RULE_END_DATE_BEFORE_START_DATE; both have a meaning.
    const message = 'The accounting period ends before it starts.';
    return [{ code: 'RANGE_END_DATE_BEFORE_START_DATE', message, paths: ['/accountingPeriod/endDate'] }];
  }
  // The tax year of an accounting period is the one in which it ends.
  if (endDate <= lastDay) return [];
  const message =
    'HMRC withdrew the end of period statement: there is none for accounting periods that end after 5 April 2024. ' +
    'The final declaration takes its place: triggerCalculation with intent-to-finalise, then submitFinalDeclaration.';
  return [{ code: 'RULE_TAX_YEAR_NOT_SUPPORTED', message, paths: ['/accountingPeriod/endDate'] }];
}
