import { sql } from 'drizzle-orm';
import { boolean, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

import { instant } from './columns.ts';

/**
 * Times in which HMRC refused so many connections that the fault must be its own: nobody's connection is called expired then.
 * At most one is open. Instants are by the platform's clock.
 */
export const authorisationStorms = pgTable(
  'authorisation_storms',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    isOpen: boolean('is_open').notNull().default(true),
    /** When it was seen; connections lost shortly before are judged anew after it. */
    seenAt: instant('seen_at').notNull(),
    /** How many connections HMRC had refused when it was seen. */
    refused: integer('refused').notNull(),
    /** How often a few connections were tried, to find out whether it is over, and when they are tried again. */
    probes: integer('probes').notNull().default(0),
    nextProbeAt: instant('next_probe_at').notNull(),
    endedAt: instant('ended_at'),
    outcome: text('outcome', { enum: ['over', 'given-up'] }),
  },
  (table) => [
    uniqueIndex('authorisation_storms_one_open')
      .on(table.isOpen)
      .where(sql`${table.isOpen}`),
  ],
);
