import { describe, expect, test } from 'vitest';
import { errorsIn, parseJson } from './error-body.ts';
import { failureOf } from './failure.ts';
import { redact } from './redact.ts';
import { redirectTarget } from './redirect.ts';
import { retryAfterMs } from './retry-after.ts';

describe('Retry-After', () => {
  const wait = (headers: Record<string, string>): number | null => retryAfterMs(new Headers(headers));
  const date = 'Tue, 06 Oct 2026 09:00:00 GMT';

  test.each([
    [{}, null],
    [{ 'Retry-After': '20' }, 20_000],
    [{ 'Retry-After': ' 0 ' }, 0],
    [{ 'Retry-After': '1.5' }, 1500],
    [{ 'Retry-After': '99999999999' }, 86_400_000],
    [{ 'Retry-After': 'Tue, 06 Oct 2026 09:02:00 GMT', Date: date }, 120_000],
    [{ 'Retry-After': 'Tue, 06 Oct 2026 08:00:00 GMT', Date: date }, 0],
    [{ 'Retry-After': 'Tuesday, 06-Oct-26 09:02:00 GMT', Date: date }, 120_000],
    [{ 'Retry-After': 'Tue Oct  6 09:02:00 2026', Date: date }, 120_000],
    [{ 'Retry-After': 'soon' }, null],
    [{ 'Retry-After': '-5' }, null],
    [{ 'Retry-After': '' }, null],
  ])('%j is a wait of %s ms', (headers, expected) => {
    expect(wait(headers)).toBe(expected);
  });

  test('is measured against our own clock where the answer has no date', () => {
    expect(wait({ 'Retry-After': new Date(Date.now() + 3_600_000).toUTCString() })).toBeGreaterThan(
      3_500_000,
    );
  });
});

describe('an error body', () => {
  test('with one error is read', () => {
    const body = '{"code":"FORMAT_VALUE","message":"m","paths":["/ukProperty/expenses/other"]}';
    expect(errorsIn(body)).toEqual([
      { code: 'FORMAT_VALUE', message: 'm', paths: ['/ukProperty/expenses/other'] },
    ]);
  });

  test('with several errors gives all, without the code that only wraps them', () => {
    const body = JSON.stringify({
      code: 'INVALID_REQUEST',
      message: 'Invalid request',
      errors: [{ code: 'FORMAT_VALUE', message: 'a' }, { code: 'FORMAT_NINO' }, 'what is this'],
    });
    expect(errorsIn(body)).toEqual([
      { code: 'FORMAT_VALUE', message: 'a', paths: [] },
      { code: 'FORMAT_NINO', message: '', paths: [] },
    ]);
  });

  test('of the token endpoint is read', () => {
    expect(errorsIn('{"error":"invalid_grant","error_description":"d"}')).toEqual([
      { code: 'invalid_grant', message: 'd', paths: [] },
    ]);
  });

  test.each([
    '',
    '<html>403</html>',
    '[]',
    'null',
    '{"code":7}',
    '{"code":"","message":""}',
    '{"errors":[]}',
    '{',
  ])('%s holds none', (body) => {
    expect(errorsIn(body)).toEqual([]);
  });

  test('of strange parts is read as far as it goes, within bounds', () => {
    const [error] = errorsIn(
      JSON.stringify({ code: 'A', message: 'x'.repeat(5000), paths: [1, '/a', null] }),
    );
    expect(error).toMatchObject({ code: 'A', paths: ['/a'] });
    expect(error?.message).toHaveLength(1000);
  });
});

describe('JSON', () => {
  const nested = (levels: number): string => `${'[{"a":'.repeat(levels / 2)}1${'}]'.repeat(levels / 2)}`;

  test('is read to a hundred levels, and is none beyond', () => {
    expect(parseJson(nested(100))).toEqual(JSON.parse(nested(100)));
    expect(parseJson(nested(102))).toBeUndefined();
    expect(errorsIn(`{"code":"FORMAT_VALUE","message":"m","more":${nested(120_000)}}`)).toEqual([]);
  });

  test('is not deep for what stands beside one another, or in a text', () => {
    for (const value of [Array(200).fill([{}]), { a: '[{'.repeat(200) }, ['\\"[', '['.repeat(200), '\\']]) {
      expect(parseJson(JSON.stringify(value))).toEqual(value);
    }
  });
});

describe('a redirect', () => {
  const from = new URL('https://api.service.hmrc.gov.uk/a/b?c=d');

  test.each([
    ['/x', 'https://api.service.hmrc.gov.uk/x'],
    ['https://api.service.hmrc.gov.uk/x?y', 'https://api.service.hmrc.gov.uk/x?y'],
    ['https://evil.example/x', null],
    ['//evil.example/x', null],
    ['http://api.service.hmrc.gov.uk/x', null],
    ['https://api.service.hmrc.gov.uk:444/x', null],
    ['https://user:pass@api.service.hmrc.gov.uk/x', null],
    ['https://[', null],
  ])('to %s leads to %s', (location, expected) => {
    expect(redirectTarget(from, 302, location)?.href ?? null).toBe(expected);
  });

  test('is followed neither from http nor without a redirecting status', () => {
    expect(redirectTarget(new URL('http://127.0.0.1:3001/a'), 302, '/x')).toBeNull();
    expect(redirectTarget(from, 304, '/x')).toBeNull();
    expect(redirectTarget(from, 302, null)).toBeNull();
  });
});

describe('a failed fetch', () => {
  const failed = (cause: object): unknown => new TypeError('fetch failed', { cause });

  test.each([
    [{ code: 'ECONNREFUSED', syscall: 'connect' }, 'network', 'not-sent'],
    [{ code: 'ETIMEDOUT', syscall: 'connect' }, 'network', 'not-sent'],
    [{ code: 'ENOTFOUND', syscall: 'getaddrinfo' }, 'network', 'not-sent'],
    [{ code: 'EAI_AGAIN' }, 'network', 'not-sent'],
    [{ code: 'CERT_HAS_EXPIRED' }, 'network', 'not-sent'],
    [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'network', 'not-sent'],
    [{ code: 'UND_ERR_CONNECT_TIMEOUT' }, 'timeout', 'not-sent'],
    [{ code: 'UND_ERR_HEADERS_TIMEOUT' }, 'timeout', 'unknown'],
    [{ code: 'UND_ERR_SOCKET' }, 'network', 'unknown'],
    [{ code: 'ECONNRESET', syscall: 'read' }, 'network', 'unknown'],
    [{}, 'network', 'unknown'],
  ])('because of %j is a %s failure, %s', (cause, kind, delivery) => {
    expect(failureOf(failed(cause))).toEqual({ kind, delivery });
  });

  test('with causes that go round in a circle still ends', () => {
    const error = new Error('a');
    error.cause = error;
    expect(failureOf(error)).toEqual({ kind: 'network', delivery: 'unknown' });
    expect(failureOf('text')).toEqual({ kind: 'network', delivery: 'unknown' });
  });
});

test('secrets are taken out of what an answer quotes', () => {
  expect(redact('token secret-token-1 of AA123456A', ['secret-token-1', 'AA123456A', 'of'])).toBe(
    'token [removed] of [removed]',
  );
});

test.each([
  ['a/b+c=d~é!x', encodeURIComponent('a/b+c=d~é!x')],
  ['a/b+c=d~é!x', 'a%2fb%2bc%3dd%7e%c3%a9%21x'],
  ['AA123456A', '%41%41123456A'],
  ['100%25-sure', '100%2525-sure'],
])('the secret %s is taken out where it is quoted as %s', (secret, quoted) => {
  expect(redact(`token=${quoted}&n=1`, [secret])).toBe('token=[removed]&n=1');
});
