import { Hono } from 'hono';

import { type AppEnv } from '../env.ts';
import { accountingTypePage } from './accounting-type-page.tsx';
import { type AnnualPageDeps } from './deps.ts';
import { annualFormPage } from './form-page.tsx';
import { annualReviewPage } from './review-page.tsx';

/** The annual summary: answered as one goes on, reviewed, and sent. */
export function annualSummaryPages(deps: AnnualPageDeps) {
  const app = new Hono<AppEnv>();
  annualFormPage(app, deps);
  accountingTypePage(app, deps);
  annualReviewPage(app, deps);
  return app;
}
