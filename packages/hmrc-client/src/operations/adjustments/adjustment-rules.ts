import { checkExpenseStyle } from '../property/expense-style.ts';
import type { HmrcError } from '../../result.ts';
import { itemisedExpenseChanges } from './adjustment-figures.ts';

interface Changes {
  income?: Readonly<Record<string, unknown>>;
  expenses?: Readonly<Record<string, unknown>>;
}

/** Whether anything of it would be sent. */
function isGiven(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value !== undefined;
  return Object.values(value).some(isGiven);
}

export function hasChanges({ income, expenses }: Changes): boolean {
  return isGiven(income) || isGiven(expenses);
}

export function checkChanges({ expenses }: Changes, path: string): HmrcError[] {
  return checkExpenseStyle(expenses, itemisedExpenseChanges, `${path}/expenses`);
}

/** Nothing to adjust, or adjustments: not both. */
export function checkNothingToAdjust(
  saysNothing: true | undefined,
  isAdjusted: boolean,
  path: string,
): HmrcError[] {
  if (saysNothing === undefined || !isAdjusted) return [];
  const message = 'There is nothing to adjust, or there are adjustments, not both.';
  return [{ code: 'RULE_BOTH_ADJUSTMENTS_SUPPLIED', message, paths: [path] }];
}

/** A summary is of one business: of furnished holiday lettings or of other property. */
export function checkOneBusiness(property: unknown, holidayLets: unknown): HmrcError[] {
  if (!isGiven(property) || !isGiven(holidayLets)) return [];
  const message = 'Furnished holiday lettings and other property are adjusted on their own summaries.';
  return [{ code: 'RULE_BOTH_PROPERTIES_SUPPLIED', message, paths: [] }];
}

/** Each country and each property once; `paths` are those of all places that say the same. */
export function checkNoneTwice(
  values: readonly string[],
  code: string,
  pathOf: (index: number) => string,
): HmrcError[] {
  return [...new Set(values)].flatMap((value) => {
    const places = values.flatMap((other, index) => (other === value ? [pathOf(index)] : []));
    return places.length > 1 ? [{ code, message: `${value} is there more than once.`, paths: places }] : [];
  });
}
