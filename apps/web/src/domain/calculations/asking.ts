import { type HmrcCall, type HmrcResult } from '@quarterday/hmrc-client';

import {
  type CallOutcome,
  type CapturedHeaders,
  type Purpose,
  reasonText,
  refusingMany,
} from '../connections/index.ts';
import { type CalculationDeps } from './deps.ts';

/** A question to HMRC by the person whom it is about. */
export interface Question<T> {
  ownerId: string;
  captured: CapturedHeaders;
  purpose: Purpose;
  invoke: (call: HmrcCall, nino: string) => Promise<HmrcResult<T>>;
}

/** Why nothing came of a question; `not-ready` where HMRC said that it has not finished. */
export interface NotAnswered {
  ok: false;
  reason: 'not-connected' | 'expired' | 'refused' | 'not-ready' | 'busy' | 'unreachable';
  sentence: string;
}

/** What HMRC said, null where it has nothing. */
export interface Answered<T> {
  ok: true;
  value: T | null;
  askedAt: Date;
  correlationId: string | null;
}

type Failed = Extract<CallOutcome<unknown>, { ok: false }>;

/** Asks HMRC what a person wants to see at once; nothing of it is kept. */
export function createAsking({ connections, clock }: Pick<CalculationDeps, 'connections' | 'clock'>) {
  return async function ask<T>({
    ownerId,
    captured,
    purpose,
    invoke,
  }: Question<T>): Promise<Answered<T> | NotAnswered> {
    const view = await connections.view(ownerId);
    if (view.id === null || view.status !== 'connected') {
      const reason = view.status === 'expired' ? 'expired' : 'not-connected';
      return { ok: false, reason, sentence: 'HMRC can only be asked while your account is connected.' };
    }
    const outcome = await connections.callHmrc({
      connectionId: view.id,
      purpose,
      freshness: 'live',
      priority: 'person',
      fraudPreventionHeaders: captured.headers,
      invoke,
    });
    const askedAt = clock.now();
    if (outcome.ok) {
      return { ok: true, value: outcome.value, askedAt, correlationId: outcome.answer.correlationId };
    }
    if (outcome.failure?.meaning.outcome === 'nothing-there') {
      return { ok: true, value: null, askedAt, correlationId: outcome.failure.correlationId };
    }
    return { ok: false, ...whyNot(outcome) };
  };
}

export type Ask = ReturnType<typeof createAsking>;

function whyNot(outcome: Failed): Omit<NotAnswered, 'ok'> {
  switch (outcome.kind) {
    case 'reconnect': {
      const { why, next } = reasonText(outcome.reason);
      return { reason: 'expired', sentence: `${why} ${next}` };
    }
    case 'storm':
      return { reason: 'busy', sentence: refusingMany };
    case 'retry':
      if (outcome.failure?.meaning.outcome === 'wait') {
        return { reason: 'not-ready', sentence: 'HMRC has not finished yet. Try again in a few minutes.' };
      }
      if (outcome.failure?.status === 429) {
        return {
          reason: 'busy',
          sentence: 'HMRC is taking fewer requests just now. Try again in a few minutes.',
        };
      }
      return {
        reason: 'unreachable',
        sentence:
          outcome.by === 'us'
            ? 'Quarterday could not ask HMRC just now. Try again in a few minutes.'
            : 'HMRC could not be reached. Try again in a few minutes.',
      };
    case 'answer':
    case 'operator':
      return { reason: 'refused', sentence: outcome.failure.meaning.sentence };
  }
}
