import { defineConfig } from 'vitest/config';

/** The fault suite: started by `npm run test:faults`, since it takes minutes and both of a small machine's cores. */
export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    reporters: [['json', { outputFile: '../../test-results/faults.json' }], './report/reporter.ts'],
    include: ['**/*.test.ts'],
    globalSetup: ['./durable-postgres.ts'],
    testTimeout: 900_000,
    hookTimeout: 120_000,
    allowOnly: false,
    // Each part starts processes of its own and wants the machine for itself.
    fileParallelism: false,
  },
});
