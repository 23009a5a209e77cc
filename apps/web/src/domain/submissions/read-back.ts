import { type CallOutcome, type Purpose } from '../connections/index.ts';
import { type SubmissionDeps } from './deps.ts';
import { type Work } from './work.ts';

/** What HMRC's own copy tells of an attempt. */
export type Copy =
  | { kind: 'same'; correlationId: string | null }
  | { kind: 'different' }
  /** HMRC shows no copy of this kind: only sending once more tells. */
  | { kind: 'none' }
  | { kind: 'unknown'; outcome: Extract<CallOutcome<unknown>, { ok: false }> };

/** Reads HMRC's copy and compares it with what was sent. */
export function createReadBack(deps: SubmissionDeps) {
  async function look(work: Work, purpose: Purpose): Promise<Copy> {
    const { readCopy } = work.flow;
    if (!readCopy) return { kind: 'none' };
    const outcome = await deps.connections.callHmrc({
      connectionId: work.connectionId,
      purpose,
      freshness: 'live',
      priority: 'background',
      fraudPreventionHeaders: work.headers,
      invoke: (call, nino) =>
        readCopy(call, { nino, submission: work.submission, figures: work.attempt.figures }),
    });
    if (outcome.ok) {
      return outcome.value
        ? { kind: 'same', correlationId: outcome.answer.correlationId }
        : { kind: 'different' };
    }
    // Nothing there at all: HMRC has nothing of this kind.
    const empty = outcome.kind === 'answer' && outcome.failure.meaning.outcome === 'nothing-there';
    return empty ? { kind: 'different' } : { kind: 'unknown', outcome };
  }

  return { look };
}
