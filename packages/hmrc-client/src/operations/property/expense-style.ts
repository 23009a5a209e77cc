import type { HmrcError } from '../../result.ts';
import type { Shape } from '../../shapes/shape.ts';

/**
 * HMRC takes one total of expenses or single figures: refuses both together. `alone` names the members that the total replaces.
 */
export function checkExpenseStyle(
  expenses: Readonly<Record<string, unknown>> | undefined,
  alone: readonly string[],
  path: string,
): HmrcError[] {
  if (expenses?.['consolidatedExpensesPence'] === undefined) return [];
  if (alone.every((name) => expenses[name] === undefined)) return [];
  const message = 'Expenses are one total or single figures, not both.';
  return [{ code: 'RULE_BOTH_EXPENSES_SUPPLIED', message, paths: [path] }];
}

/** The members of a group except some. */
export function namesExcept(shape: Shape<never, unknown>, ...others: readonly string[]): string[] {
  const members = shape.node.kind === 'group' ? Object.keys(shape.node.members) : [];
  return members.filter((name) => !others.includes(name));
}
