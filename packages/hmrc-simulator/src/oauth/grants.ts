import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { addMonths } from '../dates.ts';
import type { EventName } from '../faults/faults.ts';
import type { Authority, Code, Journey, Token } from '../state/schema.ts';
import type { Store } from '../state/store.ts';
import { createForgetting } from './forgetting.ts';

/** HMRC's lifetimes. */
export const ACCESS_TOKEN_SECONDS = 4 * 60 * 60;
const CODE_MINUTES = 10;
const AUTHORITY_MONTHS = 18;

export type Grants = ReturnType<typeof createGrants>;

/** Whom an access token speaks for: a person by authority, or only the application itself. */
export type Bearer = { kind: 'person'; nino: string; scope: string } | { kind: 'application' };

/** Authorities, codes and tokens: what was granted, to whom, and whether it still holds. Only so many dead ones are kept. */
export function createGrants(store: Store, clock: Clock, deadKept?: number) {
  const added = createForgetting(store, clock, deadKept);
  const isPast = (instant: string): boolean => Date.parse(instant) <= clock.now().getTime();
  const inSeconds = (seconds: number): string =>
    new Date(clock.now().getTime() + seconds * 1000).toISOString();
  const secret = (): string => randomBytes(16).toString('hex');
  const holds = (authority: Authority): boolean =>
    authority.revokedAt === undefined && !isPast(authority.endsAt);
  const authorityOf = (token: Token | Code): Authority | undefined =>
    token.authorityId === undefined ? undefined : store.state.authorities[token.authorityId];
  const authoritiesOf = (nino: string | undefined): Authority[] =>
    Object.values(store.state.authorities).filter(
      (authority) => nino === undefined || authority.nino === nino,
    );

  const issue = (scope: string, authorityId?: string): Token => {
    const token: Token = {
      accessToken: secret(),
      scope,
      issuedAt: clock.now().toISOString(),
      accessExpiresAt: inSeconds(ACCESS_TOKEN_SECONDS),
      ...(authorityId !== undefined && { authorityId, refreshToken: secret() }),
    };
    store.set('tokens', token.accessToken, token);
    if (token.refreshToken !== undefined) {
      store.set('refreshTokens', token.refreshToken, token.accessToken);
    }
    added('tokens');
    return token;
  };

  const findByRefreshToken = (refreshToken: string): Token | undefined => {
    const accessToken = store.state.refreshTokens[refreshToken];
    return accessToken === undefined ? undefined : store.state.tokens[accessToken];
  };

  return {
    /** Records consent: the authority's 18 months begin, and a code good for ten minutes goes back. */
    consent: (journey: Journey, nino: string): Code => {
      const now = clock.now();
      const authority: Authority = {
        id: randomUUID(),
        nino,
        scope: journey.scope,
        grantedAt: now.toISOString(),
        endsAt: addMonths(now, AUTHORITY_MONTHS).toISOString(),
      };
      const code: Code = {
        code: secret(),
        authorityId: authority.id,
        redirectUri: journey.redirectUri,
        expiresAt: inSeconds(CODE_MINUTES * 60),
        ...(journey.codeChallenge !== undefined && { codeChallenge: journey.codeChallenge }),
      };
      store.set('authorities', authority.id, authority);
      store.set('codes', code.code, code);
      added('authorities');
      added('codes');
      return code;
    },
    /** A code that is known, unused and in time, with a live authority. */
    findCode: (code: string): Code | undefined => {
      const found = Object.hasOwn(store.state.codes, code) ? store.state.codes[code] : undefined;
      const authority = found && authorityOf(found);
      return found && authority && found.usedAt === undefined && !isPast(found.expiresAt) && holds(authority)
        ? found
        : undefined;
    },
    /** Spends a code for the first pair of its authority. */
    redeem: (code: Code): Token => {
      code.usedAt = clock.now().toISOString();
      store.changed('codes', code.code);
      return issue(authorityOf(code)?.scope ?? '', code.authorityId);
    },
    /** A pair whose refresh token still works. */
    findRefreshable: (refreshToken: string): Token | undefined => {
      const token = findByRefreshToken(refreshToken);
      const authority = token && authorityOf(token);
      return token && authority && token.replacedAt === undefined && holds(authority) ? token : undefined;
    },
    /** Replaces a pair: HMRC kills the old access token at once, even with time left. */
    refresh: (token: Token): Token => {
      token.replacedAt = clock.now().toISOString();
      store.changed('tokens', token.accessToken);
      return issue(token.scope, token.authorityId);
    },
    /** A token for the application itself, without a refresh token. */
    issueToApplication: (scope: string): Token => issue(scope),
    /** Whose NINO a code or refresh token belongs to, used or not: what faults are aimed by. */
    ninoOf: (codeOrRefreshToken: string): string | undefined => {
      const found = findByRefreshToken(codeOrRefreshToken) ?? store.state.codes[codeOrRefreshToken];
      return found && authorityOf(found)?.nino;
    },
    /** Whom a good access token speaks for; undefined when unknown, expired, replaced or revoked. */
    bearerOf: (accessToken: string): Bearer | undefined => {
      const token = Object.hasOwn(store.state.tokens, accessToken)
        ? store.state.tokens[accessToken]
        : undefined;
      if (!token || token.replacedAt !== undefined || isPast(token.accessExpiresAt)) return undefined;
      if (token.authorityId === undefined) return { kind: 'application' };
      const authority = authorityOf(token);
      return authority && holds(authority)
        ? { kind: 'person', nino: authority.nino, scope: token.scope }
        : undefined;
    },
    /** Makes an event happen to everything granted so far to one person, or to all. Returns how many authorities. */
    happen: (event: EventName, nino?: string): number => {
      const now = clock.now().toISOString();
      const struck = authoritiesOf(nino).filter(holds);
      const ids = new Set(struck.map(({ id }) => id));
      if (event === 'expire-access-tokens') {
        for (const token of Object.values(store.state.tokens)) {
          if (token.authorityId === undefined || !ids.has(token.authorityId)) continue;
          token.accessExpiresAt = now;
          store.changed('tokens', token.accessToken);
        }
      } else {
        for (const authority of struck) {
          if (event === 'revoke-authority') authority.revokedAt = now;
          else authority.endsAt = now;
          store.changed('authorities', authority.id);
        }
      }
      return struck.length;
    },
  };
}
