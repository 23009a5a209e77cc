import { type SendRow } from '../../data/submission-rows.ts';
import { type CallOutcome, type Purpose } from '../connections/index.ts';
import { type SubmissionDeps } from './deps.ts';
import { type Endings } from './endings.ts';
import { type ReadBack } from './read-back.ts';
import { isAtWork, mayStillArriveMs } from './rules.ts';
import { type Work } from './work.ts';

/** What HMRC's copy told of the requests of an attempt that have no answer. */
export type Told =
  /** HMRC took it, and the attempt has ended. */
  | { is: 'taken' }
  /**
   * It is not in HMRC's copy. Where the last request may still be on its way, or HMRC still at work on it, `mayArriveMs` is how long
   * that can last: until then it is not known that HMRC did not take it. Null where nothing is on its way any more.
   */
  | { is: 'not-there'; mayArriveMs: number | null; hasOneAlready: SendRow | null }
  /** HMRC shows no copy of this kind: only sending once more tells. */
  | { is: 'not-shown' }
  | { is: 'unknown'; outcome: Extract<CallOutcome<unknown>, { ok: false }> };

/** Finds out from HMRC's copy what became of requests without an answer, and settles those of which it tells. */
export function createUnanswered(
  { store, clock }: Pick<SubmissionDeps, 'store' | 'clock'>,
  readBack: ReadBack,
  endings: Endings,
  scaleMs: (ms: number) => number,
) {
  /** @param sends the requests that have no answer, the oldest first */
  return async function look(work: Work, sends: readonly SendRow[], purpose: Purpose): Promise<Told> {
    // Before HMRC is asked: what arrives while it answers is not in its copy either.
    const lookedAt = clock.now();
    const copy = await readBack.look(work, purpose);
    if (copy.kind === 'unknown') return { is: 'unknown', outcome: copy.outcome };
    if (copy.kind === 'none') return { is: 'not-shown' };
    if (copy.kind === 'same') {
      await endings.submittedByCopy(work, copy);
      return { is: 'taken' };
    }
    const waits = sends.map((send) => ({ send, ms: mayStillArriveMs(send, lookedAt, scaleMs) }));
    const told = waits.filter(({ ms }) => ms === null).map(({ send }) => send.id);
    await store.settleByCopy(work.attempt.id, clock.now(), told);
    const mayArriveMs = Math.max(0, ...waits.map(({ ms }) => ms ?? 0));
    return {
      is: 'not-there',
      mayArriveMs: mayArriveMs === 0 ? null : mayArriveMs,
      hasOneAlready: sends.findLast(saysItHasOne) ?? null,
    };
  };
}

/** HMRC refused it for having one already. */
const saysItHasOne = (send: SendRow): boolean =>
  send.httpStatus !== null && send.httpStatus >= 400 && send.httpStatus < 500 && !isAtWork(send);
