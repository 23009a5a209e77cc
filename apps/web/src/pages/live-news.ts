import { streamSSE } from 'hono/streaming';

import { type Announcements } from '../platform/announcements.ts';
import { type AppContext } from './env.ts';

const stillHereMs = 20_000;
/** Browsers come back by themselves; this keeps a forgotten tab from holding a connection for days. */
const longestMs = 15 * 60 * 1000;

/** Tells an open page, for as long as it is open, that what it shows has changed. @param channel what is announced there */
export function streamNews(c: AppContext, announcements: Announcements, channel: string): Response {
  return streamSSE(c, async (stream) => {
    const news = { changed: false, wake: (): void => undefined };
    const stop = announcements.on(channel, () => {
      news.changed = true;
      news.wake();
    });
    stream.onAbort(() => {
      stop();
      news.wake();
    });
    const openUntil = performance.now() + longestMs;
    // The first news at once: something may have changed between the page and this.
    await stream.writeSSE({ event: 'changed', data: channel });
    while (!stream.closed && performance.now() < openUntil) {
      if (!news.changed) await waitFor(stillHereMs, (wake) => (news.wake = wake));
      const event = news.changed ? 'changed' : 'still-here';
      news.changed = false;
      await stream.writeSSE({ event, data: channel });
    }
    stop();
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
