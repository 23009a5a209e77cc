import { type HeaderRule, specification, verdictOnValue } from './specification.ts';

export interface HeaderFinding {
  code:
    'MISSING_HEADER' | 'EMPTY_HEADER' | 'INVALID_HEADER' | 'POTENTIALLY_INVALID_HEADER' | 'UNEXPECTED_HEADER';
  message: string;
  /** Lower-case names. */
  headers: string[];
}

export interface HeaderVerdict {
  code: 'VALID_HEADERS' | 'POTENTIALLY_INVALID_HEADERS' | 'INVALID_HEADERS';
  errors: HeaderFinding[];
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
  if (rules === null) return verdict([wrongMethod(method)], []);

  const errors: HeaderFinding[] = [];
  const warnings: HeaderFinding[] = [];
  for (const rule of rules) judge(rule, given.get(rule.header), errors, warnings);
  for (const name of given.keys()) {
    if (rules.some(({ header }) => header === name)) continue;
    const message = 'The connection method does not have this header.';
    warnings.push({ code: 'UNEXPECTED_HEADER', message, headers: [name] });
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

function wrongMethod(method: string | undefined): HeaderFinding {
  const headers = ['gov-client-connection-method'];
  if (method === undefined) return { code: 'MISSING_HEADER', message: 'The header is missing.', headers };
  if (method === '') return { code: 'EMPTY_HEADER', message: 'The header is empty.', headers };
  const message = 'Only WEB_APP_VIA_SERVER and BATCH_PROCESS_DIRECT are known here.';
  return { code: 'INVALID_HEADER', message, headers };
}

function verdict(errors: HeaderFinding[], warnings: HeaderFinding[]): HeaderVerdict {
  if (errors.length > 0) return { code: 'INVALID_HEADERS', errors, warnings };
  if (warnings.length > 0) return { code: 'POTENTIALLY_INVALID_HEADERS', errors, warnings };
  return { code: 'VALID_HEADERS', errors, warnings };
}
