import { z } from 'zod';
import { messageOf } from '../platform/refusals.ts';
import { apis, code, error, kind, type FaultKind } from './kinds.ts';

/** An operation refuses a call that was fit for it. */
export const refusalFaults: Record<string, FaultKind> = {
  refuse: kind({
    summary: 'Refuses with the code given, as a broken rule of the operation would',
    reach: apis,
    moment: 'instead',
    parameters: {
      code,
      status: z.int().min(400).max(499).optional(),
      path: z.string().startsWith('/').optional(),
      message: z.string().min(1).max(300).optional(),
      documented: z.boolean().optional(),
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
};
