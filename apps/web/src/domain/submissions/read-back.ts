import { type CallOutcome, type Purpose } from '../connections/index.ts';
import { type SubmissionDeps } from './deps.ts';
import { sameFigures } from './rules.ts';
import { type Work } from './work.ts';

/** What HMRC's own copy tells of an attempt. */
export type Copy =
  | { kind: 'same'; correlationId: string | null }
  | { kind: 'different' }
  | { kind: 'unknown'; outcome: Extract<CallOutcome<unknown>, { ok: false }> };

/** Reads HMRC's copy of the year to date and compares it with what was sent. */
export function createReadBack(deps: SubmissionDeps) {
  async function look(work: Work, purpose: Purpose): Promise<Copy> {
    const { submission } = work;
    const outcome = await deps.connections.callHmrc({
      connectionId: work.connectionId,
      purpose,
      freshness: 'live',
      priority: 'background',
      fraudPreventionHeaders: work.headers,
      invoke: (call, nino) =>
        deps.hmrc.getUkPropertyCumulative(call, {
          nino,
          businessId: submission.businessId,
          taxYear: submission.taxYear,
        }),
    });
    if (outcome.ok) {
      const { income = {}, expenses = {}, ...dates } = outcome.value;
      const there = { ...dates, income: { ...income }, expenses: { ...expenses } };
      return sameFigures(there, work.figures)
        ? { kind: 'same', correlationId: outcome.answer.correlationId }
        : { kind: 'different' };
    }
    // Nothing there at all: HMRC has no update of this year.
    const empty = outcome.kind === 'answer' && outcome.failure.meaning.outcome === 'nothing-there';
    return empty ? { kind: 'different' } : { kind: 'unknown', outcome };
  }

  return { look };
}
