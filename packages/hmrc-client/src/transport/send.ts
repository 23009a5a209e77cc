import { discard, readText } from './body.ts';
import { CallDispatcher, type Dispatcher } from './call-dispatcher.ts';
import { Deadline } from './deadline.ts';
import { connectLimit } from './dispatcher.ts';
import { failureOf } from './failure.ts';
import { redirectTarget } from './redirect.ts';
import type { Exchange, WireRequest } from './wire.ts';

export interface Limits {
  /** To make a connection. */
  connectMs: number;
  /** Until the headers are there, counted from the start. */
  headersMs: number;
  /** For everything, the body included. */
  callMs: number;
  maxBodyBytes: number;
}

export type Send = (request: WireRequest, signal?: AbortSignal) => Promise<Exchange>;

const mostRedirects = 3;

/** The one place that calls out. Never throws: what goes wrong is an `Exchange` that says whether anything can have arrived. */
export function createSend(limits: Limits): Send {
  let shared: { dispatcher?: Dispatcher } | undefined;
  /** Whether this runtime's `fetch` has shown that a dispatcher can end its requests. Until then a signal does it as well. */
  let isProven = false;
  return async (request, signal) => {
    if (signal?.aborted) return { kind: 'aborted', delivery: 'not-sent' };
    shared ??= connectLimit(limits.connectMs);
    const dispatcher = shared.dispatcher && new CallDispatcher(shared.dispatcher, request.body);
    const deadline = new Deadline(limits, signal, dispatcher);
    const init = { dispatcher, signal: isProven ? undefined : deadline.signal };
    try {
      const response = await deadline.untilCut(fetchFollowing(request, init));
      deadline.headersArrived();
      isProven ||= dispatcher?.holds === true;
      const text = response.body === null ? '' : await readText(response.body, limits.maxBodyBytes);
      const answer = { status: response.status, headers: response.headers, text };
      if (text === null && deadline.reason === 'aborted') {
        return { kind: 'aborted', delivery: 'answered', answer };
      }
      return { kind: 'answered', answer };
    } catch (error) {
      // Once cut off by us, nobody can say how far the request came.
      const { reason } = deadline;
      return reason === null ? failureOf(error) : { kind: reason, delivery: 'unknown' };
    } finally {
      deadline.end();
    }
  };
}

async function fetchFollowing(request: WireRequest, init: object): Promise<Response> {
  const { method, headers, body } = request;
  let url = request.url;
  for (let followed = 0; ; followed += 1) {
    const response = await fetch(url, {
      ...init,
      method,
      headers,
      body,
      redirect: 'manual',
    });
    const target =
      request.followRedirects && followed < mostRedirects
        ? redirectTarget(url, response.status, response.headers.get('location'))
        : null;
    if (target === null) return response;
    discard(response.body);
    url = target;
  }
}
