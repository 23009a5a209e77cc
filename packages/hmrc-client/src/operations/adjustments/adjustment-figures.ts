import { namesExcept } from '../property/expense-style.ts';
import { always, group, type In, optional, type Shape, signedMoney } from '../../shapes/shape.ts';

/** What is added to a figure or, when negative, taken off it. HMRC refuses a zero. */
const change = signedMoney({ nonZero: true });

export const ukIncomeChanges = group({
  totalRentsReceivedPence: optional(change),
  premiumsOfLeaseGrantPence: optional(change),
  reversePremiumsPence: optional(change),
  otherPropertyIncomePence: optional(change),
});
/** Changes to the income of a UK property business: integer pence, not zero, may be negative. */
export type UkPropertyIncomeChanges = In<typeof ukIncomeChanges>;

export const foreignIncomeChanges = group({
  totalRentsReceivedPence: optional(change),
  premiumsOfLeaseGrantPence: optional(change),
  otherPropertyIncomePence: optional(change),
});
/** Changes to the income of foreign property: integer pence, not zero, may be negative. */
export type ForeignPropertyIncomeChanges = In<typeof foreignIncomeChanges>;

const expenses = group({
  /** One total instead of the single figures; the residential cost may stand beside it. */
  consolidatedExpensesPence: optional(change),
  premisesRunningCostsPence: optional(change),
  repairsAndMaintenancePence: optional(change),
  financialCostsPence: optional(change),
  professionalFeesPence: optional(change),
  costOfServicesPence: optional(change),
  residentialFinancialCostPence: optional(change),
  otherPence: optional(change),
  travelCostsPence: optional(change),
});
type Expenses = In<typeof expenses>;
/** Changes to expenses, of UK and of foreign property: integer pence, not zero, may be negative. */
export type PropertyExpenseChanges = { [Name in keyof Expenses]: Expenses[Name] };
export const expenseChanges: Shape<PropertyExpenseChanges> = expenses;

/** The figures that one total replaces. */
export const itemisedExpenseChanges = namesExcept(
  expenseChanges,
  'consolidatedExpensesPence',
  'residentialFinancialCostPence',
);

const holidayLetIncome = group({ totalRentsReceivedPence: optional(change) });

const holidayLetExpenses = group({
  consolidatedExpensesPence: optional(change),
  premisesRunningCostsPence: optional(change),
  repairsAndMaintenancePence: optional(change),
  financialCostsPence: optional(change),
  professionalFeesPence: optional(change),
  costOfServicesPence: optional(change),
  otherPence: optional(change),
  travelCostsPence: optional(change),
});

/** The statement that there is nothing to adjust, which HMRC takes from tax year 2024-25. */
export const nothingToAdjust = always('RULE_ZERO_ADJUSTMENTS_INVALID');

/** Furnished holiday lettings up to tax year 2023-24. */
export const holidayLetChanges = group({
  income: optional(holidayLetIncome),
  expenses: optional(holidayLetExpenses),
});

/** Furnished holiday lettings in tax year 2024-25, their last. */
export const lastHolidayLetChanges = group({
  income: optional(holidayLetIncome),
  expenses: optional(holidayLetExpenses),
  zeroAdjustments: optional(nothingToAdjust),
});
/** Changes for furnished holiday lettings, up to tax year 2024-25; `zeroAdjustments` in 2024-25 alone. */
export type HolidayLetChanges = In<typeof lastHolidayLetChanges>;
