import { Hono } from 'hono';

import { type AppEnv } from '../env.ts';
import { type RentARoomPageDeps } from './deps.ts';
import { rentARoomPage } from './rent-a-room-page.tsx';

/** Rent a Room relief, claimed in the updates of a tax year. */
export function rentARoomPages(deps: RentARoomPageDeps) {
  const app = new Hono<AppEnv>();
  rentARoomPage(app, deps);
  return app;
}
