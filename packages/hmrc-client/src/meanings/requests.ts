import { malformed, type MeaningRow, notAllowed, nothingThere, ourFault, rows } from './row.ts';

/** Codes that mean our request was wrong in its form: no landlord can mend it. */
const formRows: readonly MeaningRow[] = rows(malformed, {
  FORMAT_NINO: ourFault,
  FORMAT_BUSINESS_ID: ourFault,
  FORMAT_TAX_YEAR: ourFault,
  FORMAT_TYPE_OF_BUSINESS: ourFault,
  FORMAT_FROM_DATE: ourFault,
  FORMAT_TO_DATE: ourFault,
  FORMAT_START_DATE: ourFault,
  FORMAT_END_DATE: ourFault,
  FORMAT_CALCULATION_ID: ourFault,
  FORMAT_STATUS: ourFault,
  FORMAT_FUTURE_YEARS: ourFault,
  FORMAT_HISTORY: ourFault,
  MISSING_FROM_DATE: ourFault,
  MISSING_TO_DATE: ourFault,
  MISSING_TYPE_OF_BUSINESS: ourFault,
  RANGE_TO_DATE_BEFORE_FROM_DATE: ourFault,
  RULE_DATE_RANGE_INVALID: ourFault,
  RULE_FROM_DATE_NOT_SUPPORTED: ourFault,
  RULE_TAX_YEAR_RANGE_INVALID: ourFault,
  RULE_TAX_YEAR_NOT_SUPPORTED: `HMRC does not take this for the tax year. ${ourFault}`,
  RULE_TYPE_OF_BUSINESS_INCORRECT: `HMRC has this business as one of another kind. ${ourFault}`,
  RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED: ourFault,
  RULE_INCORRECT_GOV_TEST_SCENARIO: ourFault,
  // Not HMRC's: refused here before a call.
  UNSENDABLE_HEADER: ourFault,
  MISSING_PARAMETER: ourFault,
});

/** What single questions to HMRC can come to. */
const questionRows: readonly MeaningRow[] = [
  ...rows(
    { ...nothingThere, operations: ['getUkPropertyCumulative'], statuses: [404] },
    { MATCHING_RESOURCE_NOT_FOUND: 'HMRC holds no update for this tax year.' },
  ),
  ...rows(
    { ...nothingThere, owner: 'landlord', operations: ['listAllBusinesses'], statuses: [404] },
    {
      MATCHING_RESOURCE_NOT_FOUND:
        'HMRC has no property or other business under this National Insurance number. ' +
        'Check the number, and that you have signed up for MTD for Income Tax with it.',
    },
  ),
  ...rows(
    { ...nothingThere, operations: ['retrieveItsaStatus'], statuses: [404] },
    { MATCHING_RESOURCE_NOT_FOUND: 'HMRC holds no MTD for Income Tax status for this tax year.' },
  ),
  ...rows(
    { ...nothingThere, operations: ['listIncomeAndExpenditureObligations'], statuses: [404] },
    {
      MATCHING_RESOURCE_NOT_FOUND:
        'HMRC holds no quarterly updates to be sent under this National Insurance number.',
      NO_OBLIGATIONS_FOUND: 'HMRC holds no quarterly updates to be sent.',
    },
  ),
  ...rows(notAllowed, {
    RULE_INSOLVENT_TRADER:
      'HMRC has you down as insolvent, and shows software nothing that is to be sent. Please contact HMRC.',
  }),
];

export const requestRows: readonly MeaningRow[] = [...formRows, ...questionRows];
