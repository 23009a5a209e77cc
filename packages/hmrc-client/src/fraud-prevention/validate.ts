import { disagreements } from './chain.ts';
import {
  type HeaderRule,
  isMethodNotCovered,
  specification,
  specVersion,
  verdictOnValue,
} from './specification.ts';

/** Something about one or several headers. */
export interface HeaderFinding {
  code:
    'MISSING_HEADER' | 'EMPTY_HEADER' | 'INVALID_HEADER' | 'POTENTIALLY_INVALID_HEADER' | 'UNEXPECTED_HEADER';
  message: string;
  /** Lower-case names. */
  headers: string[];
}

/** In the form of the answers of HMRC's own checking service. */
export interface HeaderVerdict {
  /** Version of HMRC's specification. */
  specVersion: '3.3';
  code: 'VALID_HEADERS' | 'POTENTIALLY_INVALID_HEADERS' | 'INVALID_HEADERS';
  message: string;
  /** To be mended. */
  errors: HeaderFinding[];
  /** To be looked at. */
  warnings: HeaderFinding[];
}

/**
 * Looks at fraud prevention headers as HMRC's own checking service does, without asking it: missing, malformed and suspicious
 * values of `WEB_APP_VIA_SERVER` and `BATCH_PROCESS_DIRECT`. A pass here is no promise of a pass there.
 */
export function validateFraudPreventionHeaders(headers: Readonly<Record<string, string>>): HeaderVerdict {
  const given = new Map(
    Object.entries(headers)
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name]) => /^gov-(client|vendor)-/.test(name)),
  );
  const method = given.get('gov-client-connection-method');
  const rules = specification(method ?? '');
  if (rules === null) return withoutRules(method);

  const errors: HeaderFinding[] = [];
  const warnings: HeaderFinding[] = [];
  for (const rule of rules) judge(rule, given.get(rule.header), errors, warnings);
  for (const name of given.keys()) {
    if (rules.some(({ header }) => header === name)) continue;
    const message = 'The connection method does not have this header.';
    warnings.push({ code: 'UNEXPECTED_HEADER', message, headers: [name] });
  }
  for (const headers of disagreements(given)) {
    const message = 'The first hop starts at the client’s public address and ends at the vendor’s.';
    warnings.push({ code: 'POTENTIALLY_INVALID_HEADER', message, headers });
  }
  return verdict(errors, warnings);
}

function judge(
  rule: HeaderRule,
  value: string | undefined,
  errors: HeaderFinding[],
  warnings: HeaderFinding[],
): void {
  const headers = [rule.header];
  const absent = rule.canBeUncollectable ? warnings : errors;
  if (value === undefined)
    absent.push({ code: 'MISSING_HEADER', message: 'The header is missing.', headers });
  else if (value === '') absent.push({ code: 'EMPTY_HEADER', message: 'The header is empty.', headers });
  else {
    const { fault, doubt } = verdictOnValue(rule, value);
    if (fault !== null) errors.push({ code: 'INVALID_HEADER', message: fault, headers });
    else if (doubt !== null) warnings.push({ code: 'POTENTIALLY_INVALID_HEADER', message: doubt, headers });
  }
}

function withoutRules(method: string | undefined): HeaderVerdict {
  const headers = ['gov-client-connection-method'];
  if (method === undefined) {
    return verdict([{ code: 'MISSING_HEADER', message: 'The header is missing.', headers }], []);
  }
  if (method === '') return verdict([{ code: 'EMPTY_HEADER', message: 'The header is empty.', headers }], []);
  if (isMethodNotCovered(method)) {
    const message = 'Headers of this connection method are not checked here: ask HMRC.';
    return verdict([], [{ code: 'POTENTIALLY_INVALID_HEADER', message, headers }]);
  }
  return verdict([{ code: 'INVALID_HEADER', message: 'HMRC has no such connection method.', headers }], []);
}

function verdict(errors: HeaderFinding[], warnings: HeaderFinding[]): HeaderVerdict {
  const found = { errors, warnings };
  if (errors.length > 0) {
    const message = 'A header is missing or cannot be right.';
    return { specVersion, code: 'INVALID_HEADERS', message, ...found };
  }
  if (warnings.length > 0) {
    const message = 'A header may be wrong: look at the warnings.';
    return { specVersion, code: 'POTENTIALLY_INVALID_HEADERS', message, ...found };
  }
  return { specVersion, code: 'VALID_HEADERS', message: 'All headers are there and look right.', ...found };
}
