import type { HmrcError } from '../../result.ts';
import type { Shape } from '../../shapes/shape.ts';

type Expenses = Readonly<Record<string, unknown>> | undefined;

/**
 * HMRC takes one total of expenses or single figures: refuses both together. `alone` names the members that the total replaces.
 */
export function checkExpenseStyle(expenses: Expenses, alone: readonly string[], path: string): HmrcError[] {
  return isTotal(expenses) && isItemised(expenses, alone) ? bothStyles([path]) : [];
}

/** The same for many: a place that has both, or places that differ from each other. */
export function checkOneExpenseStyle(
  places: readonly { expenses: Expenses; path: string }[],
  alone: readonly string[],
): HmrcError[] {
  const totals = places.filter(({ expenses }) => isTotal(expenses));
  const itemised = places.filter(({ expenses }) => isItemised(expenses, alone));
  if (totals.length === 0 || itemised.length === 0) return [];
  const concerned = places.filter((place) => totals.includes(place) || itemised.includes(place));
  return bothStyles(concerned.map(({ path }) => path));
}

export function bothStyles(paths: string[]): HmrcError[] {
  const message = 'Expenses are one total or single figures, not both.';
  return [{ code: 'RULE_BOTH_EXPENSES_SUPPLIED', message, paths }];
}

/** The members of a group except some. */
export function namesExcept(shape: Shape<never, unknown>, ...others: readonly string[]): string[] {
  const members = shape.node.kind === 'group' ? Object.keys(shape.node.members) : [];
  return members.filter((name) => !others.includes(name));
}

export function isTotal(expenses: Expenses): boolean {
  return expenses?.['consolidatedExpensesPence'] !== undefined;
}

export function isItemised(expenses: Expenses, alone: readonly string[]): boolean {
  return expenses !== undefined && alone.some((name) => expenses[name] !== undefined);
}
