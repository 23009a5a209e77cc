import { z } from 'zod';
import type { Reach } from '../operations.ts';
import type { Answer, Drop } from '../platform/answer.ts';
import type { Delivery } from '../platform/delivery.ts';
import { messageOf } from '../platform/refusals.ts';

/** What a fault does when its moment has come. Waits, events and headers let the call go on; the others end it. */
export type Effect =
  | { kind: 'wait'; ms: number }
  | { kind: 'event'; event: 'revoke-authority' | 'expire-access-tokens' | 'expire-authority' }
  | { kind: 'headers'; headers: Record<string, string> }
  | { kind: 'answer'; answer: Answer }
  | { kind: 'deliver'; how: Delivery }
  | { kind: 'drop'; how: Drop }
  | { kind: 'deny-consent'; code: string };

/**
 * When a fault acts: `before` anything is looked at; `instead` of the work, once the request was found fit for it;
 * `after` the work was done and kept; `after-success` the same, waiting for a 2xx; at the `consent` page.
 */
export type Moment = 'before' | 'instead' | 'after' | 'after-success' | 'consent';

/** What a fault is told about the call it strikes. */
export interface Aim {
  reach: Reach;
  /** Path and query, as they were asked for. */
  address: string;
  /** The answer so far, where the work is done. */
  work: Answer | undefined;
  /** The status that a code comes with there; undefined for a code the simulator does not know. */
  statusOf: (code: string) => number | undefined;
}

/** What a fault of everybody looks at before it takes a call for its own. */
export interface Struck {
  nino: string | undefined;
}

/** One kind of fault: everything the simulator knows about it. */
export interface FaultKind {
  summary: string;
  reach: readonly Reach[];
  moment: Moment;
  /** Happens once, at once, unless aimed at an operation. */
  event?: true;
  /** Grants of the token endpoint it is limited to; a parameter `grant` limits it to one of them. */
  grants?: readonly string[];
  parameters: z.ZodObject;
  /** Which of the calls it could strike it does strike; without it, all of them. */
  strikes?: (parameters: Record<string, unknown>, call: Struck) => boolean;
  act: (parameters: Record<string, unknown>, aim: Aim) => Effect;
}

/** Describes one kind of fault, its parameters typed. */
export function kind<Shape extends z.ZodRawShape>(
  definition: Omit<FaultKind, 'parameters' | 'act' | 'strikes'> & {
    parameters?: Shape;
    strikes?: (parameters: z.infer<z.ZodObject<Shape>>, call: Struck) => boolean;
    act: (parameters: z.infer<z.ZodObject<Shape>>, aim: Aim) => Effect;
  },
): FaultKind {
  const { parameters: shape, strikes, act, ...rest } = definition;
  // Without parameters the shape is empty, which is what Shape is then inferred to be.
  const parameters = z.strictObject(shape ?? ({} as Shape));
  return {
    ...rest,
    parameters,
    // The parameters kept with a fault were parsed when it was switched on; parsing again only gives them their types.
    ...(strikes && { strikes: (raw, call) => strikes(parameters.parse(raw), call) }),
    act: (raw, aim) => act(parameters.parse(raw), aim),
  };
}

/** An answer in the shape of HMRC's APIs. */
export const error = (status: number, code: string, message = messageOf(code)): Effect => ({
  kind: 'answer',
  answer: { status, body: { code, message: message ?? 'Refused by a fault of the simulator' } },
});

/** An answer in the shape of the token endpoint. */
export const tokenError = (status: number, code: string, description: string): Effect => ({
  kind: 'answer',
  answer: { status, body: { error: code, error_description: description } },
});

/** Whatever a program talks to: every API operation and the token endpoint. */
export const machines = ['api', 'token'] as const;
export const apis = ['api'] as const;
export const tokens = ['token'] as const;

export const ms = z.int().min(0).max(600_000);
export const code = z.string().regex(/^[A-Z][A-Z0-9_]{2,99}$/);
