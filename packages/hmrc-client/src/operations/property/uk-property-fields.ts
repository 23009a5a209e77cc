import { group, type In, money, optional, type Shape, signedMoney } from '../../shapes/shape.ts';
import { namesExcept } from './expense-style.ts';

const positive = money();

// Types of their own names, so that other modules' declarations refer to them here, where what is written above each member is.

const income = group({
  periodAmountPence: optional(positive),
  premiumsOfLeaseGrantPence: optional(positive),
  reversePremiumsPence: optional(positive),
  otherIncomePence: optional(positive),
  taxDeductedPence: optional(positive),
  /** HMRC's `income.rentARoom.rentsReceived`. */
  rentsReceivedPence: optional(positive, 'rentARoom.rentsReceived'),
});
type Income = In<typeof income>;
/** Income of a UK property business: integer pence, 0 or more. */
export type UkPropertyIncome = { [Name in keyof Income]: Income[Name] };
export const ukPropertyIncome: Shape<UkPropertyIncome> = income;

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

const expenses = ukExpenses(signedMoney());
type Expenses = In<typeof expenses>;
/** Expenses of a UK property business: integer pence; from 2024-25 on they may be negative where not said otherwise. */
export type UkPropertyExpenses = { [Name in keyof Expenses]: Expenses[Name] };
/** From tax year 2024-25 on, when a refund may make one negative. */
export const ukPropertyExpenses: Shape<UkPropertyExpenses> = expenses;
/** The same for earlier years, when none may be negative. */
export const ukPropertyExpensesTo2024: Shape<UkPropertyExpenses> = ukExpenses(positive);

/** The names of the seven figures that one total replaces. */
export const itemisedUkExpenses = Object.keys(itemisedExpenses(positive));

/** Every figure but the total: until 2023-24 HMRC takes the total with none of them. */
export const allUkExpensesButTotal = namesExcept(ukPropertyExpenses, 'consolidatedExpensesPence');
