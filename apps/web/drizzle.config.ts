import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './apps/web/src/data/schema/index.ts',
  out: './apps/web/src/data/migrations',
});
