/** Queries on a transaction at a time, and on new ones. Each takes the owner; an id of somebody else's finds nothing. */
import { and, eq } from 'drizzle-orm';

import type { Database, Tx } from './database.ts';
import { properties, transactions } from './schema/index.ts';
import { isUuid } from './uuid.ts';

export interface TransactionValues {
  propertyId: string;
  /** `YYYY-MM-DD` */
  date: string;
  category: string;
  description: string;
  moneyInPence: number;
  moneyOutPence: number;
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
};

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
      // Postgres takes 65,535 values in one statement, and a row has nine.
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
