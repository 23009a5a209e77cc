import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';
import { z } from 'zod';
import { connectDatabase } from '../data/database.ts';
import { administer, urlOf } from './postgres.ts';

const answer = z.union([
  z.object({ adminUrl: z.string(), template: z.string() }),
  z.object({ error: z.string() }),
]);

/** A database of its own for one test file, all migrations applied; `drop` closes the pool and removes it. */
export async function createTestDatabase({ max = 10 }: { max?: number } = {}) {
  const postgres = answer.parse(JSON.parse(await text(connect(inject('postgresDoor'), '127.0.0.1'))));
  if ('error' in postgres) throw new Error(`No Postgres for tests: ${postgres.error}`);
  const { adminUrl, template } = postgres;
  const name = `quarterday_test_${randomBytes(6).toString('hex')}`;
  await administer(adminUrl, `create database ${name} template ${template}`);
  const url = urlOf(adminUrl, name);
  const { pool, db, close } = connectDatabase(url, { max });
  // A pool that was closed still has sessions for a moment, which dropping the database ends.
  pool.on('error', () => undefined);
  return {
    url,
    db,
    pool,
    drop: async () => {
      if (!pool.ended) await close();
      await administer(adminUrl, `drop database if exists ${name} with (force)`);
    },
  };
}
