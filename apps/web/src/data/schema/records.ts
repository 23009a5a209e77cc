import { boolean, date, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';

import { users } from './accounts.ts';
import { instant, personId, pence } from './columns.ts';

/** What of a jointly owned property is the owner's, in hundredths of a per cent; 10,000 are all of it. */
const share = () => integer('share_basis_points').notNull().default(10_000);

const owner = () => personId('owner_id').references(() => users.id, { onDelete: 'cascade' });

/** Homes and other buildings that are let. */
export const properties = pgTable(
  'properties',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    ownerId: owner(),
    name: text('name').notNull(),
    address: text('address').notNull().default(''),
    /** Three letters of ISO 3166-1: where it is. `GBR` is the UK. */
    countryCode: text('country_code').notNull().default('GBR'),
    /** Abroad only: whether Foreign Tax Credit Relief is claimed for the tax its country took. */
    claimsForeignTaxCredit: boolean('claims_foreign_tax_credit').notNull().default(false),
    /** Taken for amounts that are entered from now on. */
    shareBasisPoints: share(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [index('properties_owner').on(table.ownerId)],
);

/** The ledger: one row for each amount that came in or went out. */
export const transactions = pgTable(
  'transactions',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    ownerId: owner(),
    propertyId: uuid('property_id')
      .notNull()
      .references(() => properties.id, { onDelete: 'no action' }),
    /** The calendar date, `YYYY-MM-DD`. */
    date: date('date', { mode: 'string' }).notNull(),
    category: text('category').notNull(),
    description: text('description').notNull().default(''),
    /** The owner's own, by the share: what all sums are made of. */
    moneyInPence: pence('money_in_pence').notNull().default(0),
    moneyOutPence: pence('money_out_pence').notNull().default(0),
    /** Whole, as on the bank statement. */
    wholeInPence: pence('whole_in_pence').notNull().default(0),
    wholeOutPence: pence('whole_out_pence').notNull().default(0),
    /** The share it was entered with. */
    shareBasisPoints: share(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [index('transactions_owner_date').on(table.ownerId, table.date)],
);

/** A file that was read and waits for the person's choice; its rows are in no ledger yet. */
export const pendingImports = pgTable(
  'pending_imports',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    ownerId: owner(),
    fileName: text('file_name').notNull(),
    rows: jsonb('rows').notNull(),
    problems: jsonb('problems').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [index('pending_imports_owner').on(table.ownerId)],
);
