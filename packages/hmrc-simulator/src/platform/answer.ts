import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context } from 'hono';
import type { Clock } from '../clock.ts';
import { socketOf } from './socket.ts';

/** What an operation answers, before faults and common headers. */
export interface Answer {
  status: number;
  /** Sent as JSON; absent for 204. */
  body?: unknown;
  /** Sent as it is, instead of a body. */
  raw?: { contentType: string; text: string };
  headers?: Record<string, string>;
}

/** How a connection ends without an answer: closed politely, or reset. */
export type Drop = 'close' | 'reset';

/** Turns an answer into a response with HMRC's correlation id and the simulator's date. */
export function toResponse(answer: Answer, correlationId: string, clock: Clock): Response {
  const headers = new Headers({
    ...answer.headers,
    'x-correlationid': correlationId,
    date: clock.now().toUTCString(),
    'cache-control': 'no-store',
  });
  if (answer.raw) {
    headers.set('content-type', answer.raw.contentType);
    return new Response(answer.raw.text, { status: answer.status, headers });
  }
  if (answer.body === undefined) return new Response(null, { status: answer.status, headers });
  headers.set('content-type', 'application/json');
  return new Response(JSON.stringify(answer.body), { status: answer.status, headers });
}

/** Ends the connection without an answer. In process, where there is none, the answer is a 599 that says so. */
export function drop(c: Context, how: Drop): Response {
  const socket = socketOf(c);
  if (!socket) return new Response(null, { status: 599, headers: { 'x-simulator-dropped': how } });
  if (how === 'reset') socket.resetAndDestroy();
  else socket.destroy();
  return RESPONSE_ALREADY_SENT;
}
