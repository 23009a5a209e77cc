import { type SubmissionDeps } from './deps.ts';
import { askEvent } from './events.ts';
import { couldNotBeReached } from './rules.ts';
import { type Steps } from './steps.ts';
import { type StepEnd } from './work.ts';

/** After a round of asking in vain, the next begins this much later. */
const nextRoundMs = 60 * 60 * 1000;

/** What happens when the engine's tries are used up: HMRC's copy is read, and nothing is guessed. */
export function createGiveUp(deps: SubmissionDeps, steps: Steps, scaleMs: (ms: number) => number) {
  const { store, clock } = deps;

  /** Step `ask-hmrc`: asks whether HMRC took an attempt, and ends it when the answer is known. */
  async function askHmrc(event: { attemptId: string; connectionId: string }): Promise<StepEnd> {
    const work = await steps.takeUp(event);
    if (!work) return { next: 'stop' };
    await store.noteStep(work.attempt.id, { step: 'ask-hmrc', nextTryAt: null, waitingFor: 'hmrc' });
    if ((await store.unsettled(work.attempt.id)).length === 0) {
      await failUnreached(work, 'TRIES_USED_UP');
      return { next: 'stop' };
    }
    const copy = await steps.readBack.look(work);
    if (copy.kind === 'same') {
      await steps.endings.submittedByCopy(work, copy);
      return { next: 'stop' };
    }
    if (copy.kind === 'different') {
      await store.settleByCopy(work.attempt.id, clock.now());
      await failUnreached(work, 'NOT_TAKEN');
      return { next: 'stop' };
    }
    if (copy.outcome.kind === 'reconnect') return steps.waitForReconnect(work);
    const afterMs = copy.outcome.kind === 'retry' ? copy.outcome.afterMs : 0;
    return { next: 'retry', because: 'copy-unreadable', afterMs };
  }

  /** Called once when the tries of a step are used up. */
  async function giveUp(event: { attemptId: string; connectionId: string }): Promise<void> {
    const work = await steps.takeUp(event);
    if (!work) return;
    if ((await store.unsettled(work.attempt.id)).length === 0) {
      await failUnreached(work, 'TRIES_USED_UP');
      return;
    }
    const end = await askHmrc(event).catch((error: unknown): StepEnd => {
      deps.log.error({ err: error, attempt: event.attemptId }, 'HMRC’s copy could not be asked for');
      return { next: 'retry', because: 'error', afterMs: 0 };
    });
    if (end.next === 'retry') await keepAsking(event);
  }

  /** Nobody knows yet whether HMRC took it: it stays processing, and HMRC is asked again later. */
  async function keepAsking(event: { attemptId: string; connectionId: string }): Promise<void> {
    const afterMs = scaleMs(nextRoundMs);
    const nextTryAt = new Date(clock.now().getTime() + afterMs);
    const round = String(Math.floor(nextTryAt.getTime() / 1000));
    await store.askLater(event.attemptId, nextTryAt, {
      ...askEvent(event.attemptId, event.connectionId, round),
      afterMs,
    });
  }

  async function failUnreached(work: Parameters<Steps['endings']['fail']>[0], code: string): Promise<void> {
    const known =
      code === 'NOT_TAKEN'
        ? 'We have read HMRC’s own copy: this update is not in it.'
        : 'Nothing of this update has arrived there.';
    await steps.endings.fail(work, {
      code,
      sentence: `${couldNotBeReached}. ${known} Your figures are kept: choose “Resubmit” when you are ready.`,
      owner: 'hmrc',
    });
  }

  return { askHmrc, giveUp, keepAsking };
}
