import { type AttemptRow, type SendRow } from '../../data/submission-rows.ts';
import { type SubmissionDeps } from './deps.ts';
import { askAgainEvent } from './events.ts';
import { stillAsking } from './news.ts';
import { couldNotBeReached, isAtWork } from './rules.ts';
import { type Steps } from './steps.ts';
import { onItsWay, type StepEnd, stillOnItsWay, type Work } from './work.ts';

/** After a round of asking in vain, the next begins this much later. */
const nextRoundMs = 60 * 60 * 1000;

const dayMs = 24 * 60 * 60 * 1000;

/** What happens when the engine's tries are used up: HMRC's copy is read, and nothing is guessed. */
export function createGiveUp(deps: SubmissionDeps, steps: Steps, scaleMs: (ms: number) => number) {
  const { store, clock } = deps;

  /** Step `ask-hmrc`: asks whether HMRC took an attempt, and ends it when the answer is known. */
  async function askHmrc(event: { attemptId: string; connectionId: string }): Promise<StepEnd> {
    const work = await steps.takeUp(event);
    if (!work) return { next: 'stop' };
    await store.enterStep(work.attempt.id, 'ask-hmrc', 'hmrc');
    const unsettled = await store.unsettled(work.attempt.id);
    if (unsettled.length === 0) {
      await failUnsent(work);
      return { next: 'stop' };
    }
    const told = await steps.lookForUnanswered(work, unsettled, 'ask-hmrc');
    if (told.is === 'taken') return { next: 'stop' };
    // Without a copy to read, sending once more tells: HMRC refuses what it has already.
    if (told.is === 'not-shown') return steps.sendNow(work);
    if (told.is === 'not-there') {
      if (told.mayArriveMs !== null) return stillOnItsWay(told.mayArriveMs);
      await failNotThere(work, unsettled, told.hasOneAlready);
      return { next: 'stop' };
    }
    if (told.outcome.kind === 'reconnect') return steps.waitForReconnect(work);
    if (told.outcome.kind === 'storm') return steps.waitForStorm(work);
    const afterMs = told.outcome.kind === 'retry' ? told.outcome.afterMs : 0;
    return { next: 'retry', because: 'copy-unreadable', afterMs };
  }

  /** Called once when the tries of a step are used up. */
  async function giveUp(event: { attemptId: string; connectionId: string }): Promise<void> {
    const work = await steps.takeUp(event);
    if (!work) return;
    if ((await store.unsettled(work.attempt.id)).length === 0) {
      await failUnsent(work);
      return;
    }
    const end = await askHmrc(event).catch((error: unknown): StepEnd => {
      deps.log.error({ err: error, attempt: event.attemptId }, 'HMRC’s copy could not be asked for');
      return { next: 'retry', because: 'error', afterMs: 0 };
    });
    if (end.next !== 'retry') return;
    const afterMs = end.because === onItsWay ? end.afterMs : undefined;
    await keepAsking(event, event.attemptId, afterMs);
  }

  /**
   * Nobody knows yet whether HMRC took it: it stays processing, and HMRC is asked again later.
   *
   * @param eventId the event that asked in vain; the next one's id follows from it, so that telling twice asks once
   * @param afterMs when HMRC's copy can tell, where that is known
   */
  async function keepAsking(
    event: { attemptId: string; connectionId: string },
    eventId: string,
    afterMs = scaleMs(nextRoundMs),
  ): Promise<void> {
    const asked = await store.attempt(event.attemptId, event.connectionId);
    if (!asked) return;
    const now = clock.now();
    await alertIfLong(asked.attempt, now);
    const next = {
      at: new Date(now.getTime() + afterMs),
      event: { ...askAgainEvent(event.attemptId, event.connectionId, eventId), afterMs },
    };
    const word = await stillAsking(deps.connections, asked, 'hmrc', now);
    await store.askLater(event.attemptId, 'hmrc', next, word);
  }

  const kept = 'Your figures are kept: choose “Resubmit” when you are ready.';

  /** Nothing is with HMRC, and no try is left. Whose fault that is was noted with the last try. */
  async function failUnsent(work: Work): Promise<void> {
    if (work.attempt.heldUpBy === 'hmrc') {
      await steps.endings.fail(work, {
        code: 'TRIES_USED_UP',
        sentence: `${couldNotBeReached}. Nothing of this ${work.flow.noun} has arrived there. ${kept}`,
        owner: 'hmrc',
      });
      return;
    }
    await deps.alerts.raise('submission-given-up', {
      attempt: work.attempt.id,
      step: work.attempt.step,
    });
    await steps.endings.fail(work, {
      code: 'OUR_FAULT',
      sentence: `Something did not work in Quarterday itself, so nothing was sent to HMRC. This is our fault, not yours, and whoever runs this Quarterday has been told. ${kept}`,
      owner: 'operator',
    });
  }

  /** HMRC's copy does not hold it, and nothing of it is on its way any more. */
  async function failNotThere(
    work: Work,
    sends: readonly SendRow[],
    hasOneAlready: SendRow | null,
  ): Promise<void> {
    if (hasOneAlready !== null && work.flow.doneElsewhere !== undefined) {
      await steps.failDoneElsewhere(work, hasOneAlready.correlationId);
      return;
    }
    const { lostConnection } = work.attempt;
    const last = sends.at(-1);
    const why = lostConnection
      ? `Your connection to HMRC was lost while this ${work.flow.noun} was on its way`
      : last && isAtWork(last)
        ? `HMRC was at work on a ${work.flow.noun} that it had before`
        : couldNotBeReached;
    await steps.endings.fail(work, {
      code: 'NOT_TAKEN',
      sentence: `${why}. We have read HMRC’s own copy: this ${work.flow.noun} is not in it. ${kept}`,
      owner: 'hmrc',
    });
  }

  /** An answer that does not come for so long is no passing fault, and whoever runs this should look what it is. */
  async function alertIfLong({ id, step, requestedAt }: AttemptRow, now: Date): Promise<void> {
    const [oldest] = await store.unsettled(id);
    const forMs = now.getTime() - (oldest?.sentAt ?? requestedAt).getTime();
    if (forMs < scaleMs(dayMs)) return;
    const detail = { attempt: id, step, hours: Math.floor(forMs / 3_600_000) };
    await deps.alerts.raise('hmrc-copy-unreadable', detail, { mailEveryMs: scaleMs(dayMs) });
  }

  return { askHmrc, giveUp, keepAsking };
}
