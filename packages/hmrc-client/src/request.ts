import type { HmrcCall } from './call.ts';
import { isProduction } from './environments.ts';
import type { Content, Operation } from './operation.ts';
import { checkPathParameters, parameter, segmentsOf, taxYearNameIn } from './path-parameters.ts';
import type { HmrcError } from './result.ts';
import { checkServedYears } from './served-years.ts';
import { checkShape } from './shapes/check.ts';
import { writeShape } from './shapes/write.ts';
import type { WireRequest } from './transport/wire.ts';

export type Built = { ok: true; request: WireRequest } | { ok: false; errors: HmrcError[] };

/** The request of an operation, or what HMRC would refuse about it. */
export function buildRequest<Params extends object, Value>(
  apiUrl: string,
  operation: Operation<Params, Value>,
  call: HmrcCall,
  params: Params,
): Built {
  const errors = [...checkEnvironment(apiUrl, operation, call), ...checkToken(call)];
  const judged = judge(operation, params, () => isProduction(apiUrl));
  errors.push(...judged.errors);
  if (errors.length > 0) return { ok: false, errors };
  const { sent } = judged;
  const headers = headersOf(operation.version, call, sent !== undefined);
  const unsendable = checkHeaders(headers);
  if (unsendable.length > 0) return { ok: false, errors: unsendable };
  const { method } = operation;
  const url = urlOf(apiUrl, segmentsOf(operation.path, params), operation.query?.(params));
  const body = sent === undefined ? null : textOf(sent);
  return { ok: true, request: { method, url, headers, body, followRedirects: method === 'GET' } };
}

/** Without one HMRC's refusal is certain, and the call spent. */
function checkToken({ accessToken }: HmrcCall): HmrcError[] {
  if (accessToken) return [];
  return [{ code: 'MISSING_PARAMETER', message: 'accessToken is missing.', paths: [] }];
}

/** An operation or a scenario for tests must not reach the place where real taxpayers are. */
function checkEnvironment<Params extends object, Value>(
  apiUrl: string,
  { name, sandboxOnly }: Operation<Params, Value>,
  { testScenario }: HmrcCall,
): HmrcError[] {
  if (sandboxOnly !== true && testScenario === undefined) return [];
  if (!isProduction(apiUrl)) return [];
  const what = sandboxOnly === true ? name : 'Gov-Test-Scenario';
  const message = `${what} exists in HMRC's sandbox and in simulators alone, and this client is for production.`;
  return [{ code: 'SANDBOX_ONLY', message, paths: [] }];
}

/**
 * What HMRC would refuse about a request and can be known here, with HMRC's codes and paths. Empty: the call may be made. In HMRC's
 * sandbox unless said otherwise.
 */
export function checkRequest<Params extends object, Value>(
  operation: Operation<Params, Value>,
  params: Params,
  inProduction = false,
): HmrcError[] {
  return judge(operation, params, () => inProduction).errors;
}

interface Judged {
  errors: HmrcError[];
  /** What would be sent; undefined also where the errors come before it. */
  sent: Content | undefined;
}

function judge<Params extends object, Value>(
  operation: Operation<Params, Value>,
  params: Params,
  inProduction: () => boolean,
): Judged {
  const taxYear = parameter(params, taxYearNameIn(operation.path));
  const place = checkPathParameters(operation.path, params);
  place.push(...checkServedYears(operation.years, taxYear, [], inProduction));
  // The tax year decides what a body looks like, so a wrong one leaves nothing to hold the body against.
  if (place.length > 0) return { errors: place, sent: undefined };
  const sent = operation.body?.(params);
  const form = sent === undefined ? [] : checkShape(sent.shape, sent.value);
  return { errors: form.length > 0 ? form : (operation.check?.(params) ?? []), sent };
}

/** The JSON text of what is sent. */
export function textOf({ shape, value }: Content): string {
  // `content()` is the only maker of a Content, and ties the value to the type its shape takes.
  return writeShape(shape, value as never);
}

/** An address below a base that may itself have a path. */
export function urlOf(
  base: string,
  path: readonly string[],
  query: Readonly<Record<string, string | undefined>> = {},
): URL {
  const url = new URL(`${base.replace(endOfBase, '')}/${path.map(encodeURIComponent).join('/')}`);
  for (const name of Object.keys(query)) {
    const value = query[name];
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url;
}

const endOfBase = /\/+$/;
const fraudPreventionName = /^gov-(client|vendor)-[a-z-]+$/i;
const printableAscii = /^[\x20-\x7e]*$/;

function headersOf(
  version: string,
  { accessToken, fraudPreventionHeaders, testScenario }: HmrcCall,
  hasBody: boolean,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of Object.keys(fraudPreventionHeaders)) {
    const value = fraudPreventionHeaders[name];
    // Stored headers are replayed by jobs: nothing in that store may ever replace the token or the version.
    if (value !== undefined && fraudPreventionName.test(name)) headers[name] = value;
  }
  headers['Accept'] = `application/vnd.hmrc.${version}+json`;
  headers['Authorization'] = `Bearer ${accessToken}`;
  if (hasBody) headers['Content-Type'] = 'application/json';
  if (testScenario !== undefined) headers['Gov-Test-Scenario'] = testScenario;
  return headers;
}

function checkHeaders(headers: Readonly<Record<string, string>>): HmrcError[] {
  // `fetch` would throw with the value, which can be a token, in its message.
  const names = Object.keys(headers).filter((name) => !printableAscii.test(headers[name] ?? ''));
  if (names.length === 0) return [];
  const message = `A header may hold printable US-ASCII alone: ${names.join(', ')}.`;
  return [{ code: 'UNSENDABLE_HEADER', message, paths: [] }];
}
