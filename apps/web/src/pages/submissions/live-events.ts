import { type Hono } from 'hono';
import { streamSSE } from 'hono/streaming';

import { type AppEnv, signedInPerson } from '../env.ts';
import { type SubmissionPageDeps } from './deps.ts';

const stillHereMs = 20_000;
/** Browsers come back by themselves; this keeps a forgotten tab from holding a connection for days. */
const longestMs = 15 * 60 * 1000;

/** Tells an open page of a submission that it changed; the page then loads its news. */
export function liveEvents(app: Hono<AppEnv>, { submissions, announcements }: SubmissionPageDeps): void {
  app.get('/submissions/:id/events', async (c) => {
    const id = c.req.param('id');
    const submission = await submissions.one(signedInPerson(c).id, id);
    if (!submission) return c.notFound();
    return streamSSE(c, async (stream) => {
      const news = { changed: false, wake: (): void => undefined };
      const stop = announcements.on(`submission:${id}`, () => {
        news.changed = true;
        news.wake();
      });
      stream.onAbort(() => {
        stop();
        news.wake();
      });
      const openUntil = performance.now() + longestMs;
      // The first news at once: something may have changed between the page and this.
      await stream.writeSSE({ event: 'changed', data: id });
      while (!stream.closed && performance.now() < openUntil) {
        if (!news.changed) await waitFor(stillHereMs, (wake) => (news.wake = wake));
        const event = news.changed ? 'changed' : 'still-here';
        news.changed = false;
        await stream.writeSSE({ event, data: id });
      }
      stop();
    });
  });
}

/** Waits, at most so long, or until the function that `give` hands out is called. */
function waitFor(ms: number, give: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    timer.unref();
    give(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
