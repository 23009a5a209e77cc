/** A person's records: properties, transactions and files to import, as one store. Each query takes the owner. */
import { sql } from 'drizzle-orm';

import type { Database, Tx } from './database.ts';
import { ledgerQueries } from './ledger.ts';
import { pendingImportQueries } from './pending-imports.ts';
import { propertyQueries } from './properties.ts';
import { transactionQueries } from './transactions.ts';

export type RecordsStore = ReturnType<typeof allQueries> & {
  /**
   * Works in one transaction, one at a time for an owner over all processes, so that what is counted there is still so
   * when the rows are written.
   */
  exclusively<Result>(ownerId: string, work: (store: RecordsStore) => Promise<Result>): Promise<Result>;
};

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
