import type { HmrcCall } from './client-types.ts';
import type { Operation } from './operation.ts';
import type { HmrcError } from './result.ts';
import type { WireRequest } from './transport/wire.ts';

export type Built = { ok: true; request: WireRequest } | { ok: false; errors: HmrcError[] };

/** The request of an operation, or what HMRC would refuse about it. */
export function buildRequest<Params, Value>(
  apiUrl: string,
  operation: Operation<Params, Value>,
  call: HmrcCall,
  params: Params,
): Built {
  const errors = operation.check(params);
  if (errors.length > 0) return { ok: false, errors };
  const body = operation.body?.(params) ?? null;
  const headers = {
    ...fraudPreventionOnly(call.fraudPreventionHeaders),
    Accept: `application/vnd.hmrc.${operation.version}+json`,
    Authorization: `Bearer ${call.accessToken}`,
    ...(body === null ? {} : { 'Content-Type': 'application/json' }),
    ...(call.testScenario === undefined ? {} : { 'Gov-Test-Scenario': call.testScenario }),
  };
  const unsendable = checkHeaders(headers);
  if (unsendable.length > 0) return { ok: false, errors: unsendable };
  const { method } = operation;
  const url = urlOf(apiUrl, operation.path(params), operation.query?.(params) ?? {});
  return { ok: true, request: { method, url, headers, body, followRedirects: method === 'GET' } };
}

/** An address below a base that may itself have a path. */
export function urlOf(
  base: string,
  path: readonly string[],
  query: Readonly<Record<string, string | undefined>>,
): URL {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${path.map(encodeURIComponent).join('/')}`;
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url;
}

function fraudPreventionOnly(headers: Readonly<Record<string, string>>): Record<string, string> {
  // Stored headers are replayed by jobs: nothing in that store may ever replace the token or the version.
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => /^gov-(client|vendor)-[a-z-]+$/i.test(name)),
  );
}

function checkHeaders(headers: Readonly<Record<string, string>>): HmrcError[] {
  // `fetch` would throw with the value, which can be a token, in its message.
  const names = Object.keys(headers).filter((name) => !/^[\x20-\x7e]*$/.test(headers[name] ?? ''));
  if (names.length === 0) return [];
  const message = `A header may hold printable US-ASCII alone: ${names.join(', ')}.`;
  return [{ code: 'UNSENDABLE_HEADER', message, paths: [] }];
}
