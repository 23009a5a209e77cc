import { type HmrcCall, type HmrcResult } from '@quarterday/hmrc-client';

import { type CallOutcome, type CapturedHeaders, type Purpose, reasonText } from '../connections/index.ts';
import { type SubmissionDeps } from './deps.ts';
import { pleaseReconnect } from './rules.ts';

type Refused = Extract<CallOutcome<unknown>, { ok: false }> | { ok: false; kind: 'not-connected' };

/** What came of asking HMRC, or of telling it. */
export type AskResult = { ok: true } | { ok: false; sentence: string };

/** Makes calls of HMRC's for a person who waits for the answer. */
export function createAsking({ connections }: Pick<SubmissionDeps, 'connections'>) {
  return async function ask<T>(
    ownerId: string,
    purpose: Purpose,
    captured: CapturedHeaders,
    invoke: (call: HmrcCall, nino: string) => Promise<HmrcResult<T>>,
  ): Promise<CallOutcome<T> | { ok: false; kind: 'not-connected' }> {
    const { status, id, disconnectRequestedAt } = await connections.view(ownerId);
    if (id === null || status !== 'connected' || disconnectRequestedAt) {
      return { ok: false, kind: 'not-connected' };
    }
    return connections.callHmrc({
      connectionId: id,
      purpose,
      freshness: 'live',
      priority: 'person',
      fraudPreventionHeaders: captured.headers,
      invoke,
    });
  };
}

/** Whether HMRC said that it has nothing of the kind. */
export const isNothingThere = (outcome: Refused): boolean =>
  outcome.kind === 'answer' && outcome.failure.meaning.outcome === 'nothing-there';

/** Why HMRC could not be asked, or what it said, in a sentence for the page. */
export function sentenceOf(outcome: Refused): string {
  switch (outcome.kind) {
    case 'not-connected':
      return 'Your HMRC account is not connected, so HMRC could not be asked.';
    case 'reconnect': {
      const { why, next } = reasonText(outcome.reason);
      return `${pleaseReconnect}. ${why} ${next}`;
    }
    case 'operator':
    case 'answer':
      return outcome.failure.meaning.sentence;
    case 'storm':
    case 'retry':
      return 'HMRC could not be reached just now. Nothing of yours is lost: try again in a few minutes.';
  }
}
