import type { Context, MiddlewareHandler } from 'hono';
import { isIP } from 'node:net';
import { socketOf } from '../platform/socket.ts';

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

const forbid = (c: Context, message: string) => c.json({ error: 'forbidden', message }, 403);

/** Lets in only callers on this machine that also say they call this machine, so that no web page gets in by name. */
export const loopbackOnly: MiddlewareHandler = async (c, next) => {
  const address = socketOf(c)?.remoteAddress;
  if (address !== undefined && !isLoopback(address))
    return forbid(c, 'Only this machine may use this address.');
  const host = c.req.header('host') ?? new URL(c.req.url).host;
  if (!LOOPBACK_NAMES.has(host.replace(/:\d+$/, '').toLowerCase())) {
    return forbid(c, 'The Host header has to be localhost, 127.0.0.1 or [::1].');
  }
  await next();
  return undefined;
};

/** Refuses what another site's page sends through a browser, and writes whose body is not declared as JSON. */
export const noBrowsersFromElsewhere: MiddlewareHandler = async (c, next) => {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return forbid(c, 'Pages of other sites may not use the control API.');
  }
  const origin = c.req.header('origin');
  if (origin !== undefined && origin !== new URL(c.req.url).origin) {
    return forbid(c, 'Pages of other sites may not use the control API.');
  }
  const writesABody = c.req.method === 'POST' || c.req.method === 'PUT';
  if (writesABody && !/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
    return c.json({ error: 'unsupported-media-type', message: 'Send Content-Type: application/json.' }, 415);
  }
  await next();
  return undefined;
};

function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '');
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}
