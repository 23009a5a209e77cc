import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: [
      'apps/**/*.test.{ts,tsx}',
      'packages/**/*.test.{ts,tsx}',
      'scripts/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', 'tests/e2e/**'],
    // A real Inngest server is for `npm run test:inngest`.
    env: { INNGEST_BASE_URL: '' },
    globalSetup: ['apps/web/src/test/postgres.ts'],
    // Tests wait more than they reckon: on a small machine two files at once take little more time than one.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 30_000,
    hookTimeout: 60_000,
    allowOnly: false,
  },
});
