import { createRecordsStore } from '../data/records.ts';
import { createRecords } from '../domain/records/index.ts';
import { createFixedClock } from '../platform/clock.ts';
import { createTestDatabase } from './database.ts';

/** Records on a database of their own, on 6 October 2026 until the clock is set. */
export async function createTestRecords() {
  const { db, pool, drop } = await createTestDatabase();
  const clock = createFixedClock('2026-10-06T09:00:00Z');
  const records = createRecords({ store: createRecordsStore(db), clock });
  let people = 0;

  return {
    records,
    clock,
    pool,
    drop,

    /** Somebody with an empty account. */
    addPerson: async (): Promise<string> => {
      people += 1;
      const id = `person-${people}`;
      const sql = `insert into users (id, name, email, created_at, updated_at) values ($1, '', $2, now(), now())`;
      await pool.query(sql, [id, `${id}@example.com`]);
      return id;
    },

    /** @returns the new property's id */
    addProperty: async (ownerId: string, name: string, address = ''): Promise<string> => {
      const added = await records.addProperty(ownerId, { name, address });
      if (!added.ok) throw new Error(added.reason);
      return added.id;
    },

    /** Reads a file and confirms it at once. */
    importFile: async (ownerId: string, text: string) => {
      const read = await records.readImport(ownerId, 'ledger.csv', new TextEncoder().encode(text));
      if (!read.ok) throw new Error(read.reason);
      return records.confirmImport(ownerId, read.id, { goodRowsOnly: false });
    },

    countTransactions: async (ownerId: string) => (await records.summarise(ownerId, {})).transactions,
  };
}
