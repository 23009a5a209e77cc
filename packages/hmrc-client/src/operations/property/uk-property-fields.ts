import { group, type In, money, optional, signedMoney } from '../../shapes/shape.ts';
import { namesExcept } from './expense-style.ts';

const positive = money();
const signed = signedMoney();

/** Income of a UK property business. */
export const ukPropertyIncome = group({
  periodAmountPence: optional(positive),
  premiumsOfLeaseGrantPence: optional(positive),
  reversePremiumsPence: optional(positive),
  otherIncomePence: optional(positive),
  taxDeductedPence: optional(positive),
  /** HMRC's `income.rentARoom.rentsReceived`. */
  rentsReceivedPence: optional(positive, 'rentARoom.rentsReceived'),
});
/** Income of a UK property business, year to date: integer pence, 0 or more. */
export type UkPropertyIncome = In<typeof ukPropertyIncome>;

/** Expenses of a UK property business from tax year 2024-25 on, when a refund may make one negative. */
export const ukPropertyExpenses = group({
  premisesRunningCostsPence: optional(signed),
  repairsAndMaintenancePence: optional(signed),
  financialCostsPence: optional(signed),
  professionalFeesPence: optional(signed),
  costOfServicesPence: optional(signed),
  otherPence: optional(signed),
  travelCostsPence: optional(signed),
  /** One total instead of the seven above. */
  consolidatedExpensesPence: optional(signed),
  /** 0 or more. */
  residentialFinancialCostPence: optional(positive),
  /** 0 or more. Despite HMRC's name: the unused amount brought forward from earlier years. */
  residentialFinancialCostsCarriedForwardPence: optional(positive),
  /** HMRC's `expenses.rentARoom.amountClaimed`; 0 or more. */
  amountClaimedPence: optional(positive, 'rentARoom.amountClaimed'),
});
/** Expenses of a UK property business, year to date: integer pence; may be negative where not said otherwise. */
export type UkPropertyExpenses = In<typeof ukPropertyExpenses>;

/** The seven figures that one total replaces. */
export const itemisedUkExpenses = namesExcept(
  ukPropertyExpenses,
  'consolidatedExpensesPence',
  'residentialFinancialCostPence',
  'residentialFinancialCostsCarriedForwardPence',
  'amountClaimedPence',
);
