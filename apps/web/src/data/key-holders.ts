import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { sql } from 'drizzle-orm';
import pg from 'pg';

import { type Database, type Tx } from './database.ts';

/**
 * Each process of the platform says in the database which keys it opens and with which it seals: by advisory locks that its
 * session shares with all others', and that are gone when it is. The numbers are any, the same in every version.
 */
const opensClass = 6_041_826;
const sealsClass = 6_041_827;
const changeLock = 6_041_828;

const againAfterMs = 1_000;

/** An advisory lock has a number for a name. */
const numberOf = (keyId: string) => createHash('sha256').update(keyId).digest().readInt32BE();

/**
 * Tells the others which keys this process holds, for as long as it runs; keeps a session of its own for that.
 *
 * @param ring the ids of its keys, the one that seals first
 * @param check runs once the others know, and before anybody can seal values with a key that is not in the ring
 */
export async function announceKeys(
  url: string,
  ring: readonly string[],
  check: () => Promise<void>,
): Promise<{ close(): Promise<void> }> {
  let session: pg.Client | undefined;
  let isClosed = false;

  async function open(whileNobodySeals: () => Promise<void>): Promise<void> {
    const opened = new pg.Client({ connectionString: url, application_name: 'quarterday keys' });
    // Unheard, it would end the process; the end of the session follows.
    opened.on('error', () => undefined);
    try {
      await opened.connect();
      await opened.query('select pg_advisory_lock_shared($1)', [changeLock]);
      await opened.query('select pg_advisory_lock_shared($1, n) from unnest($2::int[]) as n', [
        opensClass,
        ring.map(numberOf),
      ]);
      await opened.query('select pg_advisory_lock_shared($1, $2)', [sealsClass, numberOf(ring[0] ?? '')]);
      await whileNobodySeals();
      await opened.query('select pg_advisory_unlock_shared($1)', [changeLock]);
    } catch (error) {
      await opened.end().catch(() => undefined);
      throw error;
    }
    session = opened;
    opened.on('end', () => void openAgain());
  }

  async function openAgain(): Promise<void> {
    while (!isClosed) {
      await sleep(againAfterMs, undefined, { ref: false });
      const isOpen = await open(() => Promise.resolve()).then(
        () => true,
        () => false,
      );
      if (isOpen) return endWhereClosed();
    }
  }

  /** It may have been closed while the session was opened. */
  async function endWhereClosed(): Promise<void> {
    if (isClosed) await session?.end();
  }

  await open(check);
  return {
    async close() {
      isClosed = true;
      await session?.end();
    },
  };
}

/** How many processes run, and how many of them open and seal with each of these keys. */
export async function countKeyHolders(
  db: Database | Tx,
  keyIds: readonly string[],
): Promise<{ processes: number; keys: Map<string, { open: number; seal: number }> }> {
  // A session that seals with several keys would be several processes behind a pooler; what counts here are sessions.
  const { rows } = await db.execute<{ pid: number; kind: number; key: number }>(sql`
    select pid, classid::int as kind, objid::int as key from pg_locks
    where locktype = 'advisory' and granted and objsubid = 2 and classid::int in (${opensClass}, ${sealsClass})
      and database = (select oid from pg_database where datname = current_database())`);
  const holders = (keyId: string, kind: number) =>
    rows.filter((row) => row.kind === kind && row.key === numberOf(keyId)).length;
  return {
    processes: new Set(rows.map(({ pid }) => pid)).size,
    keys: new Map(keyIds.map((id) => [id, { open: holders(id, opensClass), seal: holders(id, sealsClass) }])),
  };
}

/**
 * Until the transaction ends no process starts. False where one runs that does not know this key.
 */
export async function lockKeys(tx: Tx, keyId: string): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(${changeLock})`);
  const { processes, keys } = await countKeyHolders(tx, [keyId]);
  return keys.get(keyId)?.open === processes;
}
