import { meaningOf } from './meanings/meaning-of.ts';
import type { Operation } from './operation.ts';
import type { HmrcAnswer, HmrcError, HmrcFailure, HmrcResult } from './result.ts';
import { errorsIn, parseJson } from './transport/error-body.ts';
import { redact } from './transport/redact.ts';
import { retryAfterMs } from './transport/retry-after.ts';
import type { Exchange, WireAnswer } from './transport/wire.ts';

/** What the answer to an operation is: its value, or a failure with its one meaning. */
export function processAnswer<Params extends object, Value>(
  operation: Operation<Params, Value>,
  answer: WireAnswer,
  secrets: readonly string[],
): HmrcResult<Value> {
  const { status, text } = answer;
  if (status < 200 || status > 299) return refusalOf(operation, answer, secrets);
  const value = readValue(operation, status, text);
  if (value === undefined) return failed(unreadable(operation.name, answer));
  return { ok: true, value: value.of, answer: aboutOf(answer) };
}

function readValue<Params extends object, Value>(
  operation: Operation<Params, Value>,
  status: number,
  text: string | null,
): { of: Value } | undefined {
  const { reads, nothing } = operation;
  if (reads === null) {
    // 204 has no body to lose. Another success with a body may be a proxy's page or tell of errors: then HMRC's copy has the word.
    const isClear = status === 204 || text === '' || (text !== null && isJsonWithoutErrors(text));
    return isClear && nothing !== undefined ? { of: nothing.value } : undefined;
  }
  const read = reads.safeParse(text === null ? undefined : parseJson(text));
  return read.success ? { of: read.data } : undefined;
}

function isJsonWithoutErrors(text: string): boolean {
  return parseJson(text) !== undefined && errorsIn(text).length === 0;
}

function refusalOf<Params extends object, Value>(
  operation: Operation<Params, Value>,
  answer: WireAnswer,
  secrets: readonly string[],
): HmrcResult<Value> {
  const failure = failureOfAnswer(operation.name, answer, secrets);
  const { nothing } = operation;
  if (nothing?.code && answer.status === 404 && failure.errors.some(({ code }) => code === nothing.code)) {
    return { ok: true, value: nothing.value, answer: aboutOf(answer) };
  }
  return failed(failure);
}

/** Statuses that mean the same whatever the body says, so that a body cut off on the way hides nothing. */
function speaksForItself(status: number): boolean {
  return status === 401 || status === 403 || status === 429 || status >= 500;
}

/** A status other than 2xx. */
export function failureOfAnswer(
  operation: string,
  answer: WireAnswer,
  secrets: readonly string[],
): HmrcFailure {
  const { status, text } = answer;
  if (text === null && !speaksForItself(status)) return unreadable(operation, answer);
  const errors = errorsIn(text ?? '').map((error) => withoutSecrets(error, secrets));
  return {
    kind: 'http',
    delivery: 'answered',
    ...aboutOf(answer),
    retryAfterMs: retryAfterMs(answer.headers),
    errors,
    meaning: meaningOf({ operation, status, codes: errors.map(({ code }) => code) }),
  };
}

/** An answer that came but cannot be understood; HMRC may have done the work. */
export function unreadable(operation: string, answer: WireAnswer): HmrcFailure {
  return {
    kind: 'unreadable',
    delivery: 'answered',
    ...aboutOf(answer),
    retryAfterMs: retryAfterMs(answer.headers),
    errors: [],
    meaning: meaningOf({ operation, status: answer.status, codes: [], kind: 'unreadable' }),
  };
}

/** No answer at all, or one that its caller did not wait for: then what its headers said is kept. */
export function failureOfExchange(
  operation: string,
  exchange: Exclude<Exchange, { kind: 'answered' }>,
): HmrcFailure {
  const { kind, delivery } = exchange;
  const about =
    delivery === 'answered'
      ? { ...aboutOf(exchange.answer), retryAfterMs: retryAfterMs(exchange.answer.headers) }
      : { status: null, correlationId: null, retryAfterMs: null };
  const meaning = meaningOf({ operation, status: about.status, codes: [], kind });
  return { kind, delivery, ...about, errors: [], meaning };
}

/** Refused here, before a call was spent. */
export function refusedLocally(operation: string, errors: HmrcError[]): HmrcFailure {
  const codes = errors.map(({ code }) => code);
  return {
    kind: 'refused-locally',
    delivery: 'not-sent',
    status: null,
    correlationId: null,
    retryAfterMs: null,
    errors,
    meaning: meaningOf({ operation, status: null, codes, kind: 'refused-locally' }),
  };
}

export function failed(failure: HmrcFailure): { ok: false; failure: HmrcFailure } {
  return { ok: false, failure };
}

export function aboutOf({ status, headers }: WireAnswer): HmrcAnswer {
  return { status, correlationId: headers.get('x-correlationid')?.trim().slice(0, 200) ?? null };
}

function withoutSecrets({ code, message, paths }: HmrcError, secrets: readonly string[]): HmrcError {
  return {
    code: redact(code, secrets),
    message: redact(message, secrets),
    paths: paths.map((path) => redact(path, secrets)),
  };
}
