// Runs the flow tests on a real Inngest server: INNGEST_BASE_URL=http://localhost:8288 npm run test:inngest
// (`npm test` runs them on a stand-in that speaks its protocol.)
//
// A development server needs nothing else. For another one set INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY too, and HOST to an
// address of this machine that the server reaches (127.0.0.1 unless told).
import { startVitest } from 'vitest/node';

const baseUrl = process.env.INNGEST_BASE_URL;
if (!baseUrl) {
  console.error('Set INNGEST_BASE_URL to the address of an Inngest server, such as http://localhost:8288.');
  process.exit(2);
}
const isThere = await fetch(baseUrl).then(
  () => true,
  () => false,
);
if (!isThere) {
  console.error(`No server answers at INNGEST_BASE_URL, ${baseUrl}.`);
  process.exit(1);
}
const vitest = await startVitest('test', [], {
  config: false,
  watch: false,
  include: ['apps/**/*.inngest.test.ts'],
  globalSetup: ['apps/web/src/test/postgres.ts'],
  testTimeout: 120_000,
  hookTimeout: 60_000,
});
await vitest.close();
