// npm run test:postgres: the integration tests on the Postgres at DATABASE_URL instead of the embedded one.
import { spawnSync } from 'node:child_process';

if (!process.env.DATABASE_URL) {
  console.error('Set DATABASE_URL to the address of a Postgres whose role may create databases.');
  process.exit(2);
}
const { status } = spawnSync('npx', ['vitest', 'run', 'integration.test', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
