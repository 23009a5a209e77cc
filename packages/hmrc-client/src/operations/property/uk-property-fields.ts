import { group, type In, money, optional, type Shape, signedMoney } from '../../shapes/shape.ts';
import { namesExcept } from './expense-style.ts';

const positive = money();

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
/** Income of a UK property business: integer pence, 0 or more. */
export type UkPropertyIncome = In<typeof ukPropertyIncome>;

/** The seven figures that one total replaces. */
export function itemisedExpenses(amount: Shape<number>) {
  return {
    premisesRunningCostsPence: optional(amount),
    repairsAndMaintenancePence: optional(amount),
    financialCostsPence: optional(amount),
    professionalFeesPence: optional(amount),
    costOfServicesPence: optional(amount),
    otherPence: optional(amount),
    travelCostsPence: optional(amount),
  };
}

function ukExpenses(amount: Shape<number>) {
  return group({
    ...itemisedExpenses(amount),
    /** One total instead of the seven above. */
    consolidatedExpensesPence: optional(amount),
    /** 0 or more. */
    residentialFinancialCostPence: optional(positive),
    /** 0 or more. Despite HMRC's name: the unused amount brought forward from earlier years. */
    residentialFinancialCostsCarriedForwardPence: optional(positive),
    /** HMRC's `expenses.rentARoom.amountClaimed`; 0 or more. */
    amountClaimedPence: optional(positive, 'rentARoom.amountClaimed'),
  });
}

/** Expenses of a UK property business from tax year 2024-25 on, when a refund may make one negative. */
export const ukPropertyExpenses = ukExpenses(signedMoney());
/** The same for earlier years, when none may be negative. */
export const ukPropertyExpensesTo2024 = ukExpenses(positive);
/** Expenses of a UK property business: integer pence; from 2024-25 on they may be negative where not said otherwise. */
export type UkPropertyExpenses = In<typeof ukPropertyExpenses>;

/** The names of the seven figures that one total replaces. */
export const itemisedUkExpenses = Object.keys(itemisedExpenses(positive));

/** Every figure but the total: until 2023-24 HMRC takes the total with none of them. */
export const allUkExpensesButTotal = namesExcept(ukPropertyExpenses, 'consolidatedExpensesPence');
