import { Hono } from 'hono';

import { type AppEnv } from '../env.ts';
import { authorityCalendarFile } from './authority.tsx';
import { callback } from './callback.tsx';
import { connectionPage } from './connection-page.tsx';
import { type ConnectionPageDeps } from './deps.ts';
import { disconnectPage } from './disconnect-page.tsx';

/** Settings -> HMRC Connection, and the way to HMRC's sign-in and back. */
export function connectionPages(deps: ConnectionPageDeps) {
  const app = new Hono<AppEnv>();
  connectionPage(app, deps);
  authorityCalendarFile(app, deps);
  disconnectPage(app, deps);
  callback(app, deps);
  return app;
}
