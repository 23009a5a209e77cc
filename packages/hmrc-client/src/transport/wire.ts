/** A request as it leaves: what a build function gives and `send` takes. */
export interface WireRequest {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  url: URL;
  headers: Readonly<Record<string, string>>;
  body: string | null;
  /** Only ever true for a GET to an API: a followed write could arrive twice, a followed token request elsewhere. */
  followRedirects: boolean;
}

/** An answer whose headers arrived. */
export interface WireAnswer {
  status: number;
  headers: Headers;
  /** Null where the body was cut off, too slow or over the limit. */
  text: string | null;
}

export type Exchange =
  | { kind: 'answered'; answer: WireAnswer }
  | { kind: 'network' | 'timeout' | 'aborted'; delivery: 'not-sent' | 'unknown' }
  | { kind: 'aborted'; delivery: 'answered'; answer: WireAnswer };
