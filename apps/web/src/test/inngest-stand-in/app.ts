import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { z } from 'zod';

import { incomingEvent, type StoredEvent } from './messages.ts';
import { bearsKey } from './signatures.ts';

interface AppOptions {
  eventKey: string;
  signingKey: string;
  /** @returns what is wrong with it, or whether it changed anything */
  register: (body: unknown) => { ok: true; isModified: boolean } | { ok: false; problem: string };
  /** What registrations are answered with instead of being read, while it gives something. */
  answerRegistration?: () => Response | undefined;
  take: (event: StoredEvent) => void;
  /** Told what the stand-in cannot do. */
  refuse: (what: string) => void;
}

/** What apps ask of Inngest: to know their functions, and to take events. */
export function createStandInApp(options: AppOptions) {
  const { eventKey, signingKey, register, answerRegistration, take, refuse } = options;
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header('X-Inngest-Server-Kind', 'cloud');
  });

  app.post('/fn/register', async (c) => {
    const instead = answerRegistration?.();
    if (instead !== undefined) return instead;
    if (!bearsKey(c.req.header('authorization'), signingKey)) return c.text('Authentication failed', 401);
    const kind = c.req.header('x-inngest-expected-server-kind') ?? 'cloud';
    if (kind !== 'cloud') return c.json({ error: `Expected server kind cloud, got ${kind}` }, 400);
    const registered = register(await c.req.json());
    if (registered.ok) return c.json({ ok: true, modified: registered.isModified });
    refuse(registered.problem);
    // Without the status in its text, as the specification has it.
    return c.json({ error: registered.problem }, 400);
  });

  app.post('/e/:key', async (c) => {
    if (c.req.param('key') !== eventKey) return c.json({ status: 401, error: 'Event key not found' }, 401);
    const events = z.array(incomingEvent).safeParse([await c.req.json<unknown>()].flat());
    if (!events.success) return c.json({ status: 400, error: events.error.message }, 400);
    if (events.data.some(({ name }) => name.startsWith('inngest/'))) {
      return c.json({ status: 400, error: 'event name is reserved for internal use' }, 400);
    }
    for (const event of events.data) take(store(event));
    return c.json({ status: 200, ids: events.data.map(() => randomUUID()) });
  });

  app.all('*', (c: Context) => {
    refuse(`${c.req.method} ${c.req.path}`);
    return c.json({ error: 'Not served by this stand-in' }, 501);
  });
  return app;
}

const store = ({ id = randomUUID(), ts = Date.now(), name, data }: z.infer<typeof incomingEvent>) => ({
  id,
  ts,
  name,
  data,
});
