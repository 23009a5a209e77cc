import { randomUUID } from 'node:crypto';

import { type HmrcFailure } from '@quarterday/hmrc-client';

import { type TokenRow } from '../../data/token-renewals.ts';
import { type ConnectionDeps } from './deps.ts';
import { pause, type Priority } from './governor.ts';
import { type ConnectionReason } from './rules.ts';
import { createSeals } from './seals.ts';
import { type SecretUse } from './secret-uses.ts';
import { type Storms } from './storm/storms.ts';
import { usualTiming } from './timing.ts';

/** Why there is no token. */
export type NoToken =
  /** With HMRC's refusal, where it came just now. */
  | { kind: 'reconnect'; reason: string; failure: HmrcFailure | null }
  | { kind: 'operator'; failure: HmrcFailure }
  /** HMRC refuses everybody at present: nobody is blamed, and whoever waits is woken when that is over. */
  | { kind: 'storm' }
  /** `by` says whose fault the wait is: HMRC's, or ours. */
  | { kind: 'retry'; by: 'hmrc' | 'us'; because: string; afterMs: number };

/** How one try to renew a pair ended. */
export type Renewal =
  | { kind: 'renewed'; accessToken: string; generation: number }
  /** The row has moved on: read it again. */
  | { kind: 'look-again' }
  /** Somebody else is at it. */
  | { kind: 'wait' }
  /** HMRC says that a refresh of this token is running. */
  | { kind: 'in-progress' }
  | NoToken;

export type RenewableRow = TokenRow & { sealedTokens: string };

/** Together some ten seconds, as long as a database takes to come back. */
const storeTries = 8;
const betweenStoresMs = 400;

/**
 * Renews a pair: one call to HMRC at a time for a connection, over all processes.
 *
 * The lease decides who calls HMRC; the generation alone decides what is stored. The answer's first use is one durable
 * write by compare-and-set on the generation, so that it lands even when the lease ran out meanwhile.
 */
export function createRenewal(deps: ConnectionDeps, storms: Storms) {
  const { store, clock, governor, hmrc, log, alerts } = deps;
  const seals = createSeals(deps.sealer);
  const timing = { ...usualTiming, ...deps.timing };

  return async function renew(row: RenewableRow, priority: Priority, use: SecretUse): Promise<Renewal> {
    const intentId = randomUUID();
    const owner = `${deps.processId}/${intentId}`;
    const lease = await store.takeLease({
      id: row.id,
      generation: row.generation,
      owner,
      intentId,
      leaseMs: timing.leaseMs,
      callMs: timing.governorMs + timing.callMs,
    });
    if (!lease) return { kind: 'wait' };

    const giveBack = (forgetIntent: boolean) =>
      store.returnLease({ id: row.id, owner, intentId, forgetIntent: forgetIntent && !lease.inDoubt });
    try {
      await governor.admit(priority, AbortSignal.timeout(timing.governorMs));
    } catch {
      await giveBack(true);
      return { kind: 'retry', by: 'us', because: 'busy', afterMs: 0 };
    }

    const refreshToken = await seals.openRefreshToken(row.sealedTokens, row.id, row.generation, use);
    const result = await hmrc.refreshTokens({ refreshToken, signal: AbortSignal.timeout(timing.callMs) });
    if (!result.ok) {
      return settleRefusal(row, { failure: result.failure, inDoubt: lease.inDoubt, intentId, giveBack });
    }
    const { id } = row;
    const generation = row.generation + 1;
    const sealedTokens = await seals.sealPair(result.value, id, generation);
    const now = clock.now();
    const stored = await insist(() =>
      store.storeRenewed({
        id,
        generation: row.generation,
        sealedTokens,
        accessTokenExpiresAt: new Date(now.getTime() + result.value.expiresInSeconds * 1000),
        correlationId: result.answer.correlationId,
        now,
      }),
    );
    if (stored) return { kind: 'renewed', accessToken: result.value.accessToken, generation };
    log.warn({ connection: id }, 'a renewed pair came after a newer one and was dropped');
    return { kind: 'look-again' };
  };

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
    row: RenewableRow,
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
        return { kind: 'wait' };
      }
      const reason: ConnectionReason = call.inDoubt ? 'lost-during-renewal' : 'authority-ended';
      const { id, generation, authorityEndsOn } = row;
      const { correlationId } = failure;
      const { inDoubt, intentId } = call;
      const verdict = await storms.judge({
        ...{ id, generation, authorityEndsOn, reason, correlationId },
        call: { intentId, inDoubt },
      });
      if (verdict === 'expired') return { kind: 'reconnect', reason, failure };
      return { kind: verdict === 'held' ? 'storm' : 'look-again' };
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
      // A refresh that runs is one whose answer we may never hear: if the pair turns out dead, that is how it was lost.
      await giveBack(false);
      return { kind: 'in-progress' };
    }
    // HMRC may have rotated the pair although its answer was lost: the intent stays and says so.
    await giveBack(failure.delivery === 'not-sent' || failure.status === 429);
    if (failure.status === 429) await governor.holdBack(failure.retryAfterMs ?? 0);
    return { kind: 'retry', by: 'hmrc', because: failure.meaning.code, afterMs: failure.retryAfterMs ?? 0 };
  }
}
