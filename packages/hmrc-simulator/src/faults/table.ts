import { z } from 'zod';
import type { Reach } from '../operations.ts';
import type { Answer, Drop } from '../platform/answer.ts';
import { messageOf } from '../platform/refusals.ts';

/** What a fault does when its moment has come. */
export type Effect =
  | { kind: 'wait'; ms: number }
  | { kind: 'answer'; answer: Answer }
  | { kind: 'break-json' }
  | { kind: 'drop'; how: Drop }
  | { kind: 'deny-consent'; code: string }
  | { kind: 'event'; event: 'revoke-authority' | 'expire-access-tokens' | 'expire-authority' };

/**
 * When a fault acts: `before` anything is looked at; `instead` of the work, once the request was found fit for it;
 * `after` the work was done and kept; `after-success` the same, waiting for a 2xx; at the `consent` page.
 */
export type Moment = 'before' | 'instead' | 'after' | 'after-success' | 'consent';

/** What a fault is told about the call it strikes. */
export interface Aim {
  reach: Reach;
  /** The status that a code comes with there; undefined for a code the simulator does not know. */
  statusOf: (code: string) => number | undefined;
}

/** One kind of fault: everything the simulator knows about it. */
export interface FaultKind {
  summary: string;
  reach: readonly Reach[];
  moment: Moment;
  /** Happens once, at once, unless aimed at an operation. */
  event?: true;
  /** Grants of the token endpoint it is limited to. */
  grant?: 'refresh_token';
  parameters: z.ZodObject;
  act: (parameters: Record<string, unknown>, aim: Aim) => Effect;
}

function kind<Shape extends z.ZodRawShape>(
  definition: Omit<FaultKind, 'parameters' | 'act'> & {
    parameters?: Shape;
    act: (parameters: z.infer<z.ZodObject<Shape>>, aim: Aim) => Effect;
  },
): FaultKind {
  // Without parameters the shape is empty, which is what Shape is then inferred to be.
  const parameters = z.strictObject(definition.parameters ?? ({} as Shape));
  return {
    ...definition,
    parameters,
    // The parameters kept with a fault were parsed when it was switched on; parsing again only gives them their types.
    act: (raw, aim) => definition.act(parameters.parse(raw), aim),
  };
}

const error = (status: number, code: string, message = messageOf(code)): Effect => ({
  kind: 'answer',
  answer: { status, body: { code, message: message ?? 'Refused by a fault of the simulator' } },
});
const tokenError = (status: number, code: string, description: string): Effect => ({
  kind: 'answer',
  answer: { status, body: { error: code, error_description: description } },
});

const machines = ['api', 'token'] as const;
const apis = ['api'] as const;
const tokens = ['token'] as const;
const ms = z.int().min(0).max(600_000);
const code = z.string().regex(/^[A-Z][A-Z0-9_]{2,99}$/);

/** Every fault by name. `docs/faults.md` explains each, and a test holds the two together. */
export const faultTable: Record<string, FaultKind> = {
  'deny-consent': kind({
    summary: 'Consent comes back as denied, whatever the person presses',
    reach: ['authorize'],
    moment: 'consent',
    parameters: { code: code.default('USER_DENIED_AUTHORIZATION') },
    act: (given) => ({ kind: 'deny-consent', code: given.code }),
  }),
  'revoke-authority': kind({
    summary: 'The authority given so far is withdrawn',
    reach: machines,
    moment: 'before',
    event: true,
    act: () => ({ kind: 'event', event: 'revoke-authority' }),
  }),
  'expire-access-tokens': kind({
    summary: 'The access tokens issued so far expire; refresh tokens still work',
    reach: machines,
    moment: 'before',
    event: true,
    act: () => ({ kind: 'event', event: 'expire-access-tokens' }),
  }),
  'expire-authority': kind({
    summary: 'The authority given so far reaches its end, as after 18 months',
    reach: machines,
    moment: 'before',
    event: true,
    act: () => ({ kind: 'event', event: 'expire-authority' }),
  }),
  'outage-503': kind({
    summary: 'Answers 503 SERVER_ERROR; no work is done',
    reach: machines,
    moment: 'before',
    act: () => error(503, 'SERVER_ERROR'),
  }),
  'outage-500': kind({
    summary: 'Answers 500 INTERNAL_SERVER_ERROR (server_error at the token endpoint); no work is done',
    reach: machines,
    moment: 'before',
    act: (_given, { reach }) =>
      reach === 'token'
        ? tokenError(500, 'server_error', 'Something went wrong at our end')
        : error(500, 'INTERNAL_SERVER_ERROR'),
  }),
  'drop-connection': kind({
    summary: 'The connection is reset before any work',
    reach: machines,
    moment: 'before',
    act: () => ({ kind: 'drop', how: 'reset' }),
  }),
  'answer-lost-before': kind({
    summary: 'The connection is closed without an answer, before any work',
    reach: machines,
    moment: 'before',
    act: () => ({ kind: 'drop', how: 'close' }),
  }),
  'answer-lost': kind({
    summary: 'The work is done and kept, then the connection is closed without an answer',
    reach: machines,
    moment: 'after-success',
    act: () => ({ kind: 'drop', how: 'close' }),
  }),
  'slow-before': kind({
    summary: 'Waits before any work',
    reach: machines,
    moment: 'before',
    parameters: { ms },
    act: (given) => ({ kind: 'wait', ms: given.ms }),
  }),
  'slow-answer': kind({
    summary: 'Does the work, then waits before it answers',
    reach: machines,
    moment: 'after',
    parameters: { ms },
    act: (given) => ({ kind: 'wait', ms: given.ms }),
  }),
  throttle: kind({
    summary: 'Answers 429 MESSAGE_THROTTLED_OUT',
    reach: machines,
    moment: 'before',
    parameters: { retryAfterSeconds: z.int().min(0).max(3600).optional() },
    act: ({ retryAfterSeconds }) => ({
      kind: 'answer',
      answer: {
        status: 429,
        body: { code: 'MESSAGE_THROTTLED_OUT', message: messageOf('MESSAGE_THROTTLED_OUT') },
        ...(retryAfterSeconds !== undefined && { headers: { 'retry-after': String(retryAfterSeconds) } }),
      },
    }),
  }),
  'scheduled-maintenance': kind({
    summary: 'Answers 503 SCHEDULED_MAINTENANCE; no work is done',
    reach: machines,
    moment: 'before',
    act: () => error(503, 'SCHEDULED_MAINTENANCE'),
  }),
  forbidden: kind({
    summary: 'Answers 403 CLIENT_OR_AGENT_NOT_AUTHORISED, or the code and status given',
    reach: apis,
    moment: 'instead',
    parameters: {
      code: code.default('CLIENT_OR_AGENT_NOT_AUTHORISED'),
      status: z.int().min(400).max(499).default(403),
    },
    act: (given) => error(given.status, given.code),
  }),
  unauthorised: kind({
    summary: 'Answers 401 INVALID_CREDENTIALS, or the code given, to good tokens too',
    reach: apis,
    moment: 'instead',
    parameters: { code: code.default('INVALID_CREDENTIALS') },
    act: (given) => error(401, given.code),
  }),
  'html-error': kind({
    summary: 'Answers an HTML page with the status given; no work is done',
    reach: machines,
    moment: 'before',
    parameters: { status: z.int().min(400).max(599).default(502) },
    act: ({ status }) => ({
      kind: 'answer',
      answer: {
        status,
        raw: {
          contentType: 'text/html; charset=utf-8',
          text: `<!doctype html><html lang="en"><title>${status}</title><h1>Sorry, ${status}</h1></html>`,
        },
      },
    }),
  }),
  refuse: kind({
    summary: 'Refuses with the code given, as a broken rule of the operation would',
    reach: apis,
    moment: 'instead',
    parameters: {
      code,
      status: z.int().min(400).max(499).optional(),
      path: z.string().startsWith('/').optional(),
      message: z.string().min(1).max(300).optional(),
    },
    act: (given, { statusOf }) => ({
      kind: 'answer',
      answer: {
        status: given.status ?? statusOf(given.code) ?? 400,
        body: {
          code: given.code,
          message: given.message ?? messageOf(given.code) ?? 'Refused by a fault of the simulator',
          ...(given.path !== undefined && { paths: [given.path] }),
        },
      },
    }),
  }),
  'invalid-client': kind({
    summary: 'The token endpoint answers 401 invalid_client',
    reach: tokens,
    moment: 'instead',
    act: () => tokenError(401, 'invalid_client', 'The client id or secret is wrong'),
  }),
  'invalid-grant': kind({
    summary: 'Refreshing answers 400 invalid_grant; the refresh token itself is left as it was',
    reach: tokens,
    moment: 'instead',
    grant: 'refresh_token',
    act: () => tokenError(400, 'invalid_grant', 'The refresh token is invalid'),
  }),
  'refresh-in-progress': kind({
    summary: 'Refreshing answers 400 invalid_request, as while another refresh runs',
    reach: tokens,
    moment: 'instead',
    grant: 'refresh_token',
    act: () => tokenError(400, 'invalid_request', 'A refresh of this token is already running'),
  }),
  'malformed-json': kind({
    summary: 'Does the work, then answers 200 with JSON that breaks off',
    reach: machines,
    moment: 'after-success',
    act: () => ({ kind: 'break-json' }),
  }),
};

/** The names, for refusing an unknown one. */
export const faultNames = Object.keys(faultTable);
