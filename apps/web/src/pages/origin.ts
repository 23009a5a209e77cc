import { type MiddlewareHandler } from 'hono';
import { csrf } from 'hono/csrf';

/**
 * Refuses forms that another site sends. A form of ours comes from the address people are told, or, where a proxy or a
 * loopback name stands between, from the one the request was made to.
 */
export function checkOrigin(baseUrl: string): MiddlewareHandler {
  return csrf({
    origin: (origin, c) => {
      const host = c.req.header('host');
      return origin === baseUrl || (host !== undefined && origin === new URL(`http://${host}`).origin);
    },
  });
}
