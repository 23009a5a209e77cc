import { defineConfig } from 'drizzle-kit';

// eslint-disable-next-line no-restricted-syntax -- drizzle-kit reads its configuration from a default export
export default defineConfig({
  dialect: 'postgresql',
  schema: './apps/web/src/data/schema/index.ts',
  out: './apps/web/src/data/migrations',
});
