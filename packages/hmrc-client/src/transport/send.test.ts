import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startFullServer } from '../test/full-server.ts';
import { type HmrcStub, startHmrcStub } from '../test/hmrc-stub.ts';
import { createSend, type Limits, type Send } from './send.ts';
import type { WireRequest } from './wire.ts';

const limits = { connectMs: 20_000, headersMs: 20_000, callMs: 20_000, maxBodyBytes: 1000 };

let hmrc: HmrcStub;
beforeAll(async () => {
  hmrc = await startHmrcStub();
});
afterAll(() => hmrc.close());
beforeEach(() => {
  hmrc.requests.length = 0;
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function write(base = hmrc.url, body = '{}'): WireRequest {
  return { method: 'PUT', url: new URL('/a', base), headers: {}, body, followRedirects: false };
}

/** Seen to have a hold on its requests, so that it does without signals. */
async function provenSend(given: Partial<Limits>): Promise<Send> {
  const send = createSend({ ...limits, ...given });
  hmrc.answer((response) => response.writeHead(204).end());
  expect(await send(write())).toMatchObject({ kind: 'answered' });
  return send;
}

/** Its first call has a signal for `fetch`, the later ones do without. */
const stages: [string, (given: Partial<Limits>) => Promise<Send>][] = [
  ['the first call', (given) => Promise.resolve(createSend({ ...limits, ...given }))],
  ['a later call', provenSend],
];

/** Answers the next requests so far; settles when the other side has closed the connection of one. */
function answerAndAwaitEnd(respond: (response: ServerResponse) => void): Promise<unknown> {
  return new Promise((resolve) => {
    hmrc.answer((response) => {
      response.once('close', resolve);
      respond(response);
    });
  });
}

const halfABody = (response: ServerResponse): void => {
  response.writeHead(200);
  response.write('{"half');
};

describe.each(stages)('%s', (_, sendWith) => {
  test('is torn down where the headers do not come in time', async () => {
    const send = await sendWith({ headersMs: 1_000 });
    const ended = answerAndAwaitEnd(() => undefined);
    expect(await send(write())).toEqual({ kind: 'timeout', delivery: 'unknown' });
    await ended;
  });

  test('is torn down where the body does not end in time', async () => {
    const send = await sendWith({ callMs: 1_000 });
    const ended = answerAndAwaitEnd(halfABody);
    expect(await send(write())).toMatchObject({ kind: 'answered', answer: { status: 200, text: null } });
    await ended;
  });

  test('is torn down where the body is over the limit', async () => {
    const send = await sendWith({});
    const ended = answerAndAwaitEnd((response) => {
      response.writeHead(200);
      response.write('x'.repeat(2000));
    });
    expect(await send(write())).toMatchObject({ kind: 'answered', answer: { status: 200, text: null } });
    await ended;
  });

  test('is torn down where its caller stops it before the headers', async () => {
    const send = await sendWith({});
    const stop = new AbortController();
    const ended = answerAndAwaitEnd(() => {
      stop.abort();
    });
    expect(await send(write(), stop.signal)).toEqual({ kind: 'aborted', delivery: 'unknown' });
    await ended;
  });

  test('is torn down where its caller stops it half way through the body', async () => {
    const send = await sendWith({});
    const stop = new AbortController();
    const ended = answerAndAwaitEnd((response) => {
      halfABody(response);
      setTimeout(() => {
        stop.abort();
      }, 50);
    });
    expect(await send(write(), stop.signal)).toMatchObject({
      kind: 'aborted',
      delivery: 'answered',
      answer: { status: 200, text: null },
    });
    await ended;
  });

  test('is never written where it was cut off before it had a connection', async () => {
    const full = await startFullServer();
    try {
      const send = await sendWith({ headersMs: 300 });
      const patientSend = createSend(limits);
      const stop = new AbortController();
      const startedAt = performance.now();
      const timedOut = send(write(full.url, 'of-no-time'));
      const stopped = send(write(full.url, 'of-no-use'), stop.signal);
      // The kernel tries all of them again at the same times: this one's text comes no earlier than theirs would.
      const patient = patientSend(write(full.url, 'of-patience'));
      setTimeout(() => {
        stop.abort();
      }, 50);
      expect(await stopped).toEqual({ kind: 'aborted', delivery: 'unknown' });
      expect(await timedOut).toEqual({ kind: 'timeout', delivery: 'unknown' });
      expect(performance.now() - startedAt).toBeLessThan(5000);
      expect(await full.resumeUntil('of-patience')).not.toMatch(/of-no-/);
      full.stop();
      expect(await patient).toEqual({ kind: 'network', delivery: 'unknown' });
    } finally {
      full.stop();
    }
  });

  test('has its text written as it is, beyond ASCII too', async () => {
    const send = await sendWith({});
    hmrc.answer((response) => response.writeHead(204).end());
    await send(write(hmrc.url, '{"name":"Zoë’s £"}'));
    expect(hmrc.requests.at(-1)).toMatchObject({
      body: '{"name":"Zoë’s £"}',
      headers: { 'content-length': '22' },
    });
  });
});

test('the end of a call that is over leaves the next one on its connection alone', async () => {
  const send = await provenSend({});
  const stop = new AbortController();
  await send(write(), stop.signal);
  hmrc.answer((response) => {
    stop.abort();
    setTimeout(() => response.writeHead(204).end(), 50);
  });
  expect(await send(write())).toMatchObject({ kind: 'answered', answer: { status: 204 } });
});

describe('fetch is given a signal', () => {
  const signals: unknown[] = [];
  beforeEach(() => {
    signals.length = 0;
  });

  test('until it has shown that its dispatcher can end a request', async () => {
    const real = fetch;
    vi.stubGlobal('fetch', (url: URL, init: RequestInit) => {
      signals.push(init.signal);
      return real(url, init);
    });
    const send = await provenSend({});
    await send(write(), new AbortController().signal);
    expect(signals).toEqual([expect.any(AbortSignal), undefined]);
  });

  test('always where it does not hand its dispatcher the means', async () => {
    vi.stubGlobal('fetch', (_: URL, { signal }: RequestInit) => {
      signals.push(signal);
      return Promise.resolve(new Response(null, { status: 204 }));
    });
    const send = createSend(limits);
    for (let count = 0; count < 2; count += 1) await send(write());
    expect(signals).toEqual([expect.any(AbortSignal), expect.any(AbortSignal)]);
  });
});

test('a call that is cut off reaches fetch through its signal where nothing else would', async () => {
  vi.stubGlobal('fetch', async (_: URL, { signal }: RequestInit) => {
    if (!signal) throw new Error('there is no signal');
    await once(signal, 'abort');
    throw new Error('stopped');
  });
  const send = createSend({ ...limits, headersMs: 50 });
  expect(await send(write())).toEqual({ kind: 'timeout', delivery: 'unknown' });
});
