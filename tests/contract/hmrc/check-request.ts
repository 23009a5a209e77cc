import type { WireRequest } from '../../../packages/hmrc-client/src/transport/wire.ts';
import { checkContent, type DocumentedOperation, type Parameter } from './documents.ts';

/** What is wrong with a request by HMRC's file: its path, query, headers and body. */
export function checkRequestAgainst(
  documented: DocumentedOperation,
  request: WireRequest,
  taxYear: string | null,
): string[] {
  return [
    ...(request.method === documented.method ? [] : [`method ${request.method}`]),
    ...checkPath(documented, request.url.pathname),
    ...checkQuery(documented, request.url.searchParams),
    ...checkHeaders(documented, request.headers),
    ...checkBody(documented, request.body, taxYear),
  ];
}

function checkPath({ path, parameters }: DocumentedOperation, pathname: string): string[] {
  const expected = path.split('/');
  const given = pathname.split('/').map(decodeURIComponent);
  if (expected.length !== given.length) return [`the path ${pathname}`];
  return expected.flatMap((segment, index) => {
    const value = given[index] ?? '';
    if (!segment.startsWith('{')) return segment === value ? [] : [`the path ${pathname}`];
    const name = segment.slice(1, -1);
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name);
    return parameter === undefined ? [] : checkParameter(parameter, value);
  });
}

function checkQuery({ parameters }: DocumentedOperation, query: URLSearchParams): string[] {
  const known = parameters.filter((one) => one.in === 'query');
  const unknown = [...query.keys()].filter((name) => !known.some((one) => one.name === name));
  return [
    ...unknown.map((name) => `the query has ${name}, which HMRC does not document`),
    ...known.flatMap((parameter) => {
      const value = query.get(parameter.name);
      if (value === null) return parameter.required ? [`the query lacks ${parameter.name}`] : [];
      return checkParameter(parameter, value);
    }),
  ];
}

function checkHeaders(
  { parameters }: DocumentedOperation,
  headers: Readonly<Record<string, string>>,
): string[] {
  const given = new Headers(headers);
  return parameters
    .filter((one) => one.in === 'header')
    .flatMap((parameter) => {
      const value = given.get(parameter.name);
      if (value === null) return parameter.required ? [`the header ${parameter.name} is missing`] : [];
      return checkParameter(parameter, value);
    });
}

/** A parameter is text on the wire, whatever HMRC's file says that it stands for. */
function checkParameter({ name, in: place, check }: Parameter, value: string): string[] {
  const meant: unknown[] = [value];
  if (value === 'true' || value === 'false') meant.push(value === 'true');
  if (/^-?\d+(\.\d+)?$/.test(value)) meant.push(Number(value));
  const faults = meant.map((one) => check(one));
  if (faults.some((found) => found.length === 0)) return [];
  return (faults[0] ?? []).map((fault) => `${place} parameter ${name} is ${JSON.stringify(value)}: ${fault}`);
}

function checkBody({ request }: DocumentedOperation, body: string | null, taxYear: string | null): string[] {
  // A text of no length is no body on the wire.
  const isNone = body === null || body === '';
  if (request === null) return isNone ? [] : ['a body, where HMRC documents none'];
  if (isNone) return request.required ? ['no body'] : [];
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return ['the body is no JSON'];
  }
  return checkContent(request, taxYear, value).map((fault) => `body: ${fault}`);
}

/** The tax year in a request's path; null where there is none that could be one. */
export function taxYearIn({ path }: DocumentedOperation, url: URL): string | null {
  const place = path.split('/').findIndex((segment) => segment.startsWith('{taxYear'));
  const value = url.pathname.split('/')[place] ?? '';
  return /^20\d\d-\d\d$/.test(value) ? value : null;
}
