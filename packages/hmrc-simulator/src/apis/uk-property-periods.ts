import { object } from '../bodies/parts.ts';
import type { Operation } from './operation.ts';
import {
  findBothExpenses,
  periodDates,
  saying,
  ukFhlSide,
  ukSide,
  type ExpenseRange,
} from './property-fields.ts';
import { periodExample, periodOperations } from './property-periods.ts';

const SIDES = ['ukFhlProperty', 'ukNonFhlProperty'] as const;
const sides = (range: ExpenseRange) => ({ ukFhlProperty: ukFhlSide(range), ukNonFhlProperty: ukSide(range) });
const create = (range: ExpenseRange) => saying(SIDES, object(periodDates, sides(range)));
const amend = (range: ExpenseRange) => object({}, sides(range));

const income = { periodAmount: 2875.4, taxDeducted: 120 };
const itemised = { premisesRunningCosts: 310.15, repairsAndMaintenance: 96.8, other: 12 };
const consolidated = { consolidatedExpenses: 604.9 };
const letting = { otherIncome: 40, ...income };

/** Property Business 6.0: period summaries of a UK property business, up to 2024-25. */
export const ukPropertyPeriods: readonly Operation[] = periodOperations({
  type: 'uk-property',
  create: { positive: create('positive'), signed: create('signed') },
  amend: { positive: amend('positive'), signed: amend('signed') },
  rules: ({ ukFhlProperty, ukNonFhlProperty }) => [
    ...findBothExpenses(ukFhlProperty, '/ukFhlProperty'),
    ...findBothExpenses(ukNonFhlProperty, '/ukNonFhlProperty'),
  ],
  codes: [],
  examples: {
    UK_PROPERTY: (call) =>
      periodExample(call, {
        ukFhlProperty: { income, expenses: itemised },
        ukNonFhlProperty: { income: letting, expenses: itemised },
      }),
    UK_FHL_FULL_EXPENSES: (call) => periodExample(call, { ukFhlProperty: { income, expenses: itemised } }),
    UK_FHL_CONSOLIDATED: (call) => periodExample(call, { ukFhlProperty: { income, expenses: consolidated } }),
    UK_NON_FHL_FULL_EXPENSES: (call) =>
      periodExample(call, { ukNonFhlProperty: { income: letting, expenses: itemised } }),
    UK_NON_FHL_CONSOLIDATED: (call) =>
      periodExample(call, { ukNonFhlProperty: { income: letting, expenses: consolidated } }),
    FOREIGN_PROPERTY: 'RULE_TYPE_OF_BUSINESS_INCORRECT',
  },
});
