import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';

import { users } from './accounts.ts';
import { instant, personId } from './columns.ts';

/**
 * What was asked for and what became of it, one record after another, each bound to the one before by its fingerprint. A trigger
 * refuses every change, and every deletion but that of a whole account.
 */
export const evidence = pgTable(
  'evidence',
  {
    ownerId: personId('owner_id').references(() => users.id, { onDelete: 'cascade' }),
    /** 1 for the owner's first. Two at once can't both be the next. */
    sequence: integer('sequence').notNull(),
    kind: text('kind', {
      enum: [
        'attempt-placed',
        'attempt-ended',
        'attempt-corrected',
        'answer-after-end',
        'business-finalised',
      ],
    }).notNull(),
    submissionId: uuid('submission_id').notNull(),
    attemptId: uuid('attempt_id').notNull(),
    at: instant('at').notNull(),
    /** The record itself, the exact text whose fingerprint `hash` is. All else here is in it too. */
    record: text('record').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ownerId, table.sequence] }),
    index('evidence_submission').on(table.ownerId, table.submissionId),
  ],
);
