import { type z } from 'zod';
import type { HmrcError } from './result.ts';

/**
 * One operation of one of HMRC's APIs, as data and small functions. What all operations share (headers, sending, reading
 * errors, meanings) is in `request.ts` and `answer.ts`.
 */
export interface Operation<Params, Value> {
  /** The client's method; also what the table of meanings, `onUnknownCode` and `onDeprecation` call it. */
  readonly name: string;
  /** Version of the API, for the `Accept` header. */
  readonly version: string;
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** What HMRC would refuse and can be known here, with HMRC's codes and paths. Empty: the call may be made. */
  check(params: Params): HmrcError[];
  /** Segments of the path, not yet encoded. */
  path(params: Params): readonly string[];
  query?(params: Params): Readonly<Record<string, string | undefined>>;
  /** The JSON text. */
  body?(params: Params): string;
  /** Reads the JSON of a success. Null where a success has no content. */
  readonly reads: z.ZodType<Value> | null;
  /** The value of a success without content, or of a refusal that HMRC uses for "none". */
  readonly nothing?: { readonly code: string | null; readonly value: Value };
}
