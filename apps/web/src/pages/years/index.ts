import { Hono } from 'hono';

import { type AppEnv } from '../env.ts';
import { type YearPageDeps } from './deps.ts';
import { yearPage } from './year-page.tsx';
import { yearsPage } from './years-page.tsx';

/** Tax years as a landlord works through them. */
export function yearPages(deps: YearPageDeps) {
  const app = new Hono<AppEnv>();
  yearsPage(app, deps);
  yearPage(app, deps);
  return app;
}
