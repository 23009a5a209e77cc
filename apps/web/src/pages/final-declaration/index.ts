import { Hono } from 'hono';

import { type CalculationPageDeps } from '../calculations/deps.ts';
import { type AppEnv } from '../env.ts';
import { agreementPage } from './agreement-page.tsx';
import { declarationPage } from './declaration-page.tsx';

/** The final declaration of a tax year, and its amendments. */
export function finalDeclarationPages(deps: CalculationPageDeps) {
  const app = new Hono<AppEnv>();
  declarationPage(app, deps);
  agreementPage(app, deps);
  return app;
}
