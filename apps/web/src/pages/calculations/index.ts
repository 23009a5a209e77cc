import { Hono } from 'hono';

import { type AppEnv } from '../env.ts';
import { atHmrcPage } from './at-hmrc-page.tsx';
import { balancePage } from './balance-page.tsx';
import { calculationPage } from './calculation-page.tsx';
import { type CalculationPageDeps } from './deps.ts';
import { listAtHmrcPage } from './list-at-hmrc-page.tsx';
import { taxPage } from './tax-page.tsx';

/** What HMRC makes of a tax year, and what is owed. */
export function calculationPages(deps: CalculationPageDeps) {
  const app = new Hono<AppEnv>();
  taxPage(app, deps);
  calculationPage(app, deps);
  listAtHmrcPage(app, deps);
  atHmrcPage(app, deps);
  balancePage(app, deps);
  return app;
}

export { taxPath } from './paths.ts';
