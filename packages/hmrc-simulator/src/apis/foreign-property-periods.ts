import { list, object } from '../bodies/parts.ts';
import type { Operation } from './operation.ts';
import {
  findBothExpenses,
  findDuplicates,
  foreignFhlSide,
  foreignPeriodItem,
  newForeignPeriodItem,
  periodDates,
  saying,
  type ExpenseRange,
} from './property-fields.ts';
import { periodExample, periodOperations } from './property-periods.ts';

const create = (range: ExpenseRange) =>
  saying(
    ['foreignFhlEea', 'foreignNonFhlProperty'],
    object(periodDates, {
      foreignFhlEea: foreignFhlSide(range),
      foreignNonFhlProperty: list(newForeignPeriodItem(range)),
    }),
  );
const amend = (range: ExpenseRange) =>
  object({}, { foreignFhlEea: foreignFhlSide(range), foreignNonFhlProperty: list(foreignPeriodItem(range)) });

const itemised = { premisesRunningCosts: 204.35, professionalFees: 88, travelCosts: 51.2 };
const consolidated = { consolidatedExpenses: 377.05 };
const fhl = (expenses: object) => ({ income: { rentAmount: 3120.75 }, expenses });
const portugal = (expenses: object) => [
  {
    countryCode: 'PRT',
    income: {
      rentIncome: { rentAmount: 2410.6 },
      foreignTaxCreditRelief: true,
      foreignTaxPaidOrDeducted: 190.25,
    },
    expenses,
  },
];

/** Property Business 6.0: period summaries of a foreign property business, up to 2024-25. */
export const foreignPropertyPeriods: readonly Operation[] = periodOperations({
  type: 'foreign-property',
  create: { positive: create('positive'), signed: create('signed') },
  amend: { positive: amend('positive'), signed: amend('signed') },
  rules: ({ foreignFhlEea, foreignNonFhlProperty = [] }) => [
    ...findBothExpenses(foreignFhlEea, '/foreignFhlEea'),
    ...foreignNonFhlProperty.flatMap((item, index) =>
      findBothExpenses(item, `/foreignNonFhlProperty/${index}`),
    ),
    ...findDuplicates(foreignNonFhlProperty, '/foreignNonFhlProperty'),
  ],
  codes: ['FORMAT_COUNTRY_CODE', 'RULE_COUNTRY_CODE', 'RULE_DUPLICATE_COUNTRY_CODE'],
  examples: {
    FOREIGN_PROPERTY: (call) =>
      periodExample(call, { foreignFhlEea: fhl(itemised), foreignNonFhlProperty: portugal(itemised) }),
    FOREIGN_FHL_FULL_EXPENSES: (call) => periodExample(call, { foreignFhlEea: fhl(itemised) }),
    FOREIGN_FHL_CONSOLIDATED: (call) => periodExample(call, { foreignFhlEea: fhl(consolidated) }),
    FOREIGN_NON_FHL_FULL_EXPENSES: (call) =>
      periodExample(call, { foreignNonFhlProperty: portugal(itemised) }),
    FOREIGN_NON_FHL_CONSOLIDATED: (call) =>
      periodExample(call, { foreignNonFhlProperty: portugal(consolidated) }),
    UK_PROPERTY: 'RULE_TYPE_OF_BUSINESS_INCORRECT',
  },
});
