import { pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

import { users } from './accounts.ts';
import { instant, personId } from './columns.ts';

/** How a landlord has chosen to report the expenses of a business in a tax year; without a row, itemised. */
export const expenseStyles = pgTable(
  'expense_styles',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    ownerId: personId('owner_id').references(() => users.id, { onDelete: 'cascade' }),
    /** HMRC's business id. */
    businessId: text('business_id').notNull(),
    taxYear: text('tax_year').notNull(),
    style: text('style', { enum: ['itemised', 'consolidated', 'none'] }).notNull(),
    chosenAt: instant('chosen_at').notNull(),
  },
  (table) => [uniqueIndex('expense_styles_once').on(table.ownerId, table.businessId, table.taxYear)],
);
