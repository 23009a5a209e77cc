import { Hono } from 'hono';

import { type AppEnv } from '../env.ts';
import { choicesPage } from './choices-page.tsx';
import { type NoticePageDeps } from './deps.ts';
import { noticesPage } from './notices-page.tsx';

/** What somebody was told, and what they want to be told. */
export function noticePages(deps: NoticePageDeps) {
  const app = new Hono<AppEnv>();
  noticesPage(app, deps);
  choicesPage(app, deps);
  return app;
}
