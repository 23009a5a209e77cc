import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase } from '../test/database.ts';
import { checkServer, migrate } from './database.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await database.drop();
});

describe('the server', () => {
  const answering = (answer: () => Promise<unknown>) =>
    // Only its answer to one question is looked at.
    ({ query: answer }) as unknown as Parameters<typeof checkServer>[0];

  test('is good enough from Postgres 15 on', async () => {
    await checkServer(database.pool);
    await checkServer(answering(() => Promise.resolve({ rows: [{ version: 150_004 }] })));
    await expect(
      checkServer(answering(() => Promise.resolve({ rows: [{ version: 140_011 }] }))),
    ).rejects.toThrow('Postgres 14 at DATABASE_URL is too old: Quarterday needs Postgres 15 or newer.');
  });

  test('is refused without repeating its address when it cannot be asked', async () => {
    const refused = Object.assign(new Error('canary'), { code: '28P01' });
    const check = checkServer(answering(() => Promise.reject(refused)));
    await expect(check).rejects.toThrow('The database at DATABASE_URL cannot be used (28P01)');
    await expect(check).rejects.not.toThrow('canary');
  });
});

describe('the database', () => {
  test('is reached, with its own name', async () => {
    const { rows } = await database.pool.query('select current_database() as name');
    expect(rows).toEqual([{ name: new URL(database.url).pathname.slice(1) }]);
  });

  test('gives calendar dates as they are written, whatever the time zone', async () => {
    const { rows } = await database.pool.query("select date '2026-04-06' as day");
    expect(rows).toEqual([{ day: '2026-04-06' }]);
  });

  test('survives the end of a session that is in use', async () => {
    const { pool } = database;
    const client = await pool.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await ended;
    await expect(client.query('select 1')).rejects.toThrow();
    client.release(true);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  test('takes migrations from several processes at once, and again', async () => {
    await database.pool.query(
      'drop schema public cascade; drop schema if exists drizzle cascade; create schema public',
    );
    await Promise.all([migrate(database.pool), migrate(database.pool), migrate(database.pool)]);
    await migrate(database.pool);
    const { rows } = await database.pool.query(`select count(*)::int as locks from pg_locks
      where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`);
    expect(rows).toEqual([{ locks: 0 }]);
  });
});
