import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase } from '../test/database.ts';
import { migrate } from './database.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await database.drop();
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

  test('takes migrations from several processes at once, and again', async () => {
    await database.pool.query('drop schema public cascade; drop schema if exists drizzle cascade; create schema public');
    await Promise.all([migrate(database.pool), migrate(database.pool), migrate(database.pool)]);
    await migrate(database.pool);
    const { rows } = await database.pool.query(`select count(*)::int as locks from pg_locks
      where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`);
    expect(rows).toEqual([{ locks: 0 }]);
  });
});
