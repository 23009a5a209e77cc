/** Queries on properties. Each takes the owner; an id of somebody else's finds nothing. */
import { and, asc, count, eq, gt } from 'drizzle-orm';

import type { Database, Tx } from './database.ts';
import { foreignRegistrations, properties, transactions, yearAmounts } from './schema/index.ts';
import { isUuid } from './uuid.ts';

type PropertyRow = Pick<
  typeof properties.$inferSelect,
  'id' | 'name' | 'address' | 'countryCode' | 'claimsForeignTaxCredit' | 'shareBasisPoints'
>;

/** What of a property its owner says. */
export type PropertyValues = Omit<PropertyRow, 'id'>;

const propertyColumns = {
  id: properties.id,
  name: properties.name,
  address: properties.address,
  countryCode: properties.countryCode,
  claimsForeignTaxCredit: properties.claimsForeignTaxCredit,
  shareBasisPoints: properties.shareBasisPoints,
};

export function propertyQueries(db: Database | Tx) {
  const one = (ownerId: string, id: string) => and(eq(properties.ownerId, ownerId), eq(properties.id, id));
  return {
    /** All of an owner's properties by name, each with how many transactions it has. */
    listProperties: (ownerId: string): Promise<(PropertyRow & { transactions: number })[]> =>
      db
        .select({ ...propertyColumns, transactions: count(transactions.id) })
        .from(properties)
        .leftJoin(
          transactions,
          and(eq(transactions.propertyId, properties.id), eq(transactions.ownerId, ownerId)),
        )
        .where(eq(properties.ownerId, ownerId))
        .groupBy(properties.id)
        .orderBy(asc(properties.name), asc(properties.id)),

    findProperty: async (ownerId: string, id: string): Promise<PropertyRow | undefined> => {
      if (!isUuid(id)) return undefined;
      const [row] = await db.select(propertyColumns).from(properties).where(one(ownerId, id));
      return row;
    },

    insertProperties: async (
      ownerId: string,
      rows: readonly PropertyValues[],
      at: Date,
    ): Promise<PropertyRow[]> => {
      if (rows.length === 0) return [];
      return db
        .insert(properties)
        .values(rows.map((row) => ({ ...row, ownerId, createdAt: at, updatedAt: at })))
        .returning(propertyColumns);
    },

    updateProperty: async (
      ownerId: string,
      id: string,
      values: PropertyValues,
      at: Date,
    ): Promise<boolean> => {
      if (!isUuid(id)) return false;
      const changed = await db
        .update(properties)
        .set({ ...values, updatedAt: at })
        .where(one(ownerId, id))
        .returning({ id: properties.id });
      return changed.length === 1;
    },

    /** Whether HMRC has a property on its list, as far as is known; one that was taken off it as added in error is not. */
    isRegisteredAtHmrc: async (ownerId: string, id: string): Promise<boolean> => {
      if (!isUuid(id)) return false;
      const rows = await db
        .select({ endReason: foreignRegistrations.endReason })
        .from(foreignRegistrations)
        .where(and(eq(foreignRegistrations.ownerId, ownerId), eq(foreignRegistrations.propertyId, id)));
      return rows.some(({ endReason }) => endReason !== 'added-in-error');
    },

    /** Whether finance costs of earlier years are brought forward for a property, in any tax year. */
    hasFinanceCosts: async (ownerId: string, id: string): Promise<boolean> => {
      if (!isUuid(id)) return false;
      const rows = await db
        .select({ id: yearAmounts.id })
        .from(yearAmounts)
        .where(
          and(
            eq(yearAmounts.ownerId, ownerId),
            eq(yearAmounts.propertyId, id),
            gt(yearAmounts.amountPence, 0),
          ),
        );
      return rows.length > 0;
    },

    /** @throws when a transaction still names the property */
    deleteProperty: async (ownerId: string, id: string): Promise<boolean> => {
      if (!isUuid(id)) return false;
      const deleted = await db.delete(properties).where(one(ownerId, id)).returning({ id: properties.id });
      return deleted.length === 1;
    },
  };
}
