import { Hono } from 'hono';

import { type Services } from './services.ts';

/** Whether the process runs, and whether it can do its work; for whatever watches over it. */
export function healthRoutes(services: Pick<Services, 'missing'>) {
  return new Hono()
    .get('/live', (c) => c.json({ status: 'ok' }))
    .get('/ready', async (c) => {
      const missing = await services.missing();
      return missing.length === 0
        ? c.json({ status: 'ok' })
        : c.json({ status: 'unavailable', missing }, 503);
    });
}
