import { type HmrcFailure } from '@quarterday/hmrc-client';

import { isAtWork } from './rules.ts';

/**
 * Whether an answer tells what became of a request. A server fault does not: the work may have been done before it. Nor does
 * a refusal because it was done already, or is in work: HMRC's copy tells whether that was ours.
 */
export function settledBy(failure: HmrcFailure | null): 'answer' | 'not-sent' | null {
  if (failure === null) return 'answer';
  if (failure.delivery === 'not-sent') return 'not-sent';
  if (failure.delivery === 'unknown' || failure.status === null) return null;
  if (failure.meaning.outcome === 'already-done') return null;
  if (isAtWork({ codes: failure.errors.map(({ code }) => code) })) return null;
  return failure.status >= 500 || failure.kind === 'unreadable' ? null : 'answer';
}
