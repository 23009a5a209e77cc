import { type UkUpdateFigures } from '../domain/submissions/quarterly/rules.ts';

/** The first quarter of 2026-27. */
export const period = { fromDate: '2026-04-06', toDate: '2026-07-05' };

/** Figures of an update of that quarter: rents and an expense, with what a test changes. */
export const figures = (change: Partial<UkUpdateFigures> = {}): UkUpdateFigures => ({
  ...period,
  income: { periodAmountPence: 115_000 },
  expenses: { otherPence: 435 },
  ...change,
});
