import { listCalculations, submitFinalDeclaration, triggerCalculation } from './calculations.ts';
import { submitEndOfPeriodStatement } from './end-of-period-statement.ts';
import { retrieveIncomeSummary } from './income-summary.ts';
import { retrieveCalculation } from './retrieve-calculation.ts';

/** Individual Calculations 8.0, Business Income Source Summary 3.0, End of Period Statement 3.0. */
export const calculationOperations = {
  triggerCalculation,
  listCalculations,
  retrieveCalculation,
  submitFinalDeclaration,
  retrieveIncomeSummary,
  submitEndOfPeriodStatement,
};
