// npm run test:postgres [-- FILE...]: the integration tests, or those files, on the Postgres at DATABASE_URL instead of the
// embedded one.
import { spawnSync } from 'node:child_process';

if (!process.env.DATABASE_URL) {
  console.error('Set DATABASE_URL to the address of a Postgres whose role may create databases.');
  process.exit(2);
}
const asked = process.argv.slice(2);
const files = asked[0] === undefined || asked[0].startsWith('-') ? ['integration.test'] : [];
const { status } = spawnSync('npx', ['vitest', 'run', ...files, ...asked], { stdio: 'inherit' });
process.exit(status ?? 1);
