import { and, eq } from 'drizzle-orm';

import { type Database } from './database.ts';
import { expenseStyles } from './schema/index.ts';

type ExpenseStyleRow = typeof expenseStyles.$inferSelect;

/** Expenses each in its category, all but finance costs as one total, or none at all. */
export type ExpenseStyle = ExpenseStyleRow['style'];

/** A business in a tax year. */
type Key = Pick<ExpenseStyleRow, 'businessId' | 'taxYear'>;

/** How landlords have chosen to report expenses. Every query takes the owner. */
export function createExpenseStyleStore(db: Database) {
  return {
    /** Itemised where nothing was chosen. */
    async expenseStyle(ownerId: string, { businessId, taxYear }: Key): Promise<ExpenseStyle> {
      const rows = await db
        .select({ style: expenseStyles.style })
        .from(expenseStyles)
        .where(
          and(
            eq(expenseStyles.ownerId, ownerId),
            eq(expenseStyles.businessId, businessId),
            eq(expenseStyles.taxYear, taxYear),
          ),
        );
      return rows[0]?.style ?? 'itemised';
    },

    async saveExpenseStyle(
      ownerId: string,
      { businessId, taxYear }: Key,
      choice: Pick<ExpenseStyleRow, 'style' | 'chosenAt'>,
    ): Promise<void> {
      await db
        .insert(expenseStyles)
        .values({ ownerId, businessId, taxYear, ...choice })
        .onConflictDoUpdate({
          target: [expenseStyles.ownerId, expenseStyles.businessId, expenseStyles.taxYear],
          set: choice,
        });
    },
  };
}
