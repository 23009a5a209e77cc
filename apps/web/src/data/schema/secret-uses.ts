import { bigint, boolean, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';

import { users } from './accounts.ts';
import { instant, personId } from './columns.ts';
import { connections } from './connections.ts';

/**
 * The audit log: each step that used a landlord's token or NINO, and what for. Rows are added, never changed, and removed when
 * old. Ids grow with time.
 */
export const secretUses = pgTable(
  'secret_uses',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    ownerId: personId('owner_id').references(() => users.id, { onDelete: 'cascade' }),
    connectionId: uuid('connection_id')
      .notNull()
      .references(() => connections.id, { onDelete: 'cascade' }),
    at: instant('at').notNull(),
    /** What they were used for: the name of a step, or of what a person did. */
    purpose: text('purpose').notNull(),
    accessToken: boolean('access_token').notNull(),
    refreshToken: boolean('refresh_token').notNull(),
    nino: boolean('nino').notNull(),
    /**
     * Which of the connection's token pairs, of two the newer: a step that renewed used the refresh token of the one before.
     * Null where none was used, or one not yet in place.
     */
    generation: integer('generation'),
  },
  (table) => [
    index('secret_uses_connection').on(table.connectionId, table.at),
    index('secret_uses_owner').on(table.ownerId),
  ],
);
