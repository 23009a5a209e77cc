import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

import { users } from './accounts.ts';
import { inOrder, instant, personId } from './columns.ts';

/** HMRC's tax calculations: asked for, waited for, and kept as HMRC gave them. */
export const calculations = pgTable(
  'calculations',
  {
    id: uuid('id').primaryKey(),
    ownerId: personId('owner_id').references(() => users.id, { onDelete: 'cascade' }),
    taxYear: text('tax_year').notNull(),
    type: text('type', { enum: ['in-year', 'intent-to-finalise', 'intent-to-amend'] }).notNull(),
    /** A person asked, or HMRC took something that changes the figure. */
    askedBy: text('asked_by', { enum: ['person', 'update'] }).notNull(),
    /** What the person said, before a final declaration, of income that is not sent from here. */
    otherIncome: text('other_income', { enum: ['none', 'elsewhere'] }),
    state: text('state', { enum: ['waiting', 'ready', 'failed'] }).notNull(),
    /** Fraud prevention headers of the click, and what was left out and why. */
    fraudPrevention: jsonb('fraud_prevention').notNull(),
    requestedAt: instant('requested_at').notNull(),
    sequence: inOrder(),
    /** HMRC's id, once it has begun. */
    calculationId: text('calculation_id'),
    /** How often it was wanted: once more where HMRC took something that changes the figure before it came. */
    wanted: integer('wanted').notNull().default(1),
    /** When HMRC was last asked to calculate: what it had then is in the figures. */
    triggeredAt: instant('triggered_at'),
    /** How often HMRC was asked for it. */
    looks: integer('looks').notNull().default(0),
    finishedAt: instant('finished_at'),
    /** HMRC's whole answer, in pence and as HMRC wrote it. */
    answer: jsonb('answer'),
    /** Why there is none: the code and the sentence. */
    failure: jsonb('failure'),
    correlationId: text('correlation_id'),
  },
  (table) => [
    index('calculations_owner_year').on(table.ownerId, table.taxYear, table.requestedAt),
    // HMRC makes one at a time; a second of the same kind would be told the same.
    uniqueIndex('calculations_one_waiting')
      .on(table.ownerId, table.taxYear, table.type)
      .where(sql`${table.state} = 'waiting'`),
  ],
);
