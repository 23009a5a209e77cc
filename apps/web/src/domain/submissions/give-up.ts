import { type SubmissionDeps } from './deps.ts';
import { askAgainEvent } from './events.ts';
import { stillAsking } from './news.ts';
import { couldNotBeReached } from './rules.ts';
import { type Steps } from './steps.ts';
import { type StepEnd, type Work } from './work.ts';

/** After a round of asking in vain, the next begins this much later. */
const nextRoundMs = 60 * 60 * 1000;

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
    const copy = await steps.readBack.look(work, 'ask-hmrc');
    if (copy.kind === 'same') {
      await steps.endings.submittedByCopy(work, copy);
      return { next: 'stop' };
    }
    // Without a copy to read, sending once more tells: HMRC refuses what it has already.
    if (copy.kind === 'none') return steps.sendNow(work);
    if (copy.kind === 'different') {
      await store.settleByCopy(work.attempt.id, clock.now());
      if (!(await steps.endIfDoneElsewhere(work, unsettled))) await failNotTaken(work);
      return { next: 'stop' };
    }
    if (copy.outcome.kind === 'reconnect') return steps.waitForReconnect(work);
    if (copy.outcome.kind === 'storm') return steps.waitForStorm(work);
    const afterMs = copy.outcome.kind === 'retry' ? copy.outcome.afterMs : 0;
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
    if (end.next === 'retry') await keepAsking(event, event.attemptId);
  }

  /**
   * Nobody knows yet whether HMRC took it: it stays processing, and HMRC is asked again later.
   *
   * @param eventId the event that asked in vain; the next one's id follows from it, so that telling twice asks once
   */
  async function keepAsking(
    event: { attemptId: string; connectionId: string },
    eventId: string,
  ): Promise<void> {
    const asked = await store.attempt(event.attemptId, event.connectionId);
    if (!asked) return;
    const afterMs = scaleMs(nextRoundMs);
    const now = clock.now();
    const next = {
      at: new Date(now.getTime() + afterMs),
      event: { ...askAgainEvent(event.attemptId, event.connectionId, eventId), afterMs },
    };
    const word = await stillAsking(deps.connections, asked, 'hmrc', now);
    await store.askLater(event.attemptId, 'hmrc', next, word);
  }

  const kept = 'Your figures are kept: choose “Resubmit” when you are ready.';

  /** Nothing has left, and no try is left. Whose fault that is was noted with the last try. */
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

  async function failNotTaken(work: Work): Promise<void> {
    const why = work.attempt.lostConnection
      ? `Your connection to HMRC was lost while this ${work.flow.noun} was on its way`
      : couldNotBeReached;
    await steps.endings.fail(work, {
      code: 'NOT_TAKEN',
      sentence: `${why}. We have read HMRC’s own copy: this ${work.flow.noun} is not in it. ${kept}`,
      owner: 'hmrc',
    });
  }

  return { askHmrc, giveUp, keepAsking };
}
