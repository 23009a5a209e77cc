import { Hono } from 'hono';

import { type AppEnv } from '../env.ts';
import { type FinanceCostPageDeps } from './deps.ts';
import { financeCostsPage } from './finance-costs-page.tsx';

/** Finance costs of earlier years, brought forward into the updates of a tax year. */
export function financeCostPages(deps: FinanceCostPageDeps) {
  const app = new Hono<AppEnv>();
  financeCostsPage(app, deps);
  return app;
}
