import { z } from 'zod';
import { messageOf } from '../platform/refusals.ts';
import { error, kind, machines, tokenError, type FaultKind } from './kinds.ts';

/** HMRC's service is down, busy, closed, or answers something that is not its API. No work is done. */
export const serviceFaults: Record<string, FaultKind> = {
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
  'outage-504': kind({
    summary: 'Answers 504 GATEWAY_TIMEOUT; no work is done',
    reach: machines,
    moment: 'before',
    act: () => error(504, 'GATEWAY_TIMEOUT'),
  }),
  'scheduled-maintenance': kind({
    summary: 'Answers 503 SCHEDULED_MAINTENANCE; no work is done',
    reach: machines,
    moment: 'before',
    act: () => error(503, 'SCHEDULED_MAINTENANCE'),
  }),
  throttle: kind({
    summary: 'Answers 429 MESSAGE_THROTTLED_OUT; no work is done',
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
  'html-error': kind({
    summary: 'Answers an HTML page with the status given; no work is done',
    reach: machines,
    moment: 'before',
    // A page with 200 is what a proxy's own sign-in page looks like.
    parameters: {
      status: z
        .int()
        .min(200)
        .max(599)
        .refine((status) => status === 200 || status >= 400, 'has to be 200, or from 400 to 599')
        .default(502),
    },
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
  redirect: kind({
    summary: 'Answers a redirect, to the same address unless one is given; no work is done',
    reach: machines,
    moment: 'before',
    parameters: {
      status: z.literal([301, 302, 303, 307, 308]).default(307),
      location: z
        .string()
        .regex(/^(https?:\/\/|\/)[\x21-\x7e]*$/)
        .optional(),
    },
    act: ({ status, location }, { address }) => ({
      kind: 'answer',
      answer: { status, headers: { location: location ?? address } },
    }),
  }),
};
