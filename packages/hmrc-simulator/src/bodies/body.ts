import type { Refusal } from '../platform/refusals.ts';

/** What is wrong with a body, gathered while it is read. */
export interface Findings {
  /** Paths of what does not have the expected shape, such as `/foreignProperty/0/expenses`. */
  misshapen: string[];
  /** What has the right shape and a wrong value. */
  refusals: Refusal[];
}

/**
 * The description of one part of a request body: it reads HMRC's JSON into our own value, and writes that value back as
 * HMRC's JSON. A value read with findings is never used.
 */
export interface Part<Value> {
  read(json: unknown, path: string, findings: Findings): Value;
  write(value: Value): unknown;
}

/** Rules between fields, asked once the shape is right. A value that was refused by itself is still there, as read. */
type Rules<Value> = (value: Value) => Refusal[];

/** The value that a description reads to: amounts in integer pence, all else as sent. */
export type ValueOf<Described> = Described extends Part<infer Value> ? Value : never;

export type BodyReading<Value> =
  { ok: true; value: Value } | { ok: false; refusals: [Refusal, ...Refusal[]] };

/**
 * Reads a body in HMRC's two steps: first its shape (unknown or missing fields, wrong types, empty objects), and only
 * where that is right its values and the rules between them, all of them reported together.
 */
export function readBody<Value>(
  description: Part<Value>,
  bodyText: string,
  rules?: Rules<Value>,
): BodyReading<Value> {
  const json = parseJson(bodyText);
  return json.ok
    ? readJson(description, json.value, rules)
    : { ok: false, refusals: [{ code: 'INVALID_REQUEST' }] };
}

/** As `readBody`, from JSON that was parsed before. */
export function readJson<Value>(
  description: Part<Value>,
  json: unknown,
  rules?: Rules<Value>,
): BodyReading<Value> {
  const findings: Findings = { misshapen: [], refusals: [] };
  const value = description.read(json, '', findings);
  if (findings.misshapen.length > 0) {
    // HMRC names no path where the whole body is empty or not what it should be.
    const paths = findings.misshapen.filter((path) => path !== '');
    const code = 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED';
    return { ok: false, refusals: [paths.length > 0 ? { code, paths } : { code }] };
  }
  const [first, ...more] = rules ? [...findings.refusals, ...rules(value)] : findings.refusals;
  return first ? { ok: false, refusals: [first, ...more] } : { ok: true, value };
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
  // No body at all is HMRC's empty body, not broken JSON.
  if (text.trim() === '') return { ok: true, value: {} };
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return { ok: false };
  }
}
