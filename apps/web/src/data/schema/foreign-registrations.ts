import { date, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

import { users } from './accounts.ts';
import { instant, personId } from './columns.ts';
import { properties } from './records.ts';

/** What HMRC has of a property abroad in a tax year, as it last said; from 2026-27 figures are sent under HMRC's own id of it. */
export const foreignRegistrations = pgTable(
  'foreign_registrations',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    ownerId: personId('owner_id').references(() => users.id, { onDelete: 'cascade' }),
    propertyId: uuid('property_id')
      .notNull()
      .references(() => properties.id, { onDelete: 'cascade' }),
    /** HMRC's business id. */
    businessId: text('business_id').notNull(),
    taxYear: text('tax_year').notNull(),
    /** HMRC's id of the property; null while HMRC's answer to registering it is not known. */
    hmrcPropertyId: text('hmrc_property_id'),
    /** Its name at HMRC, or the name under which it was to be registered. */
    nameAtHmrc: text('name_at_hmrc').notNull(),
    endDate: date('end_date', { mode: 'string' }),
    endReason: text('end_reason'),
    /** When HMRC last said so; null while a change of ours has no answer. */
    seenAt: instant('seen_at'),
    /** Until when, by the database's clock, a click alone may register it. */
    claimedUntil: instant('claimed_until'),
  },
  (table) => [
    uniqueIndex('foreign_registrations_once').on(table.ownerId, table.propertyId, table.taxYear),
    // A property of HMRC's is one of ours alone.
    uniqueIndex('foreign_registrations_one_of_ours').on(table.ownerId, table.hmrcPropertyId, table.taxYear),
  ],
);
