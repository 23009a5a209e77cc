import {
  type Amounts,
  categoryOfForeignField,
  isForeign,
  neverInTotal,
  type UpdateFigures,
} from './rules.ts';

/**
 * The categories that repayments make negative and that HMRC takes from nought on, whatever the place: income, tax, what is in
 * no total of expenses, and the other expenses too in years in which HMRC takes no negative one.
 */
export function belowNought(figures: UpdateFigures, areExpensesSigned: boolean): string[] {
  const all: readonly Amounts[] = isForeign(figures) ? figures.places : [figures];
  const isRefused = (side: keyof Amounts, field: string) =>
    side === 'income' || !areExpensesSigned || neverInTotal.has(field);
  const negative = all.flatMap((each) =>
    (['income', 'expenses'] as const).flatMap((side) =>
      Object.entries(each[side])
        .filter(([field, pence]) => pence < 0 && isRefused(side, field))
        .map(([field]) => categoryOfForeignField(field.replace(/Pence$/, ''))),
    ),
  );
  return [...new Set(negative)];
}
