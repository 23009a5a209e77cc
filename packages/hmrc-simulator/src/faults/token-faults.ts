import { createHash } from 'node:crypto';
import { z } from 'zod';
import { code, kind, machines, tokenError, tokens, type FaultKind } from './kinds.ts';

const REFRESH = ['refresh_token'] as const;
const PAIRS = ['authorization_code', 'refresh_token'] as const;

const invalidGrant = () => tokenError(400, 'invalid_grant', 'The refresh token is invalid');

/** Which hundredth of all people somebody belongs to: the same one every time. */
function hundredthOf(nino: string): number {
  return createHash('sha256').update(nino).digest().readUInt32BE() % 100;
}

/** What a person granted ends, or the token endpoint refuses, or a pair is lost on its way. */
export const tokenFaults: Record<string, FaultKind> = {
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
  'pair-lost': kind({
    summary:
      'The code or refresh token is spent and a pair issued, but the connection closes before it is told',
    reach: tokens,
    moment: 'after-success',
    grants: PAIRS,
    parameters: { grant: z.enum(PAIRS).optional() },
    act: () => ({ kind: 'drop', how: 'close' }),
  }),
  'invalid-grant-storm': kind({
    summary:
      'Refreshing answers 400 invalid_grant to everybody, or a share of people; no refresh token is spent',
    reach: tokens,
    moment: 'instead',
    grants: REFRESH,
    parameters: { percent: z.int().min(1).max(100).default(100) },
    strikes: ({ percent }, { nino }) =>
      percent === 100 || (nino !== undefined && hundredthOf(nino) < percent),
    act: invalidGrant,
  }),
  'invalid-grant': kind({
    summary: 'Refreshing answers 400 invalid_grant; the refresh token itself is left as it was',
    reach: tokens,
    moment: 'instead',
    grants: REFRESH,
    act: invalidGrant,
  }),
  'refresh-in-progress': kind({
    summary: 'Refreshing answers 400 invalid_request, as while another refresh runs',
    reach: tokens,
    moment: 'instead',
    grants: REFRESH,
    act: () => tokenError(400, 'invalid_request', 'A refresh of this token is already running'),
  }),
  'invalid-client': kind({
    summary: 'The token endpoint answers 401 invalid_client',
    reach: tokens,
    moment: 'instead',
    act: () => tokenError(401, 'invalid_client', 'The client id or secret is wrong'),
  }),
};
