import { type HmrcFailure } from '@quarterday/hmrc-client';

import { type SendRow } from '../../data/submission-rows.ts';
import { type CallOutcome, readCapturedHeaders, reasonText } from '../connections/index.ts';
import { type SubmissionDeps } from './deps.ts';
import { createEndings } from './endings.ts';
import { stillAsking } from './news.ts';
import { createReadBack } from './read-back.ts';
import { endOf } from './refusal.ts';
import { type Flow } from './flow.ts';
import { createFlows } from './flows.ts';
import { doneElsewhereCode } from './rules.ts';
import { settledBy } from './settled-by.ts';
import { createUnanswered } from './unanswered.ts';
import { createUntold } from './untold.ts';
import { type StepEnd, stillOnItsWay, type Work } from './work.ts';

const goOn: StepEnd = { next: 'go-on' };
const stop: StepEnd = { next: 'stop' };

/** The steps of submissions. Each is safe to run twice: an interrupted one runs again. */
export function createSteps(deps: SubmissionDeps, scaleMs: (ms: number) => number) {
  const { store, connections, clock } = deps;
  const flowOf = createFlows(deps);
  const endings = createEndings(deps);
  const readBack = createReadBack(deps);
  const untold = createUntold(deps, scaleMs);
  const lookForUnanswered = createUnanswered(deps, readBack, endings, scaleMs);

  type Found = Pick<Work, 'attempt' | 'submission'>;

  const workOf = (found: Found, connectionId: string): Work => ({
    ...found,
    connectionId,
    flow: flowOf(found.submission),
    headers: readCapturedHeaders(found.attempt.fraudPrevention).headers,
  });

  /** An attempt that was called failed or rejected, and of which HMRC then said that it took it. */
  async function endLate(found: Found, connectionId: string): Promise<void> {
    if (found.attempt.status === 'submitted') return;
    const taken = await store.taken(found.attempt.id);
    if (taken) await endings.submitted(workOf(found, connectionId), taken.correlationId);
  }

  /** Takes up an attempt; null once it has ended, so that a late or repeated event does nothing. */
  async function takeUp(event: { attemptId: string; connectionId: string }): Promise<Work | null> {
    const found = await store.attempt(event.attemptId, event.connectionId);
    if (!found) return null;
    if (found.attempt.status !== 'processing') {
      await endLate(found, event.connectionId);
      // A crash may have come between the end and the disconnection that waited for it.
      await connections.finishDisconnect(found.submission.ownerId);
      return null;
    }
    const work = workOf(found, event.connectionId);
    // A crash may have come between HMRC's yes and its note on the attempt: sent again, HMRC would have it twice.
    const taken = await store.taken(work.attempt.id);
    if (!taken) return work;
    await endings.submitted(work, taken.correlationId);
    return null;
  }

  /** Step `fetch-obligations`: renews the token, and asks HMRC whether it still wants this quarter. */
  async function fetchObligations(event: { attemptId: string; connectionId: string }): Promise<StepEnd> {
    const work = await takeUp(event);
    if (!work) return stop;
    await store.enterStep(work.attempt.id, 'fetch-obligations', null);
    const { ownerId, periodStartDate, periodEndDate } = work.submission;
    const outcome = await connections.askForObligations(
      { id: work.connectionId, ownerId },
      { fromDate: periodStartDate, toDate: periodEndDate },
      {
        purpose: 'fetch-obligations',
        freshness: 'fresh',
        priority: 'background',
        fraudPreventionHeaders: work.headers,
      },
    );
    if (!outcome.ok && !isNothingThere(outcome)) return settle(work, outcome);
    const listed = (outcome.ok ? outcome.value : [])
      .filter((business) => business.businessId === work.submission.businessId)
      .some((business) =>
        business.obligationDetails.some((each) => each.periodEndDate === work.submission.periodEndDate),
      );
    return listed ? goOn : failUnlisted(work);
  }

  /** HMRC lists no such quarter: nothing is sent. What was sent before and has no answer is looked for first. */
  async function failUnlisted(work: Work): Promise<StepEnd> {
    const unsettled = await store.unsettled(work.attempt.id);
    if (unsettled.length > 0) {
      const told = await lookForUnanswered(work, unsettled, 'read-back');
      if (told.is === 'unknown') return settle(work, told.outcome);
      if (told.is === 'taken') return stop;
      if (told.is === 'not-there' && told.mayArriveMs !== null) return stillOnItsWay(told.mayArriveMs);
    }
    const what = unsettled.length > 0 ? 'and its own copy does not hold this update' : 'so nothing was sent';
    await endings.fail(work, {
      code: 'NO_SUCH_OBLIGATION',
      sentence: `HMRC does not list this quarter for your business, ${what}. Look at the dates on your updates page and submit again.`,
      owner: 'landlord',
    });
    return stop;
  }

  /** The step that sends, or finds out what became of an earlier send of its own. */
  async function send(event: { attemptId: string; connectionId: string }): Promise<StepEnd> {
    const work = await takeUp(event);
    if (!work) return stop;
    await store.enterStep(work.attempt.id, work.flow.sendStep, null);
    const unsettled = await store.unsettled(work.attempt.id);
    if (unsettled.length > 0) {
      const told = await lookForUnanswered(work, unsettled, 'read-back');
      if (told.is === 'unknown') return settle(work, told.outcome);
      if (told.is === 'taken') return stop;
      if (told.is === 'not-there' && told.hasOneAlready !== null && work.flow.doneElsewhere !== undefined) {
        // Sending it again would tell the same; what HMRC has may be ours that it is about to show.
        if (told.mayArriveMs !== null) return stillOnItsWay(told.mayArriveMs);
        await failDoneElsewhere(work, told.hasOneAlready.correlationId);
        return stop;
      }
      if (told.is === 'not-there' && told.mayArriveMs !== null && work.flow.isTakenOnce) {
        return stillOnItsWay(told.mayArriveMs);
      }
    }
    return sendNow(work);
  }

  const failDoneElsewhere = (work: Work, correlationId: string | null) =>
    endings.fail(work, {
      code: doneElsewhereCode,
      sentence: work.flow.doneElsewhere ?? `HMRC has this ${work.flow.noun} already.`,
      owner: 'landlord',
      correlationId,
    });

  async function sendNow(work: Work): Promise<StepEnd> {
    const { submission, flow, attempt } = work;
    const found = await readBack.find(work, flow.sendStep);
    if (found.kind === 'unknown') return settle(work, found.outcome);
    const held = found.kind === 'held' ? found.held : null;
    const outcome = await connections.callHmrc({
      connectionId: work.connectionId,
      purpose: flow.sendStep,
      freshness: 'fresh',
      priority: 'background',
      fraudPreventionHeaders: work.headers,
      invoke: async (call, nino) => {
        // Written down before it leaves: after a crash, this row is how we know to ask HMRC first.
        const sendId = await store.beginSend({
          ownerId: submission.ownerId,
          attemptId: attempt.id,
          sentAt: clock.now(),
          body: held?.body ?? flow.body(attempt.figures, submission),
        });
        const asked = { nino, submission, figures: attempt.figures };
        const result = await (held ? held.change(call) : flow.send(call, asked));
        const failure = result.ok ? null : result.failure;
        await store.noteAnswer(sendId, {
          settledBy: isDoneWithoutCopy(flow, failure) ? 'answer' : settledBy(failure),
          answeredAt: failure === null || failure.delivery === 'answered' ? clock.now() : null,
          httpStatus: result.ok ? result.answer.status : result.failure.status,
          correlationId: result.ok ? result.answer.correlationId : result.failure.correlationId,
          codes: failure?.errors.map((error) => error.code) ?? null,
        });
        return result;
      },
    });
    if (!outcome.ok) return settle(work, outcome);
    // What is taken once was not taken before.
    if (!flow.hasCopy) await store.settleBySendingAgain(attempt.id, clock.now());
    await endings.submitted(work, outcome.answer.correlationId);
    return stop;
  }

  /** What an answer other than success means for the attempt: the table in ARCHITECTURE.md, row by row. */
  async function settle(work: Work, outcome: Extract<CallOutcome<unknown>, { ok: false }>): Promise<StepEnd> {
    const sends = await store.unsettled(work.attempt.id);
    const unsettled = sends.length > 0;
    switch (outcome.kind) {
      case 'retry':
        await store.noteStep(work.attempt.id, { heldUpBy: outcome.by });
        return { next: 'retry', because: outcome.because, afterMs: outcome.afterMs };
      case 'storm':
        return waitForStorm(work);
      case 'reconnect': {
        if (unsettled) {
          // Nobody knows yet whether HMRC took it, so it has not failed: HMRC is asked after reconnecting.
          return work.attempt.waitingFor === 'untold' ? untold.askNoMore(work) : waitForReconnect(work);
        }
        const { why, next } = reasonText(outcome.reason);
        await endings.failForReconnect(work, {
          code: outcome.failure?.meaning.code ?? outcome.reason,
          sentence: `${why} ${next}`,
          correlationId: outcome.failure?.correlationId ?? null,
        });
        return stop;
      }
      case 'operator':
        if (unsettled) return { next: 'retry', because: outcome.failure.meaning.code, afterMs: 0 };
        await endings.fail(work, endOf(work, outcome.failure));
        return stop;
      case 'answer':
        return settleAnswer(work, outcome.failure, sends);
    }
  }

  async function waitForReconnect(work: Work): Promise<StepEnd> {
    const waits = await store.waitForReconnect(
      work.attempt.id,
      work.connectionId,
      await stillAsking(connections, work, 'reconnect', clock.now(), {
        mailAfterMs: connections.lossIsSureAfterMs,
      }),
    );
    return waits ? stop : { next: 'retry', because: 'reconnected-meanwhile', afterMs: 0 };
  }

  /** Until HMRC no longer refuses everybody; none of the engine's tries is spent on that. */
  async function waitForStorm(work: Work): Promise<StepEnd> {
    const waits = await store.waitForStorm(work.attempt.id);
    return waits ? stop : { next: 'retry', because: 'storm-over-meanwhile', afterMs: 0 };
  }

  async function settleAnswer(work: Work, failure: HmrcFailure, sends: readonly SendRow[]): Promise<StepEnd> {
    const { meaning } = failure;
    const { attempt, flow } = work;
    const unsettled = sends.length > 0;
    if (isDoneWithoutCopy(flow, failure)) {
      // HMRC shows no copy of this kind; after an unanswered send of ours, that it has it already is as good.
      if (unsettled) await endings.submittedByCopy(work, { correlationId: failure.correlationId });
      else await failDoneElsewhere(work, failure.correlationId);
      return stop;
    }
    if (unsettled) {
      const isTold = flow.refusesUntaken?.includes(meaning.code) === true;
      if (!isTold && !flow.hasCopy) return untold.askRarely(work, sends);
      if (!isTold) return { next: 'retry', because: meaning.code, afterMs: 0 };
      await store.settleBySendingAgain(attempt.id, clock.now());
    }
    if (meaning.outcome === 'start-over' && flow.startOver !== undefined) {
      const sentence = `${meaning.sentence} ${flow.startOver}`;
      await endings.fail(work, { ...endOf(work, failure), sentence, owner: 'landlord' });
      return stop;
    }
    if (meaning.outcome === 'rejected' || meaning.outcome === 'start-over') {
      await endings.reject(work, endOf(work, failure));
      return stop;
    }
    // How HMRC has the landlord is between the two of them: the operator could do nothing about it.
    if (meaning.outcome !== 'not-allowed') {
      await deps.alerts.raise('hmrc-calls-our-request-malformed', {
        attempt: work.attempt.id,
        hmrcCode: meaning.code,
        status: failure.status,
        correlationId: failure.correlationId,
      });
    }
    await endings.fail(work, endOf(work, failure));
    return stop;
  }

  return {
    takeUp,
    fetchObligations,
    send,
    sendNow,
    failDoneElsewhere,
    lookForUnanswered,
    waitForReconnect,
    waitForStorm,
    endings,
    readBack,
  };
}

export type Steps = ReturnType<typeof createSteps>;

/** HMRC takes nothing of what it has already; where it shows no copy, its refusal is the last word on that send. */
const isDoneWithoutCopy = (flow: Flow, failure: HmrcFailure | null): boolean =>
  failure?.meaning.outcome === 'already-done' && !flow.hasCopy;

const isNothingThere = (outcome: Extract<CallOutcome<unknown>, { ok: false }>) =>
  outcome.kind === 'answer' && outcome.failure.meaning.outcome === 'nothing-there';
