import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { HmrcCall } from './call.ts';
import type { HmrcClientConfig } from './client-types.ts';
import { createHmrcClient } from './client.ts';
import { startFullServer } from './test/full-server.ts';
import { type HmrcStub, json, startHmrcStub } from './test/hmrc-stub.ts';

const nino = 'AA123456A';
const update = {
  nino,
  businessId: 'XAIS12345678901',
  taxYear: '2026-27',
  summary: { income: { periodAmountPence: 1 } },
};
const call: HmrcCall = { accessToken: 'access-token-that-is-secret', fraudPreventionHeaders: {} };

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

const clientWith = (extra: Partial<HmrcClientConfig> = {}) =>
  createHmrcClient({
    apiUrl: hmrc.url,
    signInUrl: hmrc.url,
    clientId: 'id',
    clientSecret: 'the-client-secret',
    ...extra,
  });

describe('nothing was sent', () => {
  test('where nobody listens', async () => {
    const closed = createServer();
    closed.listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo; // a TCP server's address is an object
    closed.close();
    await once(closed, 'close');
    const client = clientWith({ apiUrl: `http://127.0.0.1:${String(port)}` });
    expect(await client.putUkPropertyCumulative(call, update)).toMatchObject({
      ok: false,
      failure: { kind: 'network', delivery: 'not-sent', status: null, meaning: { outcome: 'try-again' } },
    });
  });

  test('where the name does not exist', async () => {
    const client = clientWith({ apiUrl: 'https://hmrc.invalid' });
    expect(await client.listAllBusinesses(call, { nino })).toMatchObject({
      failure: { kind: 'network', delivery: 'not-sent' },
    });
  });

  test('where TLS cannot be agreed', async () => {
    const client = clientWith({ apiUrl: hmrc.url.replace('http:', 'https:') });
    expect(await client.listAllBusinesses(call, { nino })).toMatchObject({
      failure: { kind: 'network', delivery: 'not-sent' },
    });
  });

  test('where the call was stopped before it began', async () => {
    const signal = AbortSignal.abort();
    expect(await clientWith().putUkPropertyCumulative({ ...call, signal }, update)).toMatchObject({
      failure: { kind: 'aborted', delivery: 'not-sent' },
    });
    expect(hmrc.requests).toEqual([]);
  });

  test('where no connection comes about in time', async () => {
    const full = await startFullServer();
    try {
      const client = clientWith({
        apiUrl: full.url,
        timeouts: { connectMs: 100, headersMs: 20_000, callMs: 20_000 },
      });
      expect(await client.putUkPropertyCumulative(call, update)).toMatchObject({
        failure: { kind: 'timeout', delivery: 'not-sent' },
      });
    } finally {
      full.stop();
    }
  });
});

describe('nobody knows whether it arrived', () => {
  test('where the connection closes without an answer', async () => {
    hmrc.answer((response) => response.destroy());
    expect(await clientWith().putUkPropertyCumulative(call, update)).toMatchObject({
      failure: { kind: 'network', delivery: 'unknown', status: null, meaning: { outcome: 'try-again' } },
    });
    expect(hmrc.requests).toHaveLength(1);
  });

  test('where the headers do not come in time', async () => {
    hmrc.answer(() => undefined);
    const client = clientWith({ timeouts: { headersMs: 100 } });
    expect(await client.putUkPropertyCumulative(call, update)).toMatchObject({
      failure: { kind: 'timeout', delivery: 'unknown', meaning: { outcome: 'try-again', retry: 'later' } },
    });
  });

  test('where the call is stopped while it is under way', async () => {
    const stop = new AbortController();
    hmrc.answer(() => {
      stop.abort();
    });
    expect(
      await clientWith().putUkPropertyCumulative({ ...call, signal: stop.signal }, update),
    ).toMatchObject({
      failure: { kind: 'aborted', delivery: 'unknown' },
    });
  });
});

describe('HMRC answered, but unreadably', () => {
  const unreadable = {
    ok: false,
    failure: {
      kind: 'unreadable',
      delivery: 'answered',
      status: 200,
      correlationId: 'c-1',
      meaning: { outcome: 'try-again', retry: 'later' },
    },
  };
  const head = { 'Content-Type': 'application/json', 'X-CorrelationId': 'c-1' };

  test('where the connection breaks half way through the body', async () => {
    hmrc.answer((response) => {
      response.writeHead(200, { ...head, 'Content-Length': '1000' });
      response.write('{"listOf', () => response.destroy());
    });
    expect(await clientWith().listAllBusinesses(call, { nino })).toMatchObject(unreadable);
  });

  test('where the body does not end in time', async () => {
    hmrc.answer((response) => {
      response.writeHead(200, head);
      response.write('{');
    });
    const client = clientWith({ timeouts: { callMs: 200 } });
    expect(await client.listAllBusinesses(call, { nino })).toMatchObject(unreadable);
  });

  test('where the body is over the limit', async () => {
    hmrc.answer(json(200, { listOfBusinesses: [], more: 'x'.repeat(5000) }));
    expect(await clientWith({ maxBodyBytes: 4000 }).listAllBusinesses(call, { nino })).toMatchObject(
      unreadable,
    );
  });

  test.each([
    ['HTML', '<html></html>'],
    ['broken JSON', '{"listOfBusinesses":['],
    ['JSON of another shape', '{"listOfBusinesses":{}}'],
    ['nothing', ''],
  ])('where the body is %s', async (_, body) => {
    hmrc.answer((response) => response.writeHead(200, head).end(body));
    expect(await clientWith().listAllBusinesses(call, { nino })).toMatchObject(unreadable);
  });

  test('where the body is nested deeper than any walk through it could go', async () => {
    const deep = `{"calculation":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
    hmrc.answer((response) => response.writeHead(200, head).end(deep));
    const wanted = { nino, taxYear: '2026-27', calculationId: 'f2fb30e5-4ab6-4a29-b3c1-c7264259ff1c' };
    expect(await clientWith().retrieveCalculation(call, wanted)).toMatchObject(unreadable);
  });

  test('where a page of HTML takes the place of a write’s empty answer', async () => {
    hmrc.answer((response) =>
      response.writeHead(200, head).end('<html>sign in to the wireless network</html>'),
    );
    expect(await clientWith().putUkPropertyCumulative(call, update)).toMatchObject(unreadable);
  });

  test('where a write’s success tells of errors, whatever its status', async () => {
    for (const body of [
      { code: 'SERVER_ERROR', message: '' },
      { code: 'INVALID_REQUEST', errors: [{ code: 'FORMAT_VALUE', message: '' }] },
    ]) {
      hmrc.answer(json(200, body));
      expect(await clientWith().putUkPropertyCumulative(call, update)).toMatchObject(unreadable);
    }
    // What HMRC's services used to add to a success is none.
    hmrc.answer(json(200, { links: [] }));
    expect(await clientWith().putUkPropertyCumulative(call, update)).toMatchObject({ ok: true });
  });

  test('where a refusal’s body breaks off, unless its status says it all', async () => {
    const breakOff = (status: number) => {
      hmrc.answer((response) => {
        response.writeHead(status, { ...head, 'Content-Length': '1000' });
        response.write('{"code":"FORM', () => response.destroy());
      });
      return clientWith().putUkPropertyCumulative(call, update);
    };
    expect(await breakOff(400)).toMatchObject({
      failure: { kind: 'unreadable', status: 400, meaning: { outcome: 'try-again' } },
    });
    expect(await breakOff(403)).toMatchObject({
      failure: { kind: 'http', meaning: { outcome: 'authorisation-lost' } },
    });
  });

  test('and was stopped by the caller half way', async () => {
    const stop = new AbortController();
    hmrc.answer((response) => {
      response.writeHead(200, head);
      response.write('{', () => {
        setTimeout(() => {
          stop.abort();
        }, 50);
      });
    });
    expect(await clientWith().listAllBusinesses({ ...call, signal: stop.signal }, { nino })).toMatchObject({
      failure: {
        kind: 'aborted',
        delivery: 'answered',
        status: 200,
        correlationId: 'c-1',
        meaning: { code: 'ABORTED', outcome: 'try-again' },
      },
    });
  });
});

describe('a redirect', () => {
  test('is followed by no write, whatever its status', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      hmrc.answer((response) => response.writeHead(status, { Location: `${hmrc.url}/elsewhere` }).end());
      expect(await clientWith().putUkPropertyCumulative(call, update)).toMatchObject({
        failure: { kind: 'http', status, meaning: { outcome: 'try-again' } },
      });
    }
    expect(hmrc.requests.map(({ method }) => method)).toEqual(['PUT', 'PUT', 'PUT', 'PUT', 'PUT']);
  });

  test('is not followed by the token endpoint', async () => {
    hmrc.answer((response) => response.writeHead(307, { Location: `${hmrc.url}/elsewhere` }).end());
    expect(await clientWith().refreshTokens({ refreshToken: 'refresh-token-that-is-secret' })).toMatchObject({
      failure: { status: 307 },
    });
    expect(hmrc.requests).toHaveLength(1);
  });

  test('is followed by a GET to the same https origin alone, three times at most', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', (url: URL) => {
      asked.push(url.href);
      return Promise.resolve(new Response(null, { status: 302, headers: { Location: '/next' } }));
    });
    const client = clientWith({ apiUrl: 'https://api.example' });
    expect(await client.listAllBusinesses(call, { nino })).toMatchObject({
      failure: { kind: 'http', status: 302 },
    });
    expect(asked).toEqual([
      'https://api.example/individuals/business/details/AA123456A/list',
      'https://api.example/next',
      'https://api.example/next',
      'https://api.example/next',
    ]);
  });

  test('to another origin is not followed by a GET', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', (url: URL) => {
      asked.push(url.href);
      return Promise.resolve(
        new Response(null, { status: 302, headers: { Location: 'https://evil.example/' } }),
      );
    });
    const client = clientWith({ apiUrl: 'https://api.example' });
    expect(await client.listAllBusinesses(call, { nino })).toMatchObject({
      failure: { kind: 'http', status: 302 },
    });
    expect(asked).toHaveLength(1);
  });
});
