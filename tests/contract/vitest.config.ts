import { defineConfig } from 'vitest/config';

/** The contract suite: started by `npm run test:contract -- DIR`, since it needs HMRC's files. */
export default defineConfig({
  root: import.meta.dirname,
  test: {
    reporters: [['json', { outputFile: '../../test-results/contract.json' }], './report/reporter.ts'],
    include: ['**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    allowOnly: false,
    maxWorkers: 2,
  },
});
