/** Queries on properties and transactions. Each takes the owner; an id of somebody else's finds nothing. */
import { and, asc, count, desc, eq, gt, gte, ilike, lte, max, min, sql, sum, type SQL } from 'drizzle-orm';

import type { Database, Tx } from './database.ts';
import { pendingImportQueries } from './pending-imports.ts';
import { financeCosts, foreignRegistrations, properties, transactions } from './schema/index.ts';
import { isUuid } from './uuid.ts';

type PropertyRow = Pick<
  typeof properties.$inferSelect,
  'id' | 'name' | 'address' | 'countryCode' | 'claimsForeignTaxCredit'
>;

/** What of a property its owner says. */
export type PropertyValues = Omit<PropertyRow, 'id'>;

export interface TransactionValues {
  propertyId: string;
  /** `YYYY-MM-DD` */
  date: string;
  category: string;
  description: string;
  moneyInPence: number;
  moneyOutPence: number;
}

interface TransactionRow extends TransactionValues {
  id: string;
  propertyName: string;
}

/** What the ledger is narrowed to; what is left out narrows nothing. Dates are included. */
interface LedgerFilter {
  propertyId?: string | undefined;
  /** The country of the property. */
  countryCode?: string | undefined;
  category?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  text?: string | undefined;
}

interface CategorySum {
  category: string;
  transactions: number;
  moneyInPence: number;
  moneyOutPence: number;
}

export type RecordsStore = ReturnType<typeof allQueries> & {
  /**
   * Works in one transaction, one at a time for an owner over all processes, so that what is counted there is still so
   * when the rows are written.
   */
  exclusively<Result>(ownerId: string, work: (store: RecordsStore) => Promise<Result>): Promise<Result>;
};

const propertyColumns = {
  id: properties.id,
  name: properties.name,
  address: properties.address,
  countryCode: properties.countryCode,
  claimsForeignTaxCredit: properties.claimsForeignTaxCredit,
};
const valueColumns = {
  propertyId: transactions.propertyId,
  date: transactions.date,
  category: transactions.category,
  description: transactions.description,
  moneyInPence: transactions.moneyInPence,
  moneyOutPence: transactions.moneyOutPence,
};
const sums = {
  transactions: count(),
  moneyIn: sum(transactions.moneyInPence),
  moneyOut: sum(transactions.moneyOutPence),
};


/** A sum of `bigint`s comes as decimal text, exact; it leaves as a number only while that is exact too. */
function exactPence(text: string | null): number {
  const pence = Number(text ?? '0');
  if (!Number.isSafeInteger(pence)) throw new RangeError('A total is too large to be exact.');
  return pence;
}

const exactSums = <Row extends { moneyIn: string | null; moneyOut: string | null }>({
  moneyIn,
  moneyOut,
  ...rest
}: Row) => ({ ...rest, moneyInPence: exactPence(moneyIn), moneyOutPence: exactPence(moneyOut) });

function matching(ownerId: string, filter: LedgerFilter): SQL | undefined {
  const { propertyId, countryCode, category, from, to, text } = filter;
  return and(
    eq(transactions.ownerId, ownerId),
    propertyId === undefined ? undefined : isUuid(propertyId) ? eq(transactions.propertyId, propertyId) : sql`false`,
    countryCode === undefined ? undefined : inCountry(ownerId, countryCode),
    category === undefined ? undefined : eq(transactions.category, category),
    from === undefined ? undefined : gte(transactions.date, from),
    to === undefined ? undefined : lte(transactions.date, to),
    text === undefined ? undefined : ilike(transactions.description, `%${text.replace(/[\\%_]/g, '\\$&')}%`),
  );
}

const inCountry = (ownerId: string, countryCode: string): SQL => sql`exists (
  select from ${properties} where ${properties.id} = ${transactions.propertyId}
    and ${properties.ownerId} = ${ownerId} and ${properties.countryCode} = ${countryCode})`;

/** @param db the database, or a transaction to work inside of */
export function createRecordsStore(db: Database | Tx): RecordsStore {
  return {
    ...allQueries(db),
    exclusively: (ownerId, work) =>
      db.transaction(async (tx) => {
        await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`records:${ownerId}`}, 0))`);
        return work(createRecordsStore(tx));
      }),
  };
}

const allQueries = (db: Database | Tx) => ({
  ...propertyQueries(db),
  ...ledgerQueries(db),
  ...transactionQueries(db),
  ...pendingImportQueries(db),
});

function propertyQueries(db: Database | Tx) {
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
        .select({ id: financeCosts.id })
        .from(financeCosts)
        .where(
          and(
            eq(financeCosts.ownerId, ownerId),
            eq(financeCosts.propertyId, id),
            gt(financeCosts.amountPence, 0),
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

function ledgerQueries(db: Database | Tx) {
  return {
    /** Newest first. */
    listTransactions: (
      ownerId: string,
      filter: LedgerFilter,
      { limit, offset }: { limit: number; offset: number },
    ): Promise<TransactionRow[]> =>
      db
        .select({ id: transactions.id, propertyName: properties.name, ...valueColumns })
        .from(transactions)
        .innerJoin(
          properties,
          and(eq(properties.id, transactions.propertyId), eq(properties.ownerId, ownerId)),
        )
        .where(matching(ownerId, filter))
        .orderBy(desc(transactions.date), desc(transactions.createdAt), asc(transactions.id))
        .limit(limit)
        .offset(offset),

    /** Money in and out under each category, exact. */
    sumByCategory: async (ownerId: string, filter: LedgerFilter): Promise<CategorySum[]> => {
      const rows = await db
        .select({ category: transactions.category, ...sums })
        .from(transactions)
        .where(matching(ownerId, filter))
        .groupBy(transactions.category);
      return rows.map(exactSums);
    },

    /** The same, for each property apart. */
    sumByProperty: async (
      ownerId: string,
      filter: LedgerFilter,
    ): Promise<(CategorySum & { propertyId: string })[]> => {
      const rows = await db
        .select({ propertyId: transactions.propertyId, category: transactions.category, ...sums })
        .from(transactions)
        .where(matching(ownerId, filter))
        .groupBy(transactions.propertyId, transactions.category);
      return rows.map(exactSums);
    },

    /** The same as by category, for each month (`YYYY-MM`) apart. */
    sumByMonth: async (ownerId: string, filter: LedgerFilter): Promise<(CategorySum & { month: string })[]> => {
      const month = sql<string>`to_char(${transactions.date}, 'YYYY-MM')`;
      const rows = await db
        .select({ month, category: transactions.category, ...sums })
        .from(transactions)
        .where(matching(ownerId, filter))
        .groupBy(month, transactions.category);
      return rows.map(exactSums);
    },

    /** The first and the last date in the ledger. */
    dateRange: async (ownerId: string): Promise<{ first: string; last: string } | undefined> => {
      const [row] = await db
        .select({ first: min(transactions.date), last: max(transactions.date) })
        .from(transactions)
        .where(eq(transactions.ownerId, ownerId));
      return row?.first && row.last ? { first: row.first, last: row.last } : undefined;
    },

    /** The bare values of all transactions in a span of dates. */
    listValues: (ownerId: string, from: string, to: string): Promise<TransactionValues[]> =>
      db
        .select(valueColumns)
        .from(transactions)
        .where(matching(ownerId, { from, to })),
  };
}

function transactionQueries(db: Database | Tx) {
  const one = (ownerId: string, id: string) => and(eq(transactions.ownerId, ownerId), eq(transactions.id, id));
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
      const deleted = await db.delete(transactions).where(one(ownerId, id)).returning({ id: transactions.id });
      return deleted.length === 1;
    },
  };
}
