import { Hono } from 'hono';

import { type AppEnv } from '../env.ts';
import { type ForeignPropertiesDeps } from './deps.ts';
import { endPage } from './end-page.tsx';
import { listPage } from './list-page.tsx';

export { foreignPropertiesPath } from './paths.ts';
export { RegisterForm } from './register-form.tsx';

/** HMRC's list of properties abroad: what it has, and what is told to it. */
export function foreignPropertiesPages(deps: ForeignPropertiesDeps) {
  const app = new Hono<AppEnv>();
  listPage(app, deps);
  endPage(app, deps);
  return app;
}
