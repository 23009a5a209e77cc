import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { HmrcCall } from './call.ts';
import type { HmrcClientConfig } from './client-types.ts';
import { createHmrcClient } from './client.ts';
import { type HmrcStub, json, startHmrcStub } from './test/hmrc-stub.ts';

const nino = 'AA123456A';
const identity = { nino, businessId: 'XAIS12345678901', taxYear: '2026-27' };
const summary = { income: { periodAmountPence: 435 } };
const call: HmrcCall = {
  accessToken: 'access-token-that-is-secret',
  fraudPreventionHeaders: { 'Gov-Client-Timezone': 'UTC+01:00' },
};

let hmrc: HmrcStub;
beforeAll(async () => {
  hmrc = await startHmrcStub();
});
afterAll(() => hmrc.close());
beforeEach(() => {
  hmrc.requests.length = 0;
});

const clientWith = (extra: Partial<HmrcClientConfig> = {}) =>
  createHmrcClient({
    apiUrl: hmrc.url,
    signInUrl: hmrc.url,
    clientId: 'the-client-id',
    clientSecret: 'the-client-secret',
    ...extra,
  });

describe('a call', () => {
  test('carries version, token, fraud prevention headers and the exact body', async () => {
    hmrc.answer((response) => response.writeHead(204, { 'X-CorrelationId': 'c-7' }).end());
    const result = await clientWith().putUkPropertyCumulative(
      { ...call, testScenario: 'STATEFUL' },
      { ...identity, summary: { fromDate: '2026-04-06', toDate: '2026-07-05', ...summary } },
    );
    expect(result).toEqual({ ok: true, value: null, answer: { status: 204, correlationId: 'c-7' } });
    expect(hmrc.requests).toMatchObject([
      {
        method: 'PUT',
        url: '/individuals/business/property/uk/AA123456A/XAIS12345678901/cumulative/2026-27',
        headers: {
          accept: 'application/vnd.hmrc.6.0+json',
          authorization: 'Bearer access-token-that-is-secret',
          'content-type': 'application/json',
          'gov-client-timezone': 'UTC+01:00',
          'gov-test-scenario': 'STATEFUL',
        },
        body: '{"fromDate":"2026-04-06","toDate":"2026-07-05","ukProperty":{"income":{"periodAmount":4.35}}}',
      },
    ]);
  });

  test('asks for obligations with what was given alone', async () => {
    hmrc.answer(json(200, { obligations: [] }));
    await clientWith().listIncomeAndExpenditureObligations(call, { nino, status: 'open' });
    expect(hmrc.requests[0]?.url).toBe('/obligations/details/AA123456A/income-and-expenditure?status=open');
    expect(hmrc.requests[0]?.headers.accept).toBe('application/vnd.hmrc.3.0+json');
    expect(hmrc.requests[0]?.headers['content-type']).toBeUndefined();
  });

  test('reaches the other two questions', async () => {
    hmrc.answer(json(200, { listOfBusinesses: [] }));
    expect(await clientWith().listAllBusinesses(call, { nino })).toMatchObject({ ok: true, value: [] });
    hmrc.answer(json(200, { itsaStatuses: [] }));
    const status = await clientWith().retrieveItsaStatus(call, { nino, taxYear: '2026-27', history: true });
    expect(status).toMatchObject({ ok: true, value: [] });
    expect(hmrc.requests.map(({ url }) => url)).toEqual([
      '/individuals/business/details/AA123456A/list',
      '/individuals/person/itsa-status/AA123456A/2026-27?history=true',
    ]);
  });

  test('never lets a stored header replace the token', async () => {
    hmrc.answer(json(200, { listOfBusinesses: [] }));
    const fraudPreventionHeaders = {
      authorization: 'Bearer other',
      accept: 'text/html',
      'Gov-Vendor-Version': 'a=1',
    };
    await clientWith().listAllBusinesses({ ...call, fraudPreventionHeaders }, { nino });
    expect(hmrc.requests[0]?.headers).toMatchObject({
      authorization: 'Bearer access-token-that-is-secret',
      accept: 'application/vnd.hmrc.2.0+json',
      'gov-vendor-version': 'a=1',
    });
  });

  test('that HMRC would refuse is not made', async () => {
    const result = await clientWith().putUkPropertyCumulative(call, {
      ...identity,
      summary: { income: { periodAmountPence: -1 } },
    });
    expect(result).toMatchObject({
      ok: false,
      failure: {
        kind: 'refused-locally',
        delivery: 'not-sent',
        status: null,
        errors: [{ code: 'FORMAT_VALUE', paths: ['/ukProperty/income/periodAmount'] }],
        meaning: { outcome: 'rejected' },
      },
    });
    expect(hmrc.requests).toEqual([]);
  });

  test.each(['two\nlines-of-a-token', 'tokén-of-letters'])(
    'with a token that no header can carry is not made',
    async (accessToken) => {
      const result = await clientWith().listAllBusinesses({ ...call, accessToken }, { nino });
      expect(result).toMatchObject({
        ok: false,
        failure: { delivery: 'not-sent', meaning: { outcome: 'malformed' } },
      });
      expect(JSON.stringify(result)).not.toContain('token-of');
      expect(inspect(result, { depth: 9 })).not.toContain('-of-');
    },
  );
});

describe('a refusal', () => {
  test('keeps every code, the correlation id and how long to wait', async () => {
    const errors = [{ code: 'FORMAT_VALUE', message: 'm', paths: ['/ukProperty/income/periodAmount'] }];
    hmrc.answer(
      json(400, { code: 'INVALID_REQUEST', message: 'Invalid request', errors }, { 'Retry-After': '7' }),
    );
    const result = await clientWith().putUkPropertyCumulative(call, { ...identity, summary });
    expect(result).toMatchObject({
      ok: false,
      failure: {
        kind: 'http',
        delivery: 'answered',
        status: 400,
        correlationId: 'c-1',
        retryAfterMs: 7000,
        errors,
        meaning: { code: 'FORMAT_VALUE', outcome: 'rejected' },
      },
    });
  });

  test('of "none" is an empty list', async () => {
    hmrc.answer(json(404, { code: 'NO_OBLIGATIONS_FOUND', message: 'none' }));
    expect(await clientWith().listIncomeAndExpenditureObligations(call, { nino })).toEqual({
      ok: true,
      value: [],
      answer: { status: 404, correlationId: 'c-1' },
    });
  });

  test.each([
    [403, 'authorisation-lost'],
    [401, 'refresh-and-replay'],
    [503, 'try-again'],
    [400, 'malformed'],
  ])('as a page of HTML with %i is survived: %s', async (status, outcome) => {
    hmrc.answer((response) => response.writeHead(status, { 'Content-Type': 'text/html' }).end('<h1>No</h1>'));
    const result = await clientWith().listAllBusinesses(call, { nino });
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: 'http', status, errors: [], meaning: { outcome } },
    });
  });

  test('that quotes the token or the NINO is kept without them', async () => {
    const message = `bad token access-token-that-is-secret of ${nino}`;
    hmrc.answer(json(400, { code: 'FORMAT_NINO', message, paths: [`/${nino}`] }));
    const result = await clientWith().listAllBusinesses(call, { nino });
    const printed = inspect(result, { depth: 9, showHidden: true }) + JSON.stringify(result);
    expect(printed).not.toContain('access-token-that-is-secret');
    expect(printed).not.toContain(nino);
  });

  test('with an unknown code is told once for each code', async () => {
    const onUnknownCode = vi.fn();
    const client = clientWith({ onUnknownCode });
    for (const code of ['RULE_NEW', 'RULE_NEW', 'FORMAT_VALUE', 'RULE_NEWER']) {
      hmrc.answer(json(400, { code, message: '' }));
      await client.putUkPropertyCumulative(call, { ...identity, summary });
    }
    expect(onUnknownCode.mock.calls).toEqual([
      [{ code: 'RULE_NEW', status: 400, operation: 'putUkPropertyCumulative' }],
      [{ code: 'RULE_NEWER', status: 400, operation: 'putUkPropertyCumulative' }],
    ]);
  });

  test('with a code of other operations is told too, since nothing says what it means here', async () => {
    const onUnknownCode = vi.fn();
    hmrc.answer(json(400, { code: 'RULE_DUPLICATE_SUBMISSION', message: '' }));
    const result = await clientWith({ onUnknownCode }).putUkPropertyCumulative(call, {
      ...identity,
      summary,
    });
    expect(result).toMatchObject({ ok: false, failure: { meaning: { code: 'HTTP_4XX' } } });
    expect(onUnknownCode.mock.calls).toEqual([
      [{ code: 'RULE_DUPLICATE_SUBMISSION', status: 400, operation: 'putUkPropertyCumulative' }],
    ]);
  });

  test.each([
    [
      'at once',
      (): never => {
        throw new Error('logger is down');
      },
    ],
    ['later', () => Promise.reject(new Error('logger is down'))],
  ])('reaches the caller although a callback fails %s', async (_, fail) => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    hmrc.answer(json(400, { code: 'RULE_NEW', message: '' }, { Deprecation: 'now' }));
    const client = clientWith({ onUnknownCode: fail, onDeprecation: fail });
    expect(await client.listAllBusinesses(call, { nino })).toMatchObject({ ok: false });
    await new Promise(setImmediate);
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

test('a version that HMRC will retire is told once', async () => {
  const onDeprecation = vi.fn();
  const client = clientWith({ onDeprecation });
  const headers = {
    Deprecation: 'Sun, 01 Jan 2028 23:59:59 GMT',
    Sunset: 'Sun, 02 Jul 2028 23:59:59 GMT',
    Link: 'https://x',
  };
  hmrc.answer(json(200, { listOfBusinesses: [] }, headers));
  await client.listAllBusinesses(call, { nino });
  await client.listAllBusinesses(call, { nino });
  expect(onDeprecation.mock.calls).toEqual([
    [
      {
        operation: 'listAllBusinesses',
        deprecation: headers.Deprecation,
        sunset: headers.Sunset,
        link: headers.Link,
      },
    ],
  ]);
});

describe('the configuration', () => {
  const config = {
    apiUrl: 'https://test-api.service.hmrc.gov.uk',
    signInUrl: 'https://test-www.tax.service.gov.uk',
    clientId: 'id',
    clientSecret: 'a-secret-nobody-prints',
  };

  test.each([
    'http://api.service.hmrc.gov.uk',
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
    'ftp://localhost',
    'https://user:pass@api.service.hmrc.gov.uk',
    'api.service.hmrc.gov.uk',
    '',
  ])('refuses the address %j', (apiUrl) => {
    expect(() => createHmrcClient({ ...config, apiUrl })).toThrow(
      /apiUrl must be https, or http to loopback/,
    );
  });

  test.each([
    'http://localhost:3001',
    'http://127.0.0.1:3001',
    'http://[::1]:3001',
    'https://x.example/base/',
  ])('takes the address %s', (apiUrl) => {
    expect(createHmrcClient({ ...config, apiUrl })).toBeTypeOf('object');
  });

  test('never prints the secret', () => {
    expect(inspect(createHmrcClient(config), { depth: 9, showHidden: true })).not.toContain(
      config.clientSecret,
    );
    expect(() => createHmrcClient({ ...config, clientId: '' })).toThrow(/clientId is empty/);
    expect(() => createHmrcClient({ ...config, timeouts: { callMs: 0 } })).toThrow(/timeouts.callMs/);
  });
});
