import { randomUUID } from 'node:crypto';

import { type HmrcFailure } from '@quarterday/hmrc-client';

import { type ConnectionRow } from '../../data/connections.ts';
import { type ConnectionDeps } from './deps.ts';
import { pause, type Priority } from './governor.ts';
import { type ConnectionReason } from './rules.ts';
import { createSeals } from './seals.ts';

/** A usable access token, and the generation it is of. */
export interface GivenToken {
  accessToken: string;
  generation: number;
}

/** Why there is no token. */
export type NoToken =
  /** With HMRC's refusal, where it came just now. */
  | { kind: 'reconnect'; reason: string; failure: HmrcFailure | null }
  | { kind: 'operator'; failure: HmrcFailure }
  /** `by` says whose fault the wait is: HMRC's, or ours. */
  | { kind: 'retry'; by: 'hmrc' | 'us'; because: string; afterMs: number };

export type TokenOutcome = ({ ok: true } & GivenToken) | ({ ok: false } & NoToken);

/** How fresh the token must be. */
export interface TokenWish {
  /** `live`: any that HMRC still takes. `fresh`: renewed within the last five minutes. */
  freshness: 'live' | 'fresh';
  /** Only a generation newer than this one will do: HMRC refused the one named. */
  newerThan?: number;
  priority: Priority;
}

const freshForMs = 5 * 60 * 1000;
/** A token this close to its end may die on its way. */
const spareMs = 60 * 1000;
/** HMRC's token endpoint may take this long; the client's own limit is shorter. */
const callMs = 15_000;
/** Longer than the wait for the governor and the call together, so that an owner seldom outlives its lease. */
const leaseMs = 25_000;
const governorMs = 8_000;
const waitForOwnerMs = 150;
/** HMRC says `invalid_request` while another refresh of the same token runs, and for nothing else that waiting mends. */
const inProgressRetries = 5;
const inProgressWaitMs = 1_000;
const longestWaitMs = 45_000;
/** Together some ten seconds, as long as a database takes to come back. */
const storeTries = 8;
const betweenStoresMs = 400;

/**
 * Gives access tokens, and renews them: one refresh at a time for a connection, over all processes.
 *
 * The lease decides who calls HMRC; the generation alone decides what is stored. The answer's first use is one durable
 * write by compare-and-set on the generation, so that it lands even when the lease ran out meanwhile.
 */
export function createTokens(deps: ConnectionDeps) {
  const { store, clock, governor, hmrc, log, alerts } = deps;
  const seals = createSeals(deps.sealer);

  async function give(connectionId: string, wish: TokenWish): Promise<TokenOutcome> {
    const giveUpAt = performance.now() + longestWaitMs;
    let inProgress = 0;
    while (performance.now() < giveUpAt) {
      const row = await store.byId(connectionId);
      if (row?.status !== 'connected' || row.sealedTokens === null) {
        return { ok: false, kind: 'reconnect', reason: row?.reason ?? 'never-connected', failure: null };
      }
      if (isGoodEnough(row, wish, clock.now())) {
        const { accessToken } = await seals.openPair(row.sealedTokens, row.id, row.generation);
        return { ok: true, accessToken, generation: row.generation };
      }
      const renewed = await renew({ ...row, sealedTokens: row.sealedTokens }, wish.priority);
      if (renewed === 'wait') {
        await pause(waitForOwnerMs);
      } else if (renewed === 'in-progress') {
        inProgress += 1;
        if (inProgress > inProgressRetries) {
          await alerts.raise('token-refresh-refused', { connection: connectionId });
          return { ok: false, kind: 'retry', by: 'us', because: 'refresh-in-progress', afterMs: 0 };
        }
        await pause(inProgressWaitMs);
      } else if (renewed !== 'look-again') {
        return { ok: false, ...renewed };
      }
    }
    return { ok: false, kind: 'retry', by: 'us', because: 'refresh-under-way', afterMs: 0 };
  }

  type Renewal = 'look-again' | 'wait' | 'in-progress' | NoToken;

  async function renew(row: ConnectionRow & { sealedTokens: string }, priority: Priority): Promise<Renewal> {
    const intentId = randomUUID();
    const owner = `${deps.processId}/${intentId}`;
    const lease = await store.takeLease({
      id: row.id,
      generation: row.generation,
      owner,
      intentId,
      leaseMs,
      callMs: governorMs + callMs,
    });
    if (!lease) return 'wait';

    const giveBack = (forgetIntent: boolean) =>
      store.returnLease({ id: row.id, owner, intentId, forgetIntent: forgetIntent && !lease.inDoubt });
    try {
      await governor.admit(priority, AbortSignal.timeout(governorMs));
    } catch {
      await giveBack(true);
      return { kind: 'retry', by: 'us', because: 'busy', afterMs: 0 };
    }

    const { refreshToken } = await seals.openPair(row.sealedTokens, row.id, row.generation);
    const result = await hmrc.refreshTokens({ refreshToken, signal: AbortSignal.timeout(callMs) });
    if (result.ok) {
      const sealedTokens = await seals.sealPair(result.value, row.id, row.generation + 1);
      const now = clock.now();
      const accessTokenExpiresAt = new Date(now.getTime() + result.value.expiresInSeconds * 1000);
      const { id, generation } = row;
      const stored = await insist(() =>
        store.storeRenewed({ id, generation, sealedTokens, accessTokenExpiresAt, now }),
      );
      if (!stored) log.warn({ connection: row.id }, 'a renewed pair came after a newer one and was dropped');
      return 'look-again';
    }
    return settleRefusal(row, { failure: result.failure, inDoubt: lease.inDoubt, intentId, giveBack });
  }

  /** The old pair is dead: a database that is away for a moment must not cost the landlord their connection. */
  async function insist<T>(write: () => Promise<T>): Promise<T> {
    for (let tried = 1; ; tried += 1) {
      try {
        return await write();
      } catch (error) {
        if (tried === storeTries) throw error;
        log.warn({ err: error, tried }, 'a renewed pair could not be stored yet');
        await pause(betweenStoresMs * tried);
      }
    }
  }

  async function settleRefusal(
    row: ConnectionRow,
    call: {
      failure: HmrcFailure;
      inDoubt: boolean;
      intentId: string;
      giveBack: (forgetIntent: boolean) => Promise<void>;
    },
  ): Promise<Renewal> {
    const { failure, giveBack } = call;
    const { outcome } = failure.meaning;
    if (outcome === 'authorisation-lost' || outcome === 'refresh-and-replay') {
      // Another owner may have used this token a moment ago, and its answer may still be on the way.
      if (await store.otherIntentOpen(row.id, row.generation, call.intentId)) {
        await giveBack(false);
        return 'wait';
      }
      const reason: ConnectionReason = call.inDoubt ? 'lost-during-renewal' : 'authority-ended';
      const expired = await expire(row, row.generation, reason, failure.correlationId);
      return expired ? { kind: 'reconnect', reason, failure } : 'look-again';
    }
    if (outcome === 'operator-fault' || outcome === 'malformed') {
      await giveBack(true);
      await alerts.raise('hmrc-refuses-our-credentials', {
        hmrcCode: failure.meaning.code,
        operation: 'token',
      });
      return { kind: 'operator', failure };
    }
    if (outcome === 'wait') {
      await giveBack(true);
      return 'in-progress';
    }
    // HMRC may have rotated the pair although its answer was lost: the intent stays and says so.
    await giveBack(failure.delivery === 'not-sent' || failure.status === 429);
    if (failure.status === 429) await governor.holdBack(failure.retryAfterMs ?? 0);
    return { kind: 'retry', by: 'hmrc', because: failure.meaning.code, afterMs: failure.retryAfterMs ?? 0 };
  }

  /** Marks a connection expired; false when its tokens moved on meanwhile, so that HMRC's refusal was of an old one. */
  async function expire(
    row: Pick<ConnectionRow, 'id'>,
    generation: number,
    reason: ConnectionReason,
    correlationId: string | null,
  ): Promise<boolean> {
    const done = await store.expire({ id: row.id, generation, reason, correlationId, now: clock.now() });
    if (done) log.info({ connection: row.id, reason, correlationId }, 'a connection to HMRC has expired');
    return done;
  }

  return { give, expire };
}

export type Tokens = ReturnType<typeof createTokens>;

function isGoodEnough(row: ConnectionRow, wish: TokenWish, now: Date): boolean {
  if (wish.newerThan !== undefined && row.generation <= wish.newerThan) return false;
  if (row.accessTokenExpiresAt === null || row.refreshedAt === null) return false;
  if (row.accessTokenExpiresAt.getTime() - spareMs <= now.getTime()) return false;
  if (wish.newerThan !== undefined || wish.freshness === 'live') return true;
  const age = now.getTime() - row.refreshedAt.getTime();
  return age >= 0 && age < freshForMs;
}
