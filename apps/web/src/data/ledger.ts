/** What the transactions come to and which they are, narrowed to what is asked for. Each query takes the owner. */
import { and, asc, count, desc, eq, gte, ilike, lte, max, min, sql, sum, type SQL } from 'drizzle-orm';

import type { Database, Tx } from './database.ts';
import { properties, transactions } from './schema/index.ts';
import { type TransactionRow, type TransactionValues, valueColumns } from './transactions.ts';
import { isUuid } from './uuid.ts';

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
    propertyId === undefined
      ? undefined
      : isUuid(propertyId)
        ? eq(transactions.propertyId, propertyId)
        : sql`false`,
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

export function ledgerQueries(db: Database | Tx) {
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
    sumByMonth: async (
      ownerId: string,
      filter: LedgerFilter,
    ): Promise<(CategorySum & { month: string })[]> => {
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
      db.select(valueColumns).from(transactions).where(matching(ownerId, { from, to })),
  };
}
