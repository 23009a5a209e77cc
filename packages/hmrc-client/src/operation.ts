import { type z } from 'zod';
import type { HmrcError } from './result.ts';
import type { Shape } from './shapes/shape.ts';

/**
 * One operation of one of HMRC's APIs, as data and small functions. What all operations share (parameters of the path, headers,
 * sending, reading errors, meanings) is in `request.ts` and `answer.ts`.
 */
export interface Operation<Params extends object, Value> {
  /** The client's method; also what the table of meanings, `onUnknownCode` and `onDeprecation` call it. */
  readonly name: string;
  /** Version of the API, for the `Accept` header. */
  readonly version: string;
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** HMRC's path, with the names of our parameters in braces. Each is checked by `path-parameters.ts`. */
  readonly path: `/${string}`;
  /** The tax years it serves, where not all. */
  readonly years?: ServedYears;
  /** HMRC has it in its sandbox alone: refused here where the client is for production. */
  readonly sandboxOnly?: true;
  query?(params: Params): Readonly<Record<string, string | undefined>>;
  /** What is sent, as the tax year has it. */
  body?(params: Params): Content;
  /** What HMRC would refuse beyond the forms of path parameters and body, with HMRC's codes and paths. */
  check?(params: Params): HmrcError[];
  /** Reads the JSON of a success. Null where a success has no content. */
  readonly reads: z.ZodType<Value> | null;
  /** The value of a success without content, or of a 404 that HMRC uses for "none". */
  readonly nothing?: { readonly code: string | null; readonly value: Value };
}

/** Tax years from one to another, both included, and where to go with others. */
export interface ServedYears {
  from?: string;
  /** Where HMRC's sandbox, and so a simulator, starts with another year than production. */
  sandboxFrom?: string;
  to?: string;
  /** Which operation serves such a year, or that none does. For example: `2024-25 and before: createUkPropertyPeriod.` */
  otherwise: string | ((taxYear: string, inProduction: boolean) => string);
}

/** A value to send, with its description. */
export interface Content {
  shape: Shape<never, unknown>;
  value: unknown;
}

/** Ties a value to the shape it is of. */
export function content<I>(shape: Shape<I, unknown>, value: I): Content {
  return { shape, value };
}

/** The parts of an operation whose success has no content. */
export const noContent = { reads: null, nothing: { code: null, value: null } } as const;
