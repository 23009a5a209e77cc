import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { socketOf } from './socket.ts';

/** How an answer travels when not at once: reset half way, or a little at a time. */
export type Delivery = { kind: 'cut' } | { kind: 'drip'; part: 'headers' | 'body'; ms: number };

const PIECES = 20;
/** Long enough for what was sent to be read: a reset throws away what the other side has not taken yet. */
const BEFORE_RESET_MS = 20;

/**
 * Sends an answer as a delivery fault wants it, past Node's own writing of answers: only so can the connection be reset
 * after part of a body whose whole length was declared. The connection is not used again.
 *
 * In process there is no connection: a cut answer is a 599 that says so, and a slow one comes at once after its time.
 */
export async function deliver(
  c: Context,
  response: Response,
  how: Delivery,
  wait: (ms: number) => Promise<void>,
): Promise<Response> {
  const socket = socketOf(c);
  if (!socket) {
    if (how.kind === 'cut')
      return new Response(null, { status: 599, headers: { 'x-simulator-dropped': 'cut' } });
    await wait(how.ms);
    return response;
  }
  const body = Buffer.from(await response.arrayBuffer());
  const head = headOf(response, body.length);
  // Each piece leaves when it is written, not when enough has come together.
  socket.setNoDelay(true);
  if (how.kind === 'cut') await cut(socket, head, body);
  else await drip(socket, head, body, how, wait);
  return RESPONSE_ALREADY_SENT;
}

function headOf({ status, headers }: Response, length: number): Buffer {
  const fields = new Headers(headers);
  if (status !== 204 && status !== 304) fields.set('content-length', String(length));
  fields.set('connection', 'close');
  const lines = [...fields].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines}\r\n`, 'latin1');
}

/** Half of the body, and then a reset; an answer without a body is cut half way through its headers. */
async function cut(socket: Socket, head: Buffer, body: Buffer): Promise<void> {
  const half = (bytes: Buffer) => bytes.subarray(0, Math.ceil(bytes.length / 2));
  socket.write(body.length === 0 ? half(head) : Buffer.concat([head, half(body)]));
  await pause(BEFORE_RESET_MS);
  socket.resetAndDestroy();
}

async function drip(
  socket: Socket,
  head: Buffer,
  body: Buffer,
  { part, ms }: { part: 'headers' | 'body'; ms: number },
  wait: (ms: number) => Promise<void>,
): Promise<void> {
  // A 204 has no body to be slow with, so that its headers are.
  const slow = part === 'body' && body.length > 0 ? body : head;
  if (slow === body) socket.write(head);
  const size = Math.ceil(slow.length / PIECES);
  const pieces = Math.ceil(slow.length / size);
  for (let start = 0; start < slow.length && !socket.destroyed; start += size) {
    await wait(ms / pieces);
    socket.write(slow.subarray(start, start + size));
  }
  if (slow === head) socket.write(body);
  socket.end();
}
