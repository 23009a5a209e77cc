import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Socket } from 'node:net';

/** The connection a request came by; undefined when the app was called in process. */
export function socketOf(c: Context): Socket | undefined {
  // The Node adapter puts these bindings there; a request made with `app.request` has none.
  const env = c.env as Partial<HttpBindings> | undefined;
  return env?.incoming?.socket;
}
