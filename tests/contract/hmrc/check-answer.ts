import {
  checkContent,
  codeIn,
  type Content,
  type DocumentedOperation,
  documentedCodes,
  isObject,
} from './documents.ts';

export interface WireAnswerSeen {
  status: number;
  headers: Headers;
  text: string;
}

/** Codes that HMRC's platform may answer any operation with, whatever its file says. */
const platformCodes: Readonly<Record<string, readonly number[]>> = {
  // For a body that is no JSON, without a list of refusals inside.
  INVALID_REQUEST: [400],
  // Of the sandbox; HMRC lists it for some operations alone.
  RULE_INCORRECT_GOV_TEST_SCENARIO: [400],
  MISSING_CREDENTIALS: [401],
  INVALID_CREDENTIALS: [401],
  UNAUTHORIZED: [401],
  INCORRECT_ACCESS_TOKEN_TYPE: [401],
  HTTPS_REQUIRED: [403],
  RESOURCE_FORBIDDEN: [403],
  INVALID_SCOPE: [403],
  FORBIDDEN: [403],
  MATCHING_RESOURCE_NOT_FOUND: [404],
  NOT_FOUND: [404],
  METHOD_NOT_ALLOWED: [405],
  INVALID_HTTP_METHOD: [405],
  ACCEPT_HEADER_INVALID: [406],
  INVALID_BODY_TYPE: [415],
  MESSAGE_THROTTLED_OUT: [429],
  INTERNAL_SERVER_ERROR: [500],
  NOT_IMPLEMENTED: [501],
  SERVER_ERROR: [503],
  SCHEDULED_MAINTENANCE: [503],
  GATEWAY_TIMEOUT: [504],
};

/** What is wrong with an answer by HMRC's file: its status, its body, the codes it refuses with. */
export function checkAnswerAgainst(
  documented: DocumentedOperation,
  answer: WireAnswerSeen,
  taxYear: string | null,
): string[] {
  const { status, headers, text } = answer;
  const body = parse(text);
  const faults = headers.get('x-correlationid') === null ? ['no X-CorrelationId'] : [];
  if (status >= 500) return [...faults, `status ${status}`];
  if (status >= 400) return [...faults, ...checkRefusal(documented, answer, body)];
  const content = documented.responses.get(status);
  if (content === undefined) return [...faults, `status ${status} is not documented`];
  if (content === null) return text === '' ? faults : [...faults, `a body, where HMRC has none: ${text}`];
  return [...faults, ...checkMediaType(content, headers), ...checkContent(content, taxYear, body)];
}

/** HMRC's files declare `application/json` nearly everywhere; what a file has in another's place is not held against. */
function checkMediaType({ mediaType }: Content, headers: Headers): string[] {
  const type = headers.get('content-type');
  return mediaType !== 'application/json' || /^application\/json\s*(;|$)/i.test(type ?? '')
    ? []
    : [`${type ?? 'no media type'}, where HMRC has ${mediaType}`];
}

/** The codes in a refusal; several are inside one `INVALID_REQUEST`. */
export function codesIn(body: unknown): string[] {
  if (isObject(body) && Array.isArray(body['errors'])) {
    return body['errors'].map((error: unknown) => codeIn(error) ?? '');
  }
  const code = codeIn(body);
  return code === null ? [] : [code];
}

function checkRefusal(
  documented: DocumentedOperation,
  { status, headers }: WireAnswerSeen,
  body: unknown,
): string[] {
  const code = codeIn(body);
  if (code === null) return ['a refusal without a code'];
  const codes = codesIn(body);
  const isSeveral = isObject(body) && 'errors' in body;
  const faults =
    isSeveral && (code !== 'INVALID_REQUEST' || codes.length < 2)
      ? ['a list of errors that is not of two or more in one INVALID_REQUEST']
      : [];
  const known = documentedCodes(documented);
  for (const one of codes) {
    const isKnown = known.some((row) => row.code === one && (row.status === status || isSeveral));
    if (!isKnown && platformCodes[one]?.includes(status) !== true) {
      faults.push(`${status} ${one} is not documented for this operation`);
    }
  }
  const content = documented.responses.get(status);
  return content === undefined || content === null
    ? faults
    : [...faults, ...checkMediaType(content, headers), ...checkContent(content, null, body)];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
