/** Queries on a transaction at a time, and on new ones. Each takes the owner; an id of somebody else's finds nothing. */
import { and, eq, ne, sql, type Column, type SQL } from 'drizzle-orm';

import type { Database, Tx } from './database.ts';
import { properties, transactions } from './schema/index.ts';
import { isUuid } from './uuid.ts';

export interface TransactionValues {
  propertyId: string;
  /** `YYYY-MM-DD` */
  date: string;
  category: string;
  description: string;
  /** The owner's own. */
  moneyInPence: number;
  moneyOutPence: number;
  /** Whole, of which the own are this share, in hundredths of a per cent. */
  wholeInPence: number;
  wholeOutPence: number;
  shareBasisPoints: number;
}

export interface TransactionRow extends TransactionValues {
  id: string;
  propertyName: string;
}

export const valueColumns = {
  propertyId: transactions.propertyId,
  date: transactions.date,
  category: transactions.category,
  description: transactions.description,
  moneyInPence: transactions.moneyInPence,
  moneyOutPence: transactions.moneyOutPence,
  wholeInPence: transactions.wholeInPence,
  wholeOutPence: transactions.wholeOutPence,
  shareBasisPoints: transactions.shareBasisPoints,
};

/** A share of a whole amount that is not negative, half a penny rounded up: what the ledger's own rule gives. */
const ownPart = (whole: Column, shareBasisPoints: number): SQL =>
  sql`${whole} / 10000 * ${shareBasisPoints}::bigint + (${whole} % 10000 * ${shareBasisPoints}::bigint + 5000) / 10000`;

export function transactionQueries(db: Database | Tx) {
  const one = (ownerId: string, id: string) =>
    and(eq(transactions.ownerId, ownerId), eq(transactions.id, id));
  return {
    findTransaction: async (ownerId: string, id: string): Promise<TransactionRow | undefined> => {
      if (!isUuid(id)) return undefined;
      const [row] = await db
        .select({ id: transactions.id, propertyName: properties.name, ...valueColumns })
        .from(transactions)
        .innerJoin(
          properties,
          and(eq(properties.id, transactions.propertyId), eq(properties.ownerId, ownerId)),
        )
        .where(one(ownerId, id));
      return row;
    },

    /** The properties named must be the owner's: look them up first. */
    insertTransactions: async (
      ownerId: string,
      rows: readonly TransactionValues[],
      at: Date,
    ): Promise<string[]> => {
      const ids: string[] = [];
      // Postgres takes 65,535 values in one statement, and a row has twelve.
      for (let start = 0; start < rows.length; start += 1000) {
        const values = rows
          .slice(start, start + 1000)
          .map((row) => ({ ...row, ownerId, createdAt: at, updatedAt: at }));
        const inserted = await db.insert(transactions).values(values).returning({ id: transactions.id });
        ids.push(...inserted.map(({ id }) => id));
      }
      return ids;
    },

    updateTransaction: async (
      ownerId: string,
      id: string,
      values: TransactionValues,
      at: Date,
    ): Promise<boolean> => {
      if (!isUuid(id)) return false;
      const changed = await db
        .update(transactions)
        .set({ ...values, updatedAt: at })
        .where(one(ownerId, id))
        .returning({ id: transactions.id });
      return changed.length === 1;
    },

    /** Works out the owner's own amounts of a property's transactions anew, by another share than they were entered with. */
    applyShare: async (
      ownerId: string,
      propertyId: string,
      shareBasisPoints: number,
      at: Date,
    ): Promise<void> => {
      await db
        .update(transactions)
        .set({
          moneyInPence: ownPart(transactions.wholeInPence, shareBasisPoints),
          moneyOutPence: ownPart(transactions.wholeOutPence, shareBasisPoints),
          shareBasisPoints,
          updatedAt: at,
        })
        .where(
          and(
            eq(transactions.ownerId, ownerId),
            eq(transactions.propertyId, propertyId),
            ne(transactions.shareBasisPoints, shareBasisPoints),
          ),
        );
    },

    deleteTransaction: async (ownerId: string, id: string): Promise<boolean> => {
      if (!isUuid(id)) return false;
      const deleted = await db
        .delete(transactions)
        .where(one(ownerId, id))
        .returning({ id: transactions.id });
      return deleted.length === 1;
    },
  };
}
