import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDatabase } from '../../apps/web/src/data/database.ts';
import { startEmbeddedPostgres } from '../../apps/web/src/data/embedded-postgres/index.ts';
import { administer, urlOf } from '../../apps/web/src/test/postgres.ts';

export interface Databases {
  /** What they lie on, for the report. */
  server: string;
  /** Makes an empty database; its address. */
  add(): Promise<string>;
  end(): Promise<void>;
}

/** Databases on `DATABASE_URL`'s server, or on a Postgres like the platform's own: in a folder that is thrown away, forced to disk. */
export async function openDatabases(): Promise<Databases> {
  const { adminUrl, server, stop } = process.env['DATABASE_URL']
    ? { adminUrl: process.env['DATABASE_URL'], server: 'DATABASE_URL', stop: () => Promise.resolve() }
    : await startServer();
  const names: string[] = [];
  return {
    server,
    add: async () => {
      const name = `quarterday_bench_${randomBytes(6).toString('hex')}`;
      await administer(adminUrl, `create database ${name}`);
      names.push(name);
      return urlOf(adminUrl, name);
    },
    end: async () => {
      await administer(adminUrl, ...names.map((name) => `drop database if exists ${name} with (force)`));
      await stop();
    },
  };
}

/** A pool as the platform has one, which may be closed more than once. */
export function openPool(databaseUrl: string) {
  const { pool, db, close } = connectDatabase(databaseUrl);
  return {
    pool,
    db,
    close: async () => {
      if (!pool.ended) await close();
    },
  };
}

export type Pool = ReturnType<typeof openPool>['pool'];

async function startServer() {
  const dataDir = mkdtempSync(join(tmpdir(), 'quarterday-bench-'));
  // Postgres may run as another user, which has to come in.
  chmodSync(dataDir, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir, password: randomBytes(16).toString('hex') });
  return {
    adminUrl: postgres.url,
    server: 'the embedded Postgres, fsync on',
    stop: async () => {
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
