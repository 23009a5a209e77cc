import { pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';

import { users } from './accounts.ts';
import { instant, pence, personId } from './columns.ts';
import { properties } from './records.ts';

/**
 * Amounts of a tax year that no transaction tells, as a landlord entered them: residential finance costs of earlier years that are
 * brought forward (of the UK business as a whole, abroad of a country or of a property), and the Rent a Room amount claimed (of the
 * UK business). Rows of nought say that there is none.
 */
export const yearAmounts = pgTable(
  'year_amounts',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    ownerId: personId('owner_id').references(() => users.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: ['finance-costs', 'rent-a-room'] })
      .notNull()
      .default('finance-costs'),
    /** HMRC's business id. */
    businessId: text('business_id').notNull(),
    taxYear: text('tax_year').notNull(),
    /** Three letters; null in the UK, and where a property tells the country. */
    countryCode: text('country_code'),
    propertyId: uuid('property_id').references(() => properties.id, { onDelete: 'cascade' }),
    amountPence: pence('amount_pence').notNull(),
    enteredAt: instant('entered_at').notNull(),
  },
  (table) => [
    unique('year_amounts_once')
      .on(table.ownerId, table.kind, table.businessId, table.taxYear, table.countryCode, table.propertyId)
      .nullsNotDistinct(),
  ],
);
