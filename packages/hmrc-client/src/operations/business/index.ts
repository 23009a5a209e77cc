import { listAllBusinesses } from './business-details.ts';
import { retrieveItsaStatus } from './itsa-status.ts';
import { listIncomeAndExpenditureObligations } from './obligations.ts';

/** Business Details 2.0, Obligations 3.0, Self Assessment Individual Details 2.0. */
export const businessOperations = {
  listAllBusinesses,
  retrieveItsaStatus,
  listIncomeAndExpenditureObligations,
};
