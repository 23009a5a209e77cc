import { randomUUID } from 'node:crypto';

import { type SendRow } from '../../data/submission-rows.ts';
import { type SubmissionDeps } from './deps.ts';
import { askEvent } from './events.ts';
import { stillAsking } from './news.ts';
import { untoldAskMs } from './rules.ts';
import { type StepEnd, type Work } from './work.ts';

/**
 * What becomes of an attempt whose answer was lost where HMRC shows no copy, and refuses the same again for a reason that does not
 * tell, such as coming late: nobody here can know whether it was taken. It is called neither submitted nor failed; its owner is told
 * how to find out, and HMRC is asked ever more rarely, and then not any more.
 */
export function createUntold(deps: SubmissionDeps, scaleMs: (ms: number) => number) {
  const { store, clock, connections } = deps;

  async function wait(work: Work, afterMs: number | null): Promise<StepEnd> {
    const { attempt, connectionId, submission } = work;
    const now = clock.now();
    const next =
      afterMs === null
        ? null
        : {
            at: new Date(now.getTime() + afterMs),
            event: { ...askEvent(attempt.id, connectionId, randomUUID()), afterMs },
          };
    const word = await stillAsking(connections, work, 'untold', now);
    await store.askLater(attempt.id, 'untold', next, word);
    // A disconnection may have waited for an answer that does not come.
    await connections.finishDisconnect(submission.ownerId);
    return { next: 'stop' };
  }

  return {
    /** @param unsettled the sends that had no answer, the oldest first */
    askRarely(work: Work, unsettled: readonly SendRow[]): Promise<StepEnd> {
      const since = unsettled[0]?.sentAt ?? work.attempt.requestedAt;
      const afterMs = untoldAskMs(clock.now().getTime() - since.getTime());
      return wait(work, afterMs === null ? null : scaleMs(afterMs));
    },
    /** Where HMRC can't even be asked any more: nobody is made to reconnect for an answer that would not tell. */
    askNoMore: (work: Work): Promise<StepEnd> => wait(work, null),
  };
}
