import { isCalendarDate } from '../dates.ts';
import type { Refusal } from '../platform/refusals.ts';

/** A cumulative update of a UK property business, read from HMRC's body. */
interface CumulativeUpdate {
  fromDate?: string;
  toDate?: string;
  /** Field path under `ukProperty` to integer pence. */
  pence: Record<string, number>;
}

export type BodyReading =
  { ok: true; update: CumulativeUpdate } | { ok: false; refusals: [Refusal, ...Refusal[]] };

const LARGEST = 99_999_999_999.99;

/** Every amount of the body, and whether it may be negative, as expenses may since 2024-25 (a refund). */
const amounts: Record<string, 'positive' | 'signed'> = {
  'income.premiumsOfLeaseGrant': 'positive',
  'income.reversePremiums': 'positive',
  'income.periodAmount': 'positive',
  'income.taxDeducted': 'positive',
  'income.otherIncome': 'positive',
  'income.rentARoom.rentsReceived': 'positive',
  'expenses.premisesRunningCosts': 'signed',
  'expenses.repairsAndMaintenance': 'signed',
  'expenses.financialCosts': 'signed',
  'expenses.professionalFees': 'signed',
  'expenses.costOfServices': 'signed',
  'expenses.other': 'signed',
  'expenses.travelCosts': 'signed',
  'expenses.consolidatedExpenses': 'signed',
  'expenses.residentialFinancialCost': 'positive',
  'expenses.residentialFinancialCostsCarriedForward': 'positive',
  'expenses.rentARoom.amountClaimed': 'positive',
};
const objects = new Set(['income', 'income.rentARoom', 'expenses', 'expenses.rentARoom']);
/** What may stand beside one total of expenses. */
const besideConsolidated = new Set([
  'expenses.consolidatedExpenses',
  'expenses.residentialFinancialCost',
  'expenses.residentialFinancialCostsCarriedForward',
  'expenses.rentARoom.amountClaimed',
]);

/**
 * Reads the body of a cumulative update in HMRC's two steps: first its shape (unknown fields, wrong types, empty
 * objects), and only where that is right its values, dates and expense rules, all of them reported together.
 */
export function readCumulativeBody(body: unknown): BodyReading {
  const shape = checkShape(body);
  if (!shape.ok) return { ok: false, refusals: [shape.refusal] };
  const { fromDate, toDate, values } = shape;
  const [first, ...more] = [...checkDates(fromDate, toDate), ...checkValues(values)];
  if (first) return { ok: false, refusals: [first, ...more] };
  const pence = Object.fromEntries([...values].map(([path, pounds]) => [path, Math.round(pounds * 100)]));
  return {
    ok: true,
    update: { ...(fromDate !== undefined && { fromDate }), ...(toDate !== undefined && { toDate }), pence },
  };
}

/** Puts stored pence back into HMRC's nested pounds. */
export function toUkProperty(pence: Record<string, number>): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [path, amount] of Object.entries(pence)) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    // Every step on the way down was made here, as an object.
    const parent = names.reduce((at, name) => (at[name] ??= {}) as Record<string, unknown>, root);
    parent[last] = amount / 100;
  }
  return root;
}

type Shape =
  | { ok: true; fromDate: string | undefined; toDate: string | undefined; values: Map<string, number> }
  | { ok: false; refusal: Refusal };

function checkShape(body: unknown): Shape {
  const wrong: string[] = [];
  const values = new Map<string, number>();
  const walk = (value: unknown, path: string): void => {
    if (!isObject(value) || Object.keys(value).length === 0) {
      wrong.push(`/ukProperty${toPointer(path)}`);
      return;
    }
    for (const [name, child] of Object.entries(value)) {
      const childPath = path === '' ? name : `${path}.${name}`;
      if (objects.has(childPath)) walk(child, childPath);
      else if (Object.hasOwn(amounts, childPath) && typeof child === 'number') values.set(childPath, child);
      else wrong.push(`/ukProperty${toPointer(childPath)}`);
    }
  };

  if (!isObject(body) || Object.keys(body).length === 0) return incorrectBody([]);
  const { fromDate, toDate, ukProperty, ...unknown } = body;
  wrong.push(...Object.keys(unknown).map((name) => `/${name}`));
  if (fromDate !== undefined && typeof fromDate !== 'string') wrong.push('/fromDate');
  if (toDate !== undefined && typeof toDate !== 'string') wrong.push('/toDate');
  walk(ukProperty, '');
  if (wrong.length > 0) return incorrectBody(wrong);
  return {
    ok: true,
    fromDate: typeof fromDate === 'string' ? fromDate : undefined,
    toDate: typeof toDate === 'string' ? toDate : undefined,
    values,
  };
}

function incorrectBody(paths: string[]): Shape {
  const code = 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED';
  return { ok: false, refusal: paths.length > 0 ? { code, paths } : { code } };
}

function checkDates(fromDate: string | undefined, toDate: string | undefined): Refusal[] {
  const refusals: Refusal[] = [];
  if (fromDate !== undefined && !isCalendarDate(fromDate)) refusals.push({ code: 'FORMAT_FROM_DATE' });
  if (toDate !== undefined && !isCalendarDate(toDate)) refusals.push({ code: 'FORMAT_TO_DATE' });
  // One date alone is refused here; both missing depends on the person's status, and is judged later.
  if ((fromDate === undefined) !== (toDate === undefined))
    refusals.push({ code: 'RULE_MISSING_SUBMISSION_DATES' });
  if (refusals.length === 0 && fromDate !== undefined && toDate !== undefined && toDate < fromDate) {
    refusals.push({ code: 'RULE_TO_DATE_BEFORE_FROM_DATE' });
  }
  return refusals;
}

function checkValues(values: Map<string, number>): Refusal[] {
  const refusals: Refusal[] = [];
  for (const [path, pounds] of values) {
    const smallest = amounts[path] === 'signed' ? -LARGEST : 0;
    const wholePence = Math.round(pounds * 100) / 100 === pounds;
    if (pounds < smallest || pounds > LARGEST || !wholePence) {
      const message = `The amount has to be between ${smallest} and ${LARGEST}, with at most two decimals`;
      refusals.push({ code: 'FORMAT_VALUE', message, paths: [`/ukProperty${toPointer(path)}`] });
    }
  }
  const expenses = [...values.keys()].filter((path) => path.startsWith('expenses.'));
  const both = expenses.some((path) => !besideConsolidated.has(path));
  if (values.has('expenses.consolidatedExpenses') && both) {
    refusals.push({ code: 'RULE_BOTH_EXPENSES_SUPPLIED', paths: ['/ukProperty/expenses'] });
  }
  return refusals;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toPointer(path: string): string {
  return path === '' ? '' : `/${path.replaceAll('.', '/')}`;
}
