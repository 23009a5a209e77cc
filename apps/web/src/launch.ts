import { once } from 'node:events';
import { Server } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from './app.tsx';
import { completeConfig, type Config, type EnvironmentConfig } from './config.ts';
import { checkServer, connectDatabase, migrate } from './data/database.ts';
import { startEmbeddedPostgres } from './data/embedded-postgres/index.ts';
import { claimKeys } from './keys-in-use.ts';
import { openDataDir, type DataDir } from './platform/data-dir.ts';
import type { Log } from './platform/log.ts';
import { checkPort, listen } from './platform/ports.ts';
import { createServices } from './services.ts';
import { startSimulator, type DemoUser } from './simulator-process.ts';

export interface Platform {
  config: Config;
  demoUser: DemoUser | undefined;
}

interface Launch {
  settings: EnvironmentConfig;
  log: Log;
  /** Takes what undoes a step that was done; undone in reverse order. */
  undoWith: (undo: () => Promise<void> | void) => void;
  /** Stops the launch between two steps. */
  signal: AbortSignal;
  /** Told when the platform can no longer go on. */
  onFatal: (reason: string) => void;
}

/** Starts the platform's parts, each on the ones before it. @throws {StartError} when one of them cannot start. */
export async function launch(options: Launch): Promise<Platform> {
  const { settings, log, signal, undoWith } = options;
  const dataDir = await openDataDir(settings.dataDir);
  undoWith(dataDir.release);
  await checkPorts(settings);
  const [databaseUrl, demoUser] = await both(openPostgres(options, dataDir), openSimulator(options, dataDir));
  signal.throwIfAborted();
  const config = completeConfig(settings, { secrets: dataDir.secrets, databaseUrl });

  const database = connectDatabase(config.databaseUrl);
  undoWith(database.close);
  // A session that the server ends while nobody uses it is no reason to stop: the pool opens another.
  database.pool.on('error', (error) => {
    log.warn({ err: error }, 'A database session ended');
  });
  await checkServer(database.pool);
  await migrate(database.pool);
  undoWith(await claimKeys({ config, db: database.db, isSet: settings.tokenKeys !== undefined }));
  signal.throwIfAborted();

  const services = createServices({ config, log, db: database.db });
  undoWith(() => services.stop());
  const server = createAdaptorServer({ fetch: createApp(services).fetch });
  if (!(server instanceof Server)) throw new TypeError('an HTTP/1.1 server was asked for');
  await listen(server, { host: config.host, port: config.port, setting: 'PORT' });
  undoWith(() => closeServer(server));
  await services.start();
  return { config, demoUser };
}

async function checkPorts({ host, port, simulator }: EnvironmentConfig): Promise<void> {
  await checkPort({ host, port, setting: 'PORT' });
  if (simulator === undefined) return;
  // The simulator of a platform that was killed ends by itself, a moment later than its platform.
  await checkPort(
    { host: '127.0.0.1', port: simulator.port, setting: 'SIMULATOR_PORT' },
    { patienceMs: 5000 },
  );
}

async function openPostgres({ settings, log, undoWith, onFatal }: Launch, dataDir: DataDir): Promise<string> {
  if (settings.databaseUrl !== undefined) return settings.databaseUrl;
  const postgres = await startEmbeddedPostgres({
    dataDir: dataDir.path,
    password: dataDir.secrets.postgresPassword,
  });
  undoWith(postgres.stop);
  postgres.onDeath(() => {
    onFatal('Postgres has ended; its last words are in postgres.log of the data folder.');
  });
  log.debug({ isTakenOver: postgres.isTakenOver }, 'Postgres is ready');
  return postgres.url;
}

async function openSimulator(
  { settings, log, undoWith }: Launch,
  dataDir: DataDir,
): Promise<DemoUser | undefined> {
  if (settings.simulator === undefined) return undefined;
  const simulator = await startSimulator({
    // Practice is for this machine alone, wherever the platform listens.
    host: '127.0.0.1',
    port: settings.simulator.port,
    url: settings.simulator.url,
    stateFile: join(dataDir.path, 'simulator.json'),
    clientId: settings.hmrc.clientId ?? dataDir.secrets.simulatorClientId,
    clientSecret: settings.hmrc.clientSecret ?? dataDir.secrets.simulatorClientSecret,
    redirectUri: settings.baseUrl,
    log,
  });
  undoWith(simulator.stop);
  return simulator.demoUser;
}

/** Waits for both, also where one fails: what the other started must be known before it can be undone. */
async function both<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return [await first, await second];
}

/** Lets requests under way finish for a moment; pages that listen for news would never. */
async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  await Promise.race([closed, sleep(1000, undefined, { ref: false })]);
  server.closeAllConnections();
  await closed;
}
