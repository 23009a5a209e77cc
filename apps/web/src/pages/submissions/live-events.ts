import { type Hono } from 'hono';

import { type AppEnv, signedInPerson } from '../env.ts';
import { streamNews } from '../live-news.ts';
import { type SubmissionPageDeps } from './deps.ts';

/** Tells an open page of a submission that it changed; the page then loads its news. */
export function liveEvents(app: Hono<AppEnv>, { submissions, announcements }: SubmissionPageDeps): void {
  app.get('/submissions/:id/events', async (c) => {
    const id = c.req.param('id');
    const submission = await submissions.one(signedInPerson(c).id, id);
    return submission ? streamNews(c, announcements, `submission:${id}`) : c.notFound();
  });
}
