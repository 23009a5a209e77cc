import { jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

import { users } from './accounts.ts';
import { instant, personId } from './columns.ts';

/** What a landlord has answered for the annual summary of a business and a tax year; nothing of it is sent before they submit. */
export const annualSummaryDrafts = pgTable(
  'annual_summary_drafts',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    ownerId: personId('owner_id').references(() => users.id, { onDelete: 'cascade' }),
    /** HMRC's business id. */
    businessId: text('business_id').notNull(),
    taxYear: text('tax_year').notNull(),
    /** The answers as they were typed, right or wrong. */
    answers: jsonb('answers').notNull().default({}),
    savedAt: instant('saved_at'),
    /** How accounts are kept by HMRC's record, as it last said; null where it holds neither. */
    accountingTypeAtHmrc: text('accounting_type_at_hmrc', { enum: ['CASH', 'ACCRUAL'] }),
    accountingTypeSeenAt: instant('accounting_type_seen_at'),
    /** When the landlord confirmed that this is so. */
    accountingTypeConfirmedAt: instant('accounting_type_confirmed_at'),
  },
  (table) => [uniqueIndex('annual_summary_drafts_once').on(table.ownerId, table.businessId, table.taxYear)],
);
