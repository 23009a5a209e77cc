import { Hono } from 'hono';

import { type AppEnv } from '../env.ts';
import { changePage } from './change-page.tsx';
import { type LossPageDeps } from './deps.ts';
import { lossesPage } from './losses-page.tsx';

/** Losses: what HMRC has of them, changes, and what goes on into the next year. */
export function lossPages(deps: LossPageDeps) {
  const app = new Hono<AppEnv>();
  lossesPage(app, deps);
  changePage(app, deps);
  return app;
}
