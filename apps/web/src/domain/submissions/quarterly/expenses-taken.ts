import { isForeign, placeKey, type UpdateFigures } from './rules.ts';

/** Expenses in pence under their fields, by place; the key of UK property is empty. */
export type ExpensesByPlace = ReadonlyMap<string, Readonly<Record<string, number>>>;

/** The expenses of updates, added up: of the last one where each is the year to date, of all where each is a quarter's alone. */
export function sumExpenses(updates: readonly UpdateFigures[]): ExpensesByPlace {
  const sums = new Map<string, Record<string, number>>();
  for (const { key, expenses } of updates.flatMap(partsOf)) {
    const sum = sums.get(key) ?? {};
    for (const [field, pence] of Object.entries(expenses)) sum[field] = (sum[field] ?? 0) + pence;
    sums.set(key, sum);
  }
  return sums;
}

/** Whether an update has any expenses, of which the allowance leaves none. */
export const holdsExpenses = (figures: UpdateFigures): boolean =>
  [...sumExpenses([figures]).values()].some((expenses) =>
    Object.values(expenses).some((pence) => pence !== 0),
  );

const partsOf = (figures: UpdateFigures) =>
  isForeign(figures)
    ? figures.places.map((place) => ({ key: placeKey(place), expenses: place.expenses }))
    : [{ key: '', expenses: figures.expenses }];
