const hidden = '[redacted]';
const deepest = 8;

/** Names, without case, hyphens and underscores, whose values are never logged. */
const secretNames = new Set(
  [
    'authorization cookie setcookie password passphrase newpassword currentpassword nino secret clientsecret authsecret',
    'token accesstoken refreshtoken idtoken sessiontoken resettoken code codeverifier verifier state apikey signingkey eventkey',
    'tokenkeys sealed smtpurl databaseurl connectionstring',
  ]
    .join(' ')
    .split(' '),
);
/** What an error may carry beside its message: never a response, its headers or its body. */
const errorDetails = [
  'code',
  'status',
  'hmrcCode',
  'correlationId',
  'operation',
  'severity',
  'constraint',
  'table',
] as const;

/**
 * Copies a value for the log without its secrets: by the names of its members at any depth, and inside texts by the
 * look of NINOs, bearer tokens and credentials in addresses. Errors become plain objects without what hangs on them.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Date) return value;
  if (value instanceof URL) return redactText(value.href);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (depth >= deepest) return '[deeper]';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  if (value instanceof Map || value instanceof Set) return redact([...value], depth);
  if (value instanceof Headers) return redact(Object.fromEntries(value), depth);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      isSecretName(name) ? hidden : redact(member, depth + 1),
    ]),
  );
}

function isSecretName(name: string): boolean {
  return secretNames.has(name.toLowerCase().replaceAll(/[-_]/g, ''));
}

function redactText(text: string): string {
  return (
    text
      // A database error repeats the values of the query after its text.
      .replaceAll(/\nparams: [^]*?(?=\n {4}at |$)/g, '')
      .replaceAll(/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${hidden}`)
      .replaceAll(/\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b/gi, hidden)
      .replaceAll(/(:\/\/[^\s:/@]*):[^\s/@]+@/g, `$1:${hidden}@`)
      .replaceAll(/([?&](?:code|state|token|access_token|refresh_token|nino)=)[^&\s#"']+/gi, `$1${hidden}`)
  );
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  const details = errorDetails.flatMap((name): [string, unknown][] => {
    const value: unknown = Object.getOwnPropertyDescriptor(error, name)?.value;
    return typeof value === 'string' || typeof value === 'number' ? [[name, redact(value, depth + 1)]] : [];
  });
  return {
    type: error.name,
    message: redactText(error.message),
    ...Object.fromEntries(details),
    stack: error.stack === undefined ? undefined : redactText(error.stack),
    ...(error.cause === undefined || depth >= deepest ? {} : { cause: redact(error.cause, depth + 1) }),
  };
}
