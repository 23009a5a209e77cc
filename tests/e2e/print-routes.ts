// Prints the path of every page of the platform, one a line. Nothing is started, and no database is asked.
import { createApp } from '../../apps/web/src/app.tsx';
import { completeConfig, readConfig } from '../../apps/web/src/config.ts';
import { connectDatabase } from '../../apps/web/src/data/database.ts';
import { createLog } from '../../apps/web/src/platform/log.ts';
import { createServices } from '../../apps/web/src/services.ts';

const read = readConfig({});
if (!read.ok) throw new Error(read.problems.join(' '));
const config = completeConfig(read.config, {
  databaseUrl: 'postgres://nobody@127.0.0.1:1/none',
  secrets: {
    authSecret: 'never used, yet as long as it has to be',
    tokenKeys: [{ id: 'none', secret: new Uint8Array(32) }],
    simulatorClientId: 'none',
    simulatorClientSecret: 'none',
    executorId: 'none',
    postgresPassword: 'none',
  },
});
const services = createServices({
  config,
  log: createLog({ logLevel: 'silent' }),
  db: connectDatabase(config.databaseUrl).db,
});
const paths = createApp(services)
  .routes.filter(({ method, path }) => method === 'GET' && !path.startsWith('/static/'))
  .map(({ path }) => path);
process.stdout.write(paths.join('\n'));
