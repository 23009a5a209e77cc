import { createHash, randomUUID } from 'node:crypto';
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { checkFraudHeaders } from './fraud-headers.ts';

/** How many requests are remembered. */
const REQUESTS_KEPT = 2000;

/** The longest body that is remembered: what is sent for a tax year is far shorter, and thousands are kept. */
const LONGEST_BODY = 100_000;

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
  /** Parsed where it was JSON or a form (secrets hashed as above), else the text; of a very long one only how long it was. */
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
  let linesWritten = 0;
  let descriptor: number | undefined;
  // Requests that were under way when all was forgotten are not to come back when they end.
  let remembered = new WeakSet<SeenRequest>();

  // Written together once the answers of this turn have left: they are a record, and nothing depends on them.
  let waiting = '';
  const writeWaiting = (): void => {
    if (descriptor !== undefined && waiting !== '') writeSync(descriptor, waiting);
    waiting = '';
  };

  const close = (): void => {
    writeWaiting();
    if (descriptor !== undefined) closeSync(descriptor);
    descriptor = undefined;
  };
  // Those still under way get a line of their own when they end.
  const answered = () => seen.slice(-REQUESTS_KEPT).filter(({ outcome }) => outcome !== 'in flight');
  const rewrite = (): void => {
    if (file === undefined) return;
    close();
    linesWritten = 0;
    writeFileSync(
      file,
      answered()
        .map((request) => `${JSON.stringify(request)}\n`)
        .join(''),
      { mode: 0o600 },
    );
    descriptor = openSync(file, 'a', 0o600);
  };
  // Twice as many as are promised, so that the oldest are dropped in bulk and not one by one.
  const dropOldest = (): void => {
    if (seen.length > 2 * REQUESTS_KEPT) seen = seen.slice(-REQUESTS_KEPT);
  };

  return {
    list: (): readonly SeenRequest[] => (seen.length > REQUESTS_KEPT ? seen.slice(-REQUESTS_KEPT) : seen),
    clear: (): void => {
      seen = [];
      remembered = new WeakSet();
      rewrite();
    },
    close,
    arrive: (
      request: Request,
      bodyText: string,
      operation: string | undefined,
      nino: string | undefined,
    ): SeenRequest => {
      const { path, query } = addressOf(request.url);
      const headers = Object.fromEntries(request.headers);
      const entry: SeenRequest = {
        id: randomUUID(),
        at: clock.now().toISOString(),
        ...(operation !== undefined && { operation }),
        ...(nino !== undefined && { nino }),
        method: request.method,
        path,
        query: hashSecrets(query),
        headers: withoutToken(headers),
        ...(bodyText !== '' && { body: bodyOf(bodyText, headers['content-type'] ?? '') }),
        fraudHeaderFindings:
          operation === 'token' || operation === 'authorize' ? [] : checkFraudHeaders(headers),
        correlationId: randomUUID(),
        outcome: 'in flight',
        faults: [],
      };
      seen.push(entry);
      remembered.add(entry);
      dropOldest();
      return entry;
    },
    finish: (entry: SeenRequest, result: { status: number; code: string | undefined } | 'dropped'): void => {
      if (result === 'dropped') entry.outcome = 'dropped';
      else {
        entry.outcome = 'answered';
        entry.status = result.status;
        if (result.code !== undefined) entry.code = result.code;
      }
      if (file === undefined || !remembered.has(entry)) return;
      if (descriptor === undefined || linesWritten > REQUESTS_KEPT) {
        rewrite(); // this one included
        return;
      }
      if (waiting === '') setImmediate(writeWaiting);
      waiting += `${JSON.stringify(entry)}\n`;
      linesWritten += 1;
    },
  };
}

/** Path and query of an address; most have no query, and taking a whole URL apart costs more than all else here. */
function addressOf(url: string): { path: string; query: Record<string, string> } {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  const mark = url.indexOf('?', start);
  return mark < 0
    ? { path: start < 0 ? '/' : url.slice(start), query: {} }
    : { path: url.slice(start, mark), query: Object.fromEntries(new URLSearchParams(url.slice(mark + 1))) };
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

function withoutToken(headers: Record<string, string>): Record<string, string> {
  const { authorization } = headers;
  return authorization === undefined ? headers : { ...headers, authorization: hashSecret(authorization) };
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
  if (text.length > LONGEST_BODY) return `${text.length} characters, too many to be remembered`;
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    return hashSecrets(Object.fromEntries(new URLSearchParams(text)));
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
