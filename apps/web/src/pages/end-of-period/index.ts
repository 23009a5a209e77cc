import { Hono } from 'hono';

import { type AnnualPageDeps } from '../annual-summary/deps.ts';
import { type AppEnv } from '../env.ts';
import { statementPage } from './statement-page.tsx';

/** The End of Period Statement of a business, where HMRC still takes it. */
export function endOfPeriodPages(deps: AnnualPageDeps) {
  const app = new Hono<AppEnv>();
  statementPage(app, deps);
  return app;
}
