import { index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

import { users } from './accounts.ts';
import { instant, personId } from './columns.ts';
import { submissions } from './submissions.ts';

const owner = () => personId('owner_id').references(() => users.id, { onDelete: 'cascade' });

/**
 * HMRC's adjustable summary of a business and a tax year as it was last seen, and what its landlord has entered to adjust it by;
 * nothing of that is sent before they submit.
 */
export const adjustableSummaries = pgTable(
  'adjustable_summaries',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    ownerId: owner(),
    /** HMRC's business id. */
    businessId: text('business_id').notNull(),
    taxYear: text('tax_year').notNull(),
    /** HMRC's id of the newest summary that was asked for from here. */
    calculationId: text('calculation_id'),
    requestedAt: instant('requested_at'),
    /** Its figures in pence; null until HMRC has made it. */
    summary: jsonb('summary'),
    seenAt: instant('seen_at'),
    /** HMRC's list of all summaries of the business and year: which still count. */
    listed: jsonb('listed').notNull().default([]),
    listedAt: instant('listed_at'),
    /** The answers as they were typed, right or wrong. */
    answers: jsonb('answers').notNull().default({}),
    savedAt: instant('saved_at'),
  },
  (table) => [uniqueIndex('adjustable_summaries_once').on(table.ownerId, table.businessId, table.taxYear)],
);

/** A landlord's word that the figures of a business and a tax year are final. Nothing of it is sent, and nothing of it is edited. */
export const finalisations = pgTable(
  'finalisations',
  {
    /** Made with the form: the same form sent twice is one. */
    id: uuid('id').primaryKey(),
    ownerId: owner(),
    businessId: text('business_id').notNull(),
    taxYear: text('tax_year').notNull(),
    /** The adjustments that HMRC took before. */
    submissionId: uuid('submission_id')
      .notNull()
      .references(() => submissions.id, { onDelete: 'cascade' }),
    /** HMRC's id of the summary they were made to. */
    calculationId: text('calculation_id').notNull(),
    confirmedBy: text('confirmed_by').notNull(),
    confirmedAt: instant('confirmed_at').notNull(),
  },
  (table) => [index('finalisations_year').on(table.ownerId, table.taxYear, table.businessId)],
);

/** What HMRC has of a business's losses in a tax year, as it was last seen. */
export const heldLosses = pgTable(
  'held_losses',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    ownerId: owner(),
    businessId: text('business_id').notNull(),
    taxYear: text('tax_year').notNull(),
    /** Losses and claims in pence, under our names. */
    held: jsonb('held').notNull(),
    seenAt: instant('seen_at').notNull(),
  },
  (table) => [uniqueIndex('held_losses_once').on(table.ownerId, table.businessId, table.taxYear)],
);
