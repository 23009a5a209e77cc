import { Hono } from 'hono';

import { type AnnualPageDeps } from '../annual-summary/deps.ts';
import { type AppEnv } from '../env.ts';
import { adjustmentsPage } from './adjustments-page.tsx';
import { finalisePage } from './finalise-page.tsx';
import { adjustmentsReviewPage } from './review-page.tsx';

/** Finalising a property business: HMRC's summary, adjustments to it, and the landlord's word. */
export function finalisePages(deps: AnnualPageDeps) {
  const app = new Hono<AppEnv>();
  finalisePage(app, deps);
  adjustmentsPage(app, deps);
  adjustmentsReviewPage(app, deps);
  return app;
}
