import { z } from 'zod';
import { HmrcClientError } from '../errors.ts';
import type { Operation } from '../operation.ts';
import type { HmrcError } from '../result.ts';
import { checkDateForms } from '../values/dates.ts';
import { checkBusinessId, checkNino } from '../values/identifiers.ts';
import { largestPence, poundsOfPence } from '../values/pence.ts';
import { checkCumulativeTaxYear } from '../values/tax-year.ts';
import {
  expenseFields,
  groupFromWire,
  groupToWire,
  incomeFields,
  pathOf,
  type UkPropertyExpenses,
  type UkPropertyIncome,
} from './uk-property-fields.ts';

export interface UkPropertyCumulativeParams {
  nino: string;
  businessId: string;
  /** `YYYY-YY`, from `2025-26`. */
  taxYear: string;
}

export interface PutUkPropertyCumulativeParams extends UkPropertyCumulativeParams {
  summary: UkPropertyCumulative;
}

/** The year to date of a UK property business. A PUT replaces all of it: a field left out is wiped. */
export interface UkPropertyCumulative {
  /** `YYYY-MM-DD`; both dates or neither (neither for a person of Annual status and for latent businesses). */
  fromDate?: string;
  toDate?: string;
  income?: UkPropertyIncome;
  expenses?: UkPropertyExpenses;
}

export type SubmittedUkPropertyCumulative = UkPropertyCumulative & {
  /** The instant HMRC took it, as HMRC writes it. */
  submittedOn: string;
};

/** A field of `UkPropertyCumulative` that HMRC can name in a refusal. */
export type UkPropertyField = 'fromDate' | 'toDate' | keyof UkPropertyIncome | keyof UkPropertyExpenses;

const path = ({ nino, businessId, taxYear }: UkPropertyCumulativeParams): readonly string[] => [
  'individuals',
  'business',
  'property',
  'uk',
  nino,
  businessId,
  'cumulative',
  taxYear,
];

const checkIdentity = ({ nino, businessId, taxYear }: UkPropertyCumulativeParams): HmrcError[] => [
  ...checkNino(nino),
  ...checkBusinessId(businessId),
  ...checkCumulativeTaxYear(taxYear),
];

/** Property Business 6.0: create or amend. 204, no content. */
export const putUkPropertyCumulative: Operation<PutUkPropertyCumulativeParams, null> = {
  name: 'putUkPropertyCumulative',
  version: '6.0',
  method: 'PUT',
  check: (params) => [...checkIdentity(params), ...checkSummary(params.summary)],
  path,
  body: ({ summary }) => ukPropertyCumulativeBody(summary),
  reads: null,
  nothing: { code: null, value: null },
};

/** Property Business 6.0: retrieve. 404 `MATCHING_RESOURCE_NOT_FOUND` where nothing was submitted. */
export const getUkPropertyCumulative: Operation<UkPropertyCumulativeParams, SubmittedUkPropertyCumulative> = {
  name: 'getUkPropertyCumulative',
  version: '6.0',
  method: 'GET',
  check: checkIdentity,
  path,
  reads: z
    .object({
      submittedOn: z.string(),
      fromDate: z.string().nullish(),
      toDate: z.string().nullish(),
      ukProperty: z.object({
        income: groupFromWire(incomeFields).nullish(),
        expenses: groupFromWire(expenseFields).nullish(),
      }),
    })
    .transform(({ submittedOn, fromDate, toDate, ukProperty: { income, expenses } }) => ({
      submittedOn,
      ...(fromDate ? { fromDate } : {}),
      ...(toDate ? { toDate } : {}),
      ...(income ? { income } : {}),
      ...(expenses ? { expenses } : {}),
    })),
};

/**
 * The exact JSON text that `putUkPropertyCumulative` sends: pounds with at most two decimals, fields in a fixed order, groups
 * without a figure left out.
 * @throws HmrcClientError `invalid-figures` where an amount is not integer pence.
 */
export function ukPropertyCumulativeBody(summary: UkPropertyCumulative): string {
  const { fromDate, toDate } = summary;
  const income = groupToWire(incomeFields, summary.income ?? {}, exactPounds);
  const expenses = groupToWire(expenseFields, summary.expenses ?? {}, exactPounds);
  return JSON.stringify({
    fromDate,
    toDate,
    ukProperty: {
      ...(Object.keys(income).length > 0 ? { income } : {}),
      ...(Object.keys(expenses).length > 0 ? { expenses } : {}),
    },
  });
}

function exactPounds(pence: number): number {
  if (!Number.isSafeInteger(pence)) {
    throw new HmrcClientError('invalid-figures', 'Amounts are integer pence: round before they come here.');
  }
  return poundsOfPence(pence);
}

const fieldsByPath: ReadonlyMap<string, UkPropertyField> = new Map<string, UkPropertyField>([
  ['/fromDate', 'fromDate'],
  ['/toDate', 'toDate'],
  ...incomeFields.map((field) => [pathOf('income', field), field.name] as const),
  ...expenseFields.map((field) => [pathOf('expenses', field), field.name] as const),
]);

/** Our name of the field behind HMRC's path, such as `/ukProperty/expenses/other`; null for a path that is no single field. */
export function ukPropertyFieldOfPath(path: string): UkPropertyField | null {
  return fieldsByPath.get(path) ?? null;
}

function checkSummary(summary: UkPropertyCumulative): HmrcError[] {
  const { income = {}, expenses = {} } = summary;
  return [
    ...checkDates(summary),
    ...checkAmounts(income, expenses),
    ...checkExpenseStyle(expenses),
    ...checkNotEmpty(summary),
    ...checkNothingUnknown(income, expenses),
  ];
}

function checkDates({ fromDate, toDate }: UkPropertyCumulative): HmrcError[] {
  const errors = checkDateForms(fromDate, toDate);
  if ((fromDate === undefined) !== (toDate === undefined)) {
    const message = 'An update has a start date and an end date, or neither.';
    errors.push({ code: 'RULE_MISSING_SUBMISSION_DATES', message, paths: [] });
  }
  if (errors.length === 0 && fromDate !== undefined && toDate !== undefined && toDate < fromDate) {
    const message = 'The end date lies before the start date.';
    errors.push({ code: 'RULE_TO_DATE_BEFORE_FROM_DATE', message, paths: [] });
  }
  return errors;
}

function checkAmounts(income: UkPropertyIncome, expenses: UkPropertyExpenses): HmrcError[] {
  const amounts = [
    ...incomeFields.map((field) => ({ ...field, path: pathOf('income', field), pence: income[field.name] })),
    ...expenseFields.map((field) => ({
      ...field,
      path: pathOf('expenses', field),
      pence: expenses[field.name],
    })),
  ];
  const refused = (mayBeNegative: boolean, message: string): HmrcError[] => {
    const lowest = mayBeNegative ? -largestPence : 0;
    const paths = amounts
      .filter((amount) => amount.mayBeNegative === mayBeNegative && amount.pence !== undefined)
      .filter(({ pence = 0 }) => !Number.isSafeInteger(pence) || pence < lowest || pence > largestPence)
      .map((amount) => amount.path);
    return paths.length > 0 ? [{ code: 'FORMAT_VALUE', message, paths }] : [];
  };
  return [
    ...refused(false, 'An amount here lies between £0 and £99,999,999,999.99, in whole pence.'),
    ...refused(
      true,
      'An amount here lies between -£99,999,999,999.99 and £99,999,999,999.99, in whole pence.',
    ),
  ];
}

function checkExpenseStyle(expenses: UkPropertyExpenses): HmrcError[] {
  const hasItems = expenseFields.some((field) => field.itemised && expenses[field.name] !== undefined);
  if (expenses.consolidatedExpensesPence === undefined || !hasItems) return [];
  const message = 'Expenses are one total or single figures, not both.';
  return [{ code: 'RULE_BOTH_EXPENSES_SUPPLIED', message, paths: ['/ukProperty/expenses'] }];
}

function checkNotEmpty({ income, expenses }: UkPropertyCumulative): HmrcError[] {
  // A group without a figure never reaches the wire, so one alone may be empty. All empty is what HMRC refuses.
  const isEmpty = (group: object = {}): boolean => Object.values(group).every((value) => value === undefined);
  if (!isEmpty(income) || !isEmpty(expenses)) return [];
  const paths: string[] = [];
  if (income !== undefined) paths.push('/ukProperty/income');
  if (expenses !== undefined) paths.push('/ukProperty/expenses');
  const message = 'An update holds at least one figure of income or expenses; nothing to report is a zero.';
  return [
    {
      code: 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
      message,
      paths: paths.length > 0 ? paths : ['/ukProperty'],
    },
  ];
}

function checkNothingUnknown(income: UkPropertyIncome, expenses: UkPropertyExpenses): HmrcError[] {
  // A misspelt field would be money that silently stays behind.
  const unknown = (
    group: 'income' | 'expenses',
    given: object,
    fields: readonly { name: string }[],
  ): string[] =>
    Object.keys(given)
      .filter((key) => fields.every(({ name }) => name !== key))
      .map((key) => `/ukProperty/${group}/${key}`);
  const paths = [...unknown('income', income, incomeFields), ...unknown('expenses', expenses, expenseFields)];
  if (paths.length === 0) return [];
  const message = 'HMRC has no such field.';
  return [{ code: 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED', message, paths }];
}
