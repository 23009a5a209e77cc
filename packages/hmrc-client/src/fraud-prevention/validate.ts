export interface HeaderFinding {
  code:
    'MISSING_HEADER' | 'EMPTY_HEADER' | 'INVALID_HEADER' | 'POTENTIALLY_INVALID_HEADER' | 'UNEXPECTED_HEADER';
  message: string;
  headers: string[];
}

export interface HeaderVerdict {
  code: 'VALID_HEADERS' | 'POTENTIALLY_INVALID_HEADERS' | 'INVALID_HEADERS';
  errors: HeaderFinding[];
  warnings: HeaderFinding[];
}

export function validateFraudPreventionHeaders(headers: Readonly<Record<string, string>>): HeaderVerdict {
  throw new Error(`not there yet: ${String(Object.keys(headers).length)}`);
}
