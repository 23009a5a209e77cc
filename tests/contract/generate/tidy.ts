import { isObject } from '../hmrc/documents.ts';
import type { Body } from './generator.ts';

type Pick = (below: number) => number;

const total = 'consolidatedExpensesPence';
/** What may stand beside one total of expenses: HMRC relieves these in another way. */
const besideTotal = /^(residential|broughtFwdResidential|rentARoom|amountClaimed|consolidated)/;

/** Expenses are one total or single figures: wherever a group has both, one of the two ways is left. */
export function tidyExpenses(body: Body, pick: Pick): Body {
  return deeply(body, (group) => {
    if (group[total] === undefined) return group;
    return pick(2) === 0
      ? without(group, (name) => name === total)
      : without(group, (name) => !besideTotal.test(name));
  });
}

/** Changes every object of a body, from the inside out. */
export function deeply(body: Body, change: (group: Body) => Body): Body {
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inside);
    return isObject(value) ? deeply(value, change) : value;
  };
  return change(Object.fromEntries(Object.entries(body).map(([name, value]) => [name, inside(value)])));
}

export function without(body: Body, isLeftOut: (name: string) => boolean): Body {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !isLeftOut(name)));
}

/** Two dates: both or, where they may be left out, neither; the earlier one first. */
export function tidyDates(body: Body, first: string, last: string): Body {
  const from = body[first];
  const to = body[last];
  if (typeof from !== 'string' || typeof to !== 'string') {
    return without(body, (name) => name === first || name === last);
  }
  return from <= to ? body : { ...body, [first]: to, [last]: from };
}
