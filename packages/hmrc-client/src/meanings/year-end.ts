import { alreadyDone, type MeaningRow, rejected, rows, startOver, wait } from './row.ts';

const recalculate =
  'Something changed at HMRC since the calculation you agreed to. Ask for a new calculation, look at it and agree again.';

const askAgain = 'Something changed at HMRC since you asked for this calculation. Ask for a new one.';

const declare = ['submitFinalDeclaration'];
const trigger = ['triggerCalculation'];

/** Codes of the year's end that ask for a next step rather than a correction. */
export const yearEndRows: readonly MeaningRow[] = [
  ...rows(
    { ...wait, operations: trigger },
    {
      RULE_CALCULATION_IN_PROGRESS:
        'HMRC is still calculating. We look again shortly; there is nothing for you to do.',
    },
  ),
  ...rows(
    { ...wait, operations: declare },
    {
      RULE_FINAL_DECLARATION_IN_PROGRESS:
        'HMRC is still working on your final declaration. We look again shortly; there is nothing for you to do.',
    },
  ),
  ...rows(
    { ...startOver, operations: declare },
    {
      RULE_INCOME_SOURCES_CHANGED: recalculate,
      RULE_RECENT_SUBMISSIONS_EXIST: recalculate,
      RULE_RESIDENCY_CHANGED: recalculate,
    },
  ),
  ...rows(
    // Nothing was agreed to yet where a calculation is only asked for.
    { ...startOver, operations: trigger },
    {
      RULE_INCOME_SOURCES_CHANGED: askAgain,
      RULE_RECENT_SUBMISSIONS_EXIST: askAgain,
      RULE_RESIDENCY_CHANGED: askAgain,
    },
  ),
  ...rows(
    { ...rejected, operations: trigger },
    {
      RULE_BUSINESS_VALIDATION_FAILURE:
        'HMRC found figures of your business that do not fit together, and calculates nothing. Check the figures of the ' +
        'year, correct them, and ask for a calculation again.',
      RULE_SUBMISSION_FAILED:
        'HMRC found something in your figures that stops the calculation. Check the figures of the year, correct them, ' +
        'and ask for a calculation again.',
    },
  ),
  ...rows(
    { ...alreadyDone, operations: [...trigger, ...declare] },
    { RULE_FINAL_DECLARATION_RECEIVED: 'HMRC already has your final declaration for this tax year.' },
  ),
  ...rows(rejected, {
    RULE_TAX_YEAR_NOT_ENDED: 'HMRC takes this once the tax year is over. Come back after 5 April.',
    RULE_PREMATURE_FINALISATION: 'HMRC does not take the final declaration yet. Come back after 5 April.',
    RULE_FINAL_DECLARATION_TAX_YEAR:
      'HMRC takes the final declaration once the tax year is over. Come back after 5 April.',
    RULE_BUSINESS_VALIDATION_FAILURE:
      'HMRC found figures of your business that do not fit together. Look at the messages of the calculation, correct ' +
      'the figures and send them again.',
    RULE_SUBMISSION_FAILED:
      'HMRC found something in your figures that stops the final declaration. Look at the messages of the calculation, ' +
      'correct the figures and try again.',
  }),
];
