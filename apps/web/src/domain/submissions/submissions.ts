import { randomUUID } from 'node:crypto';

import { wakeAttemptsHeldByStorm, wakeWaitingAttempts } from '../../data/waiting-attempts.ts';
import { type SubmissionStore } from '../../data/submissions.ts';
import { type ConnectionHooks, readCapturedHeaders } from '../connections/index.ts';
import { createAdjustments } from './adjustments/adjustments.ts';
import { createAllowanceClaims } from './annual/allowance-claim.ts';
import { createAnnualSummaries } from './annual/annual-summaries.ts';
import { type SubmissionDeps } from './deps.ts';
import { createStatements } from './end-of-period/statements.ts';
import { askEvent, goOnEvent } from './events.ts';
import { createFinanceCosts } from './finance-costs/finance-costs.ts';
import { createIncomeAfterEnd } from './foreign/after-end.ts';
import { createLinking } from './foreign/linking.ts';
import { createForeignRegistrations } from './foreign/registrations.ts';
import { createDeclarations } from './final-declaration/declarations.ts';
import { createGiveUp } from './give-up.ts';
import { createSubmissionNews } from './news.ts';
import { createLosses } from './losses/losses.ts';
import { createRentARoom } from './rent-a-room/rent-a-room.ts';
import { createCorrections } from './quarterly/corrections.ts';
import { createExpenseStyleChoice } from './quarterly/expense-styles.ts';
import { createQuarterTypes } from './quarterly/quarter-types.ts';
import { createRequests, type UpdatePeriod } from './request.ts';
import { outstanding } from './rules.ts';
import { createSteps } from './steps.ts';
import { createViews } from './view.ts';

/** Submissions: what may be sent, what was, and what became of it. */
export function createSubmissions(deps: SubmissionDeps, options: { scaleMs: (ms: number) => number }) {
  const requests = createRequests(deps);
  const views = createViews(deps, requests);
  const steps = createSteps(deps, options.scaleMs);
  const foreignRegistrations = createForeignRegistrations(deps);
  const { askHmrc, giveUp, keepAsking } = createGiveUp(deps, steps, options.scaleMs);

  /** Notes a wait before the engine's next try, reckoned in real time, for the attempt's page. */
  async function noteRetry(
    event: { attemptId: string },
    retry: { step: string; tried: number; nextTryAt: Date },
  ): Promise<void> {
    const nextTryAt = deps.clock.atRealTime(retry.nextTryAt);
    await deps.store.noteStep(event.attemptId, { step: retry.step, tries: retry.tried, nextTryAt });
  }

  /** The quarters HMRC has no update for yet. */
  async function openPeriods(ownerId: string): Promise<UpdatePeriod[]> {
    const [periods, all] = await Promise.all([requests.periods(ownerId), views.list(ownerId)]);
    return outstanding(periods, all);
  }

  return {
    ...views,
    periods: requests.periods,
    openPeriods,
    annual: createAnnualSummaries(deps, requests, views),
    adjustments: createAdjustments(deps, requests, views),
    statements: createStatements(deps, views),
    losses: createLosses(deps, views),
    declarations: createDeclarations(deps, views),
    quarterTypes: createQuarterTypes(deps, requests, views, options),
    corrections: createCorrections(deps, requests, views),
    allowanceClaim: createAllowanceClaims(deps),
    expenseStyles: createExpenseStyleChoice(deps, requests),
    financeCosts: createFinanceCosts(deps, requests, views),
    rentARoom: createRentARoom(deps, requests),
    foreignRegistrations: {
      ...foreignRegistrations,
      incomeAfterEnd: createIncomeAfterEnd(deps),
      link: createLinking(deps, foreignRegistrations),
    },
    request: requests.request,
    resubmit: requests.resubmit,
    resubmitAll: requests.resubmitAll,
    inFlight: (ownerId: string) => deps.store.inFlight(ownerId),
    steps: { fetchObligations: steps.fetchObligations, send: steps.send, askHmrc },
    noteRetry,
    giveUp,
    keepAsking,
    news: createSubmissionNews(deps),
  };
}

export type Submissions = ReturnType<typeof createSubmissions>;

/** What connections, which submissions are built on, ask of them. */
export function hooksForConnections(store: SubmissionStore): ConnectionHooks {
  return {
    onConnected: (tx, connection) =>
      wakeWaitingAttempts(tx, connection.ownerId, (attemptId) =>
        askEvent(attemptId, connection.id, randomUUID()),
      ),
    onStormOver: (tx, stormId) =>
      wakeAttemptsHeldByStorm(
        tx,
        (kind, attemptId, connectionId) => goOnEvent(kind, attemptId, connectionId, stormId),
        betweenWokenMs,
      ),
    inFlight: (ownerId) => store.inFlight(ownerId),
    waitingClick: async (ownerId) => {
      const waiting = await store.waitingForStorm(ownerId);
      return waiting && readCapturedHeaders(waiting.headers).headers;
    },
  };
}

/** Each of them renews its tokens and sends: a little under what HMRC takes of the whole application. */
const betweenWokenMs = 1_000;
