import { type HmrcAnswer, type HmrcCall, type HmrcFailure, type HmrcResult } from '@quarterday/hmrc-client';

import { type ConnectionDeps } from './deps.ts';
import { type Priority } from './governor.ts';
import { type NoToken } from './renewal.ts';
import { type ConnectionReason, reasonOfRefusal } from './rules.ts';
import { createSeals } from './seals.ts';
import { type Purpose, type SecretUse } from './secret-uses.ts';
import { type Storms } from './storm/storms.ts';
import { type Tokens } from './tokens.ts';

/** How a call on a landlord's behalf ended. */
export type CallOutcome<T> =
  | { ok: true; value: T; answer: HmrcAnswer }
  /** HMRC no longer lets us act: the connection is expired, or was not there. */
  | { ok: false; kind: 'reconnect'; reason: string; failure: HmrcFailure | null }
  /** Our own credentials or request are at fault; the operator was told. */
  | { ok: false; kind: 'operator'; failure: HmrcFailure }
  /** HMRC refuses everybody at present. Nobody is blamed; what waits is woken when that is over. */
  | { ok: false; kind: 'storm'; failure: HmrcFailure | null }
  /** Nothing is wrong that waiting will not mend. */
  | {
      ok: false;
      kind: 'retry';
      by: 'hmrc' | 'us';
      because: string;
      afterMs: number;
      failure: HmrcFailure | null;
    }
  /** HMRC's answer concerns what was asked. */
  | { ok: false; kind: 'answer'; failure: HmrcFailure };

/** A call to make with a landlord's token. */
export interface CallRequest<T> {
  connectionId: string;
  /** What for: stands in the audit log. */
  purpose: Purpose;
  /** `fresh` starts by renewing, as every submission does. */
  freshness: 'live' | 'fresh';
  priority: Priority;
  fraudPreventionHeaders: Readonly<Record<string, string>>;
  /** Makes the call. Runs again, once, when HMRC refused the token and a newer one was found. */
  invoke(call: HmrcCall, nino: string): Promise<HmrcResult<T>>;
}

/**
 * Calls HMRC for a landlord: token, governor, call, and what a refusal means for the connection.
 *
 * The function it makes takes the use that the call belongs to, for steps of several calls.
 */
export function createCaller(deps: ConnectionDeps, tokens: Tokens, storms: Storms) {
  const seals = createSeals(deps.sealer);

  return async function callHmrc<T>(
    request: Omit<CallRequest<T>, 'purpose'>,
    use: SecretUse,
  ): Promise<CallOutcome<T>> {
    const row = await tokens.look(request.connectionId);
    if (!row?.sealedNino) return { ok: false, kind: 'reconnect', reason: 'never-connected', failure: null };
    const nino = await seals.openNino(row.sealedNino, row.id, use);

    let refused: { generation: number; failure: HmrcFailure } | undefined;
    for (let round = 1; round <= 3; round += 1) {
      const wish = {
        freshness: request.freshness,
        priority: request.priority,
        ...(refused ? { newerThan: refused.generation } : {}),
      };
      const token = await tokens.give(row.id, wish, use);
      if (!token.ok) return withoutToken(token);

      await deps.governor.admit(request.priority);
      const result = await request.invoke(
        { accessToken: token.accessToken, fraudPreventionHeaders: request.fraudPreventionHeaders },
        nino,
      );
      if (result.ok) return { ok: true, value: result.value, answer: result.answer };

      const { failure } = result;
      if (failure.meaning.outcome === 'refresh-and-replay') {
        const forced = refused !== undefined && token.generation > refused.generation;
        if (forced) return lose(row, token.generation, failure, 'token-refused');
        refused = { generation: token.generation, failure };
        continue;
      }
      if (failure.meaning.outcome === 'authorisation-lost') {
        return lose(row, token.generation, failure, reasonOfRefusal(failure.meaning.code));
      }
      return settle(failure);
    }
    return { ok: false, kind: 'retry', by: 'us', because: 'tokens-in-motion', afterMs: 0, failure: null };
  };

  async function lose<T>(
    row: { id: string; authorityEndsOn: string | null },
    generation: number,
    failure: HmrcFailure,
    reason: ConnectionReason,
  ): Promise<CallOutcome<T>> {
    const { correlationId } = failure;
    const { id, authorityEndsOn } = row;
    const verdict = await storms.judge({
      ...{ id, generation, authorityEndsOn, reason, correlationId },
      call: null,
    });
    if (verdict === 'expired') return { ok: false, kind: 'reconnect', reason, failure };
    if (verdict === 'held') return { ok: false, kind: 'storm', failure };
    // The landlord reconnected, or another process renewed, while this answer was on its way.
    const now = await deps.store.tokensOf(row.id);
    return now?.status === 'connected'
      ? { ok: false, kind: 'retry', by: 'us', because: 'tokens-in-motion', afterMs: 0, failure }
      : { ok: false, kind: 'reconnect', reason: now?.reason ?? reason, failure };
  }

  async function settle<T>(failure: HmrcFailure): Promise<CallOutcome<T>> {
    switch (failure.meaning.outcome) {
      case 'operator-fault':
        await deps.alerts.raise('hmrc-refuses-our-application', {
          hmrcCode: failure.meaning.code,
          status: failure.status,
          correlationId: failure.correlationId,
        });
        return { ok: false, kind: 'operator', failure };
      case 'try-again':
      case 'wait':
        if (failure.status === 429) await deps.governor.holdBack(failure.retryAfterMs ?? 0);
        return {
          ok: false,
          kind: 'retry',
          by: 'hmrc',
          because: failure.meaning.code,
          afterMs: failure.retryAfterMs ?? 0,
          failure,
        };
      default:
        return { ok: false, kind: 'answer', failure };
    }
  }
}

function withoutToken<T>(token: NoToken): CallOutcome<T> {
  switch (token.kind) {
    case 'reconnect':
      return { ok: false, kind: 'reconnect', reason: token.reason, failure: token.failure };
    case 'operator':
      return { ok: false, kind: 'operator', failure: token.failure };
    case 'storm':
    case 'retry':
      return { ok: false, ...token, failure: null };
  }
}
