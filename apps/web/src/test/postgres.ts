import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { connectDatabase, migrate } from '../data/database.ts';
import { startEmbeddedPostgres } from '../data/embedded-postgres/index.ts';
import { isAlive, readPostmaster, stopPostmaster } from '../data/embedded-postgres/postmaster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Port of this machine that answers with the test Postgres's address; the first question starts the server. */
    postgresDoor: number;
  }
}

interface TestPostgres {
  /** Address of a server whose role may make databases. */
  adminUrl: string;
  /** A database with all migrations applied, to be copied. */
  template: string;
  stop: () => Promise<void>;
}

/**
 * Vitest's global set-up: one Postgres a run, on `DATABASE_URL` or an embedded one in a folder that is thrown away. It is
 * started when a test first asks for a database, so that runs of pure tests do not wait for it.
 */
export async function setup(
  project: TestProject,
  { isDurable = false }: { isDurable?: boolean } = {},
): Promise<() => Promise<void>> {
  let postgres: Promise<TestPostgres> | undefined;
  const door = createServer((socket) => {
    socket.on('error', () => undefined);
    postgres ??= startTestPostgres(isDurable);
    postgres.then(
      ({ adminUrl, template }) => socket.end(JSON.stringify({ adminUrl, template })),
      (error: unknown) => socket.end(JSON.stringify({ error: String(error) })),
    );
  }).listen(0, '127.0.0.1');
  await once(door, 'listening');
  const address = door.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port for the test Postgres');
  project.provide('postgresDoor', address.port);
  return async () => {
    door.close();
    await (await postgres?.catch(() => undefined))?.stop();
  };
}

async function startTestPostgres(isDurable: boolean): Promise<TestPostgres> {
  const server = process.env['DATABASE_URL']
    ? { adminUrl: process.env['DATABASE_URL'], stop: () => Promise.resolve() }
    : await startThrowAway(isDurable);
  const template = `quarterday_template_${process.pid}`;
  await administer(server.adminUrl, `drop database if exists ${template}`, `create database ${template}`);
  const { pool, close } = connectDatabase(urlOf(server.adminUrl, template), { max: 1 });
  await migrate(pool);
  await close();
  return {
    adminUrl: server.adminUrl,
    template,
    stop: async () => {
      await administer(server.adminUrl, `drop database if exists ${template}`);
      await server.stop();
    },
  };
}

const folderStart = 'quarterday-test-';

async function startThrowAway(isDurable: boolean) {
  await sweepLeftOver();
  const dataDir = mkdtempSync(join(tmpdir(), `${folderStart}${process.pid}-`));
  chmodSync(dataDir, 0o711);
  const server = await startEmbeddedPostgres({
    dataDir,
    password: randomBytes(16).toString('hex'),
    isDurable,
  });
  return {
    adminUrl: server.url,
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Ends and removes what runs that were killed have left. */
async function sweepLeftOver(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^quarterday-test-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const folder = join(tmpdir(), name);
    const cluster = join(folder, 'postgres');
    const left = readPostmaster(cluster);
    if (left !== undefined) await stopPostmaster(cluster, left.pid);
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function administer(adminUrl: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

export function urlOf(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}
