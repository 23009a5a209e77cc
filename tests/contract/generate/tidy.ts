import { isObject } from '../hmrc/documents.ts';
import type { Body } from './generator.ts';

export type Pick = (below: number) => number;

const total = 'consolidatedExpensesPence';
/** What may stand beside one total of expenses: HMRC relieves these in another way. */
const besideTotal = /^(residential|broughtFwdResidential|rentARoom|amountClaimed|consolidated)/;

/**
 * Expenses are one total or single figures, all through a body: of every group of expenses the one part or the other is left.
 * `beside` says what may stand beside a total.
 */
export function tidyExpenses(body: Body, pick: Pick, beside: RegExp = besideTotal): Body {
  const isTotal = pick(2) === 0;
  return deeply(body, (group) =>
    isObject(group['expenses'])
      ? {
          ...group,
          expenses: without(group['expenses'], (name) => (isTotal ? !beside.test(name) : name === total)),
        }
      : group,
  );
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

/** Groups with nothing in them, which the client refuses, are not there. */
export function withoutEmptyGroups(body: Body): Body {
  return deeply(body, (group) =>
    without(group, (name) => {
      const value = group[name];
      return isObject(value) && Object.values(value).every((member) => member === undefined);
    }),
  );
}

/** Leaves one of the members of a body that are there. */
export function onlyOne(body: Body, pick: Pick): Body {
  const names = Object.keys(body).filter((name) => body[name] !== undefined);
  const chosen = names[pick(Math.max(names.length, 1))];
  return without(body, (name) => name !== chosen);
}

/** Members that belong together: all of them are there or none is. */
export function together(body: Body, ...names: string[]): Body {
  return names.every((name) => body[name] !== undefined)
    ? body
    : without(body, (name) => names.includes(name));
}

/** Two dates in their order. */
export function inOrder(body: Body, first: string, last: string): Body {
  const from = body[first];
  const to = body[last];
  if (typeof from !== 'string' || typeof to !== 'string' || from <= to) return body;
  return { ...body, [first]: to, [last]: from };
}

/** Entries of every list of objects that have the same value under a name: the first one stays. */
export function noneTwice(body: Body, ...names: string[]): Body {
  return deeply(body, (group) =>
    Object.fromEntries(
      Object.entries(group).map(([name, value]) => [
        name,
        Array.isArray(value) ? names.reduce<unknown[]>(firstOfEach, value) : value,
      ]),
    ),
  );
}

function firstOfEach(entries: unknown[], name: string): unknown[] {
  const seen = new Set<unknown>();
  return entries.filter((entry) => {
    const key = isObject(entry) ? entry[name] : undefined;
    if (key === undefined) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
