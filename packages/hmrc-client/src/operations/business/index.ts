import { listAllBusinesses, retrieveBusinessDetails } from './business-details.ts';
import { putAccountingType, putQuarterlyPeriodType, retrieveAccountingType } from './business-year.ts';
import { retrieveFinalDeclarationObligations } from './final-declaration-obligations.ts';
import { retrieveItsaStatus } from './itsa-status.ts';
import {
  disapplyLateAccountingDateRule,
  retrieveLateAccountingDateRule,
  withdrawLateAccountingDateRule,
} from './late-accounting-date-rule.ts';
import { listIncomeAndExpenditureObligations } from './obligations.ts';
import { putPeriodsOfAccount, retrievePeriodsOfAccount } from './periods-of-account.ts';

/** Business Details 2.0, Obligations 3.0, Self Assessment Individual Details 2.0. */
export const businessOperations = {
  listAllBusinesses,
  retrieveBusinessDetails,
  putQuarterlyPeriodType,
  retrieveAccountingType,
  putAccountingType,
  retrievePeriodsOfAccount,
  putPeriodsOfAccount,
  retrieveLateAccountingDateRule,
  disapplyLateAccountingDateRule,
  withdrawLateAccountingDateRule,
  retrieveItsaStatus,
  listIncomeAndExpenditureObligations,
  retrieveFinalDeclarationObligations,
};
