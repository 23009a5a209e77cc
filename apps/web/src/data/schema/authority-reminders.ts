import { date, index, integer, pgTable, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

import { users } from './accounts.ts';
import { instant, personId } from './columns.ts';
import { connections } from './connections.ts';

/** Reminders by mail that an authority ends. An authority is a connection and the instant of its consent. */
export const authorityReminders = pgTable(
  'authority_reminders',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    ownerId: personId('owner_id').references(() => users.id, { onDelete: 'cascade' }),
    connectionId: uuid('connection_id')
      .notNull()
      .references(() => connections.id, { onDelete: 'cascade' }),
    consentedAt: instant('consented_at').notNull(),
    authorityEndsOn: date('authority_ends_on', { mode: 'string' }).notNull(),
    daysBefore: integer('days_before').notNull(),
    tries: integer('tries').notNull().default(0),
    /** By the database's clock. */
    nextTryAt: instant('next_try_at').notNull(),
    /** When the mail was handed to the mail server; stands without `sent_at` only while it does, or after a crash. */
    leavingAt: instant('leaving_at'),
    sentAt: instant('sent_at'),
  },
  (table) => [
    uniqueIndex('authority_reminders_once').on(table.connectionId, table.consentedAt, table.daysBefore),
    index('authority_reminders_owner').on(table.ownerId),
    index('authority_reminders_due').on(table.nextTryAt),
  ],
);
