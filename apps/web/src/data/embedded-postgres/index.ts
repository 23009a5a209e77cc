import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { StartError } from '../../platform/start-error.ts';
import { chooseAccount } from './account.ts';
import { prepareBinaries } from './binaries.ts';
import { makeCluster, superuser } from './cluster.ts';
import { chooseHome, clusterIn, findHome } from './location.ts';
import {
  isAlive,
  isRunning,
  readPostmaster,
  stopPostmaster,
  waitUntilStopped,
  type Postmaster,
} from './postmaster.ts';
import { startServer } from './server.ts';

export interface EmbeddedPostgres {
  /** The address of the platform's own database, with its password. */
  url: string;
  /** Whether this server was left running by a platform that was killed. */
  isTakenOver: boolean;
  /** Calls back once if the server ends without having been stopped by this process. */
  onDeath: (tell: () => void) => void;
  /** Shuts the server down in order and waits for it. */
  stop: () => Promise<void>;
}

interface Options {
  /** An existing folder that this process owns alone. */
  dataDir: string;
  password: string;
  /** False only for throw-away databases of tests: nothing is forced to disk. */
  isDurable?: boolean;
}

const databaseName = 'quarterday';

/**
 * Runs Postgres from the programs of an npm package: its files in the data folder, on a free port of this machine alone.
 * A server that a killed platform left behind is taken over.
 * @throws {StartError} with one sentence when that is not possible here.
 */
export async function startEmbeddedPostgres({
  dataDir,
  password,
  isDurable = true,
}: Options): Promise<EmbeddedPostgres> {
  const found = findHome(dataDir);
  const left = found === undefined ? undefined : await takeOver(clusterIn(found), password);
  if (left !== undefined) return left;
  const account = chooseAccount(clusterIn(found ?? dataDir));
  const home = chooseHome(dataDir, account);
  const cluster = clusterIn(home);
  const binaries = prepareBinaries(account, home);
  await makeCluster({ cluster, binaries, account, password, isDurable });
  const logFile = join(dataDir, 'postgres.log');
  const server = await startServer({ postgres: binaries.postgres, cluster, account, logFile, isDurable });
  await openDatabase(server.port, password);
  return describe(cluster, server, password, false);
}

/** The address of the server that the platform of this data folder runs; undefined when none is ready. Starts nothing. */
export function findEmbeddedPostgres(dataDir: string, password: string): string | undefined {
  const home = findHome(dataDir);
  if (home === undefined) return undefined;
  const server = readPostmaster(clusterIn(home));
  const isReady = server?.status === 'ready' && isRunning(server, clusterIn(home));
  return isReady ? addressOf(server.port, password, databaseName) : undefined;
}

async function takeOver(cluster: string, password: string): Promise<EmbeddedPostgres | undefined> {
  for (;;) {
    const server = await findRunning(cluster);
    if (server === undefined) return undefined;
    try {
      await openDatabase(server.port, password);
      return describe(cluster, server, password, true);
    } catch (error) {
      // Between the look at its file and the connection it may have begun to stop.
      if (error instanceof StartError || readPostmaster(cluster)?.status === 'ready') throw error;
    }
  }
}

/** A server of this cluster that takes connections; one that is starting, recovering or stopping is waited for. */
async function findRunning(cluster: string): Promise<Postmaster | undefined> {
  for (;;) {
    const postmaster = readPostmaster(cluster);
    if (postmaster === undefined || !existsSync(cluster)) return undefined;
    if (!isRunning(postmaster, cluster)) {
      // Postgres sees for itself that a process is gone, but takes a stranger with the same number for a server.
      if (isAlive(postmaster.pid)) rmSync(join(cluster, 'postmaster.pid'), { force: true });
      return undefined;
    }
    if (postmaster.status === 'ready') return postmaster;
    if (postmaster.status === 'stopping') await waitUntilStopped(cluster, postmaster.pid);
    else await sleep(20);
  }
}

function addressOf(port: number, password: string, database: string): string {
  return `postgres://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** Proves that the server knows the data folder's password, and makes the platform's database when it is missing. */
async function openDatabase(port: number, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: addressOf(port, password, 'postgres') });
  try {
    await client.connect();
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
    if (rowCount === 0) await client.query(`create database ${databaseName}`);
  } catch (cause) {
    if (cause instanceof pg.DatabaseError && cause.code === '28P01') {
      throw new StartError(
        'The database does not accept the password in secrets.json of the data folder: put back the secrets.json that belongs to it.',
        { cause },
      );
    }
    throw cause;
  } finally {
    await client.end();
  }
}

function describe(
  cluster: string,
  server: Postmaster,
  password: string,
  isTakenOver: boolean,
): EmbeddedPostgres {
  let isStopping = false;
  return {
    url: addressOf(server.port, password, databaseName),
    isTakenOver,
    onDeath: (tell) => {
      const watch = setInterval(() => {
        if (!isStopping && isRunning(server, cluster)) return;
        clearInterval(watch);
        if (!isStopping) tell();
      }, 1000).unref();
    },
    stop: async () => {
      isStopping = true;
      await stopPostmaster(cluster, server.pid);
    },
  };
}
