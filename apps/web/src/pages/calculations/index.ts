import { Hono } from 'hono';

import { type AppEnv } from '../env.ts';
import { balancePage } from './balance-page.tsx';
import { calculationPage } from './calculation-page.tsx';
import { type CalculationPageDeps } from './deps.ts';
import { taxPage } from './tax-page.tsx';

/** What HMRC makes of a tax year, and what is owed. */
export function calculationPages(deps: CalculationPageDeps) {
  const app = new Hono<AppEnv>();
  taxPage(app, deps);
  calculationPage(app, deps);
  balancePage(app, deps);
  return app;
}

export { taxPath } from './paths.ts';
