import { pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';

import { users } from './accounts.ts';
import { instant, pence, personId } from './columns.ts';
import { properties } from './records.ts';

/**
 * Residential finance costs of earlier years that brought no relief yet, as a landlord brings them forward into a tax year: of the
 * UK business as a whole, abroad of a country or of a property. Rows of nought say that there is none.
 */
export const financeCosts = pgTable(
  'finance_costs_brought_forward',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    ownerId: personId('owner_id').references(() => users.id, { onDelete: 'cascade' }),
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
    unique('finance_costs_brought_forward_once')
      .on(table.ownerId, table.businessId, table.taxYear, table.countryCode, table.propertyId)
      .nullsNotDistinct(),
  ],
);
