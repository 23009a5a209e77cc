import { Hono } from 'hono';

import { type AppEnv } from '../env.ts';
import { affectedPage } from './affected-page.tsx';
import { type SubmissionPageDeps } from './deps.ts';
import { expenseStylePage } from './expense-style-page.tsx';
import { liveEvents } from './live-events.ts';
import { quarterTypePage } from './quarter-type-page.tsx';
import { resubmitPage } from './resubmit-page.tsx';
import { reviewPage } from './review-page.tsx';
import { submissionPage } from './submission-page.tsx';
import { updatesPage } from './updates-page.tsx';

/** Quarterly updates: what is due, what would be sent, what was sent and what became of it. */
export function submissionPages(deps: SubmissionPageDeps) {
  const app = new Hono<AppEnv>();
  updatesPage(app, deps);
  affectedPage(app, deps);
  reviewPage(app, deps);
  expenseStylePage(app, deps);
  quarterTypePage(app, deps);
  submissionPage(app, deps);
  resubmitPage(app, deps);
  liveEvents(app, deps);
  return app;
}

export { kindOf, titleOf } from './kinds.ts';
export { periodName, statusWords, submissionPath } from './words.ts';
