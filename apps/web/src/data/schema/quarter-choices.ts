import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';

import { users } from './accounts.ts';
import { instant, personId } from './columns.ts';

/** A choice between quarters that HMRC was told of and of which it is not known whether HMRC has it; gone once HMRC's record shows it. */
export const quarterChoices = pgTable(
  'quarter_choices',
  {
    /** Another with each click. */
    id: uuid('id').primaryKey(),
    ownerId: personId('owner_id').references(() => users.id, { onDelete: 'cascade' }),
    /** HMRC's business id. */
    businessId: text('business_id').notNull(),
    taxYear: text('tax_year').notNull(),
    type: text('type', { enum: ['standard', 'calendar'] }).notNull(),
    /** HMRC is asked, or its record said that it does not have the choice. */
    state: text('state', { enum: ['asking', 'not-taken'] }).notNull(),
    /** Whether HMRC said yes to it: then its record may be late to show it. */
    acceptedAt: instant('accepted_at'),
    /** Fraud prevention headers of the click, and what was left out and why. */
    fraudPrevention: jsonb('fraud_prevention').notNull(),
    /** By the platform's clock. */
    chosenAt: instant('chosen_at').notNull(),
    /** When HMRC is asked next: by the platform's clock for the page, and by the database's for the work. */
    nextAskAt: instant('next_ask_at').notNull(),
    askAfter: instant('ask_after').notNull(),
    /** How often HMRC was asked in the background. */
    asked: integer('asked').notNull().default(0),
  },
  (table) => [
    uniqueIndex('quarter_choices_once').on(table.ownerId, table.businessId, table.taxYear),
    index('quarter_choices_due')
      .on(table.askAfter)
      .where(sql`${table.state} = 'asking'`),
  ],
);
