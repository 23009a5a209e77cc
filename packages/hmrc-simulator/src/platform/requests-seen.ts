import { createHash, randomUUID } from 'node:crypto';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { OperationName } from '../operations.ts';
import { checkFraudHeaders } from './fraud-headers.ts';

/** How many requests are remembered. */
const REQUESTS_KEPT = 2000;

const SECRET_FIELDS = new Set(['client_secret', 'code', 'code_verifier', 'refresh_token', 'password']);

const seenRequestSchema = z.object({
  id: z.string(),
  at: z.string(),
  /** Absent for a path that no operation has. */
  operation: z.string().optional(),
  nino: z.string().optional(),
  method: z.string(),
  path: z.string(),
  query: z.record(z.string(), z.string()),
  /** `authorization` is `sha256:` and the hash of its whole value. */
  headers: z.record(z.string(), z.string()),
  /** Parsed where it was JSON or a form (secrets hashed as above), else the text. */
  body: z.unknown().optional(),
  fraudHeaderFindings: z.array(z.object({ code: z.string(), header: z.string() })),
  correlationId: z.string(),
  /** Absent while in flight, and where the connection was ended without an answer. */
  status: z.int().optional(),
  /** The error code answered, if any. */
  code: z.string().optional(),
  outcome: z.enum(['in flight', 'answered', 'dropped']),
  /** Names of the faults that took part. */
  faults: z.array(z.string()),
});

export type SeenRequest = z.infer<typeof seenRequestSchema>;
export type RequestsSeen = ReturnType<typeof createRequestsSeen>;

/** Hashes a secret for the record: equal secrets stay recognisable as equal. */
function hashSecret(secret: string): string {
  return `sha256:${createHash('sha256').update(secret).digest('hex')}`;
}

/** Remembers the requests seen, newest last; in a file of its own beside the state, one line a request. */
export function createRequestsSeen(clock: Clock, file: string | undefined) {
  let seen = file === undefined ? [] : readLines(file);
  let linesWritten = seen.length;

  const rewrite = (): void => {
    linesWritten = seen.length;
    if (file === undefined) return;
    writeFileSync(file, seen.map((request) => `${JSON.stringify(request)}\n`).join(''), { mode: 0o600 });
  };

  return {
    list: (): readonly SeenRequest[] => seen,
    clear: (): void => {
      seen = [];
      rewrite();
    },
    arrive: (
      request: Request,
      bodyText: string,
      operation: OperationName | undefined,
      nino: string | undefined,
    ): SeenRequest => {
      const url = new URL(request.url);
      const entry: SeenRequest = {
        id: randomUUID(),
        at: clock.now().toISOString(),
        ...(operation !== undefined && { operation }),
        ...(nino !== undefined && { nino }),
        method: request.method,
        path: url.pathname,
        query: hashSecrets(Object.fromEntries(url.searchParams)),
        headers: headersOf(request.headers),
        ...(bodyText !== '' && { body: bodyOf(bodyText, request.headers.get('content-type') ?? '') }),
        fraudHeaderFindings:
          operation === 'token' || operation === 'authorize' ? [] : checkFraudHeaders(request.headers),
        correlationId: randomUUID(),
        outcome: 'in flight',
        faults: [],
      };
      seen.push(entry);
      if (seen.length > REQUESTS_KEPT) seen.splice(0, seen.length - REQUESTS_KEPT);
      return entry;
    },
    finish: (entry: SeenRequest, result: { status: number; code: string | undefined } | 'dropped'): void => {
      if (result === 'dropped') entry.outcome = 'dropped';
      else {
        entry.outcome = 'answered';
        entry.status = result.status;
        if (result.code !== undefined) entry.code = result.code;
      }
      if (file === undefined || !seen.includes(entry)) return;
      appendFileSync(file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
      linesWritten += 1;
      if (linesWritten > 2 * REQUESTS_KEPT) rewrite();
    },
  };
}

function readLines(file: string): SeenRequest[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return []; // Nothing was seen yet, and what was seen is never worth refusing to start for.
  }
  const requests = text.split('\n').flatMap((line) => {
    try {
      return [seenRequestSchema.parse(JSON.parse(line))];
    } catch {
      return []; // The last line of a killed process may break off.
    }
  });
  return requests.slice(-REQUESTS_KEPT);
}

function headersOf(headers: Headers): Record<string, string> {
  const plain = Object.fromEntries(headers);
  const authorization = plain['authorization'];
  return authorization === undefined ? plain : { ...plain, authorization: hashSecret(authorization) };
}

function hashSecrets(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      SECRET_FIELDS.has(name) ? hashSecret(value) : value,
    ]),
  );
}

function bodyOf(text: string, contentType: string): unknown {
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    return hashSecrets(Object.fromEntries(new URLSearchParams(text)));
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
