import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { StartError } from '../platform/start-error.ts';

export type Database = NodePgDatabase;
/** The transaction handed to whoever works inside one. */
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0];

const migrationsFolder = fileURLToPath(new URL('migrations', import.meta.url));
/** Any number will do, as long as every process of every version takes the same one. */
const migrationLock = 6_041_825;

/** A calendar date must not become a JavaScript Date: that would move it by a time zone. */
const parsers = new pg.TypeOverrides();
parsers.setTypeParser(pg.types.builtins.DATE, (value) => value);

/** Opens a pool on a Postgres database. Dates come back as `YYYY-MM-DD` strings, `int8` as strings unless the schema says number. */
export function connectDatabase(url: string, { max = 10 }: { max?: number } = {}) {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    application_name: 'quarterday',
    types: parsers,
  });
  // A session that ends while it is in use or being closed fails its query, which is enough; unheard, its event would end
  // the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db: Database = drizzle(pool);
  return { pool, db, close: () => pool.end() };
}

const oldestVersion = 15;

/** Makes sure that the server of `DATABASE_URL` can be used. @throws {StartError} when it is away, closed to us or too old. */
export async function checkServer(pool: pg.Pool): Promise<void> {
  let version: number;
  try {
    const { rows } = await pool.query<{ version: number }>(
      "select current_setting('server_version_num')::int as version",
    );
    version = Math.floor((rows[0]?.version ?? 0) / 10_000);
  } catch (cause) {
    // Not the error's own words: they may repeat the address, with its password.
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer';
    throw new StartError(
      `The database at DATABASE_URL cannot be used (${code}): check the address, and that Postgres runs there.`,
      {
        cause,
      },
    );
  }
  if (version < oldestVersion) {
    throw new StartError(
      `Postgres ${version} at DATABASE_URL is too old: Quarterday needs Postgres ${oldestVersion} or newer.`,
    );
  }
}

/** Brings the schema up to date; processes that start at the same time wait for each other. */
export async function migrate(pool: pg.Pool): Promise<void> {
  if (!existsSync(`${migrationsFolder}/meta/_journal.json`)) return;
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await applyMigrations(drizzle(client), { migrationsFolder });
    await client.query('select pg_advisory_unlock($1)', [migrationLock]);
    client.release();
  } catch (error) {
    // Ends the session, and with it the lock.
    client.release(true);
    throw error;
  }
}
