import { discard, readText } from './body.ts';
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
  let connecting: object | undefined;
  return async (request, signal) => {
    if (signal?.aborted) return { kind: 'aborted', delivery: 'not-sent' };
    connecting ??= connectLimit(limits.connectMs);
    const deadline = startDeadline(limits, signal);
    let response: Response | undefined;
    try {
      response = await fetchFollowing(request, { ...connecting, signal: deadline.signal });
      deadline.headersArrived();
      const text = await readText(response, limits.maxBodyBytes);
      if (text === null && deadline.reason() === 'aborted') return { kind: 'aborted', delivery: 'answered' };
      return { kind: 'answered', answer: { status: response.status, headers: response.headers, text } };
    } catch (error) {
      // Once cut off by us, nobody can say how far the request came.
      const reason = deadline.reason();
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

interface Deadline {
  signal: AbortSignal;
  headersArrived(): void;
  /** Who cut the call off, if anybody did. */
  reason(): 'timeout' | 'aborted' | null;
  end(): void;
}

function startDeadline(limits: Limits, callers: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  let reason: 'timeout' | 'aborted' | null = null;
  const cut = (why: 'timeout' | 'aborted'): void => {
    reason ??= why;
    controller.abort();
  };
  const onAbort = (): void => {
    cut('aborted');
  };
  const onTimeout = (): void => {
    cut('timeout');
  };
  const headers = setTimeout(onTimeout, limits.headersMs);
  const call = setTimeout(onTimeout, limits.callMs);
  callers?.addEventListener('abort', onAbort, { once: true });
  return {
    signal: controller.signal,
    headersArrived: () => {
      clearTimeout(headers);
    },
    reason: () => reason,
    end: () => {
      clearTimeout(headers);
      clearTimeout(call);
      callers?.removeEventListener('abort', onAbort);
    },
  };
}
