import { type Tx } from '../../data/database.ts';
import { type NewNotice } from '../../data/notices.ts';
import { readCapturedHeaders } from '../connections/index.ts';
import { noticeOf } from '../notifications/index.ts';
import { type SubmissionDeps } from './deps.ts';
import { type SubmissionKind } from './flow.ts';
import { factsOf } from './news.ts';
import { type HmrcMessage, type Outcome, pleaseReconnect, readOutcome } from './rules.ts';
import { type Work } from './work.ts';
import { createYearEndLooks } from './year-end-looks.ts';

/** Why an attempt ended without being taken. */
export interface End {
  code: string;
  sentence: string;
  owner: string;
  correlationId?: string | null;
  messages?: HmrcMessage[];
}

/** What of an attempt's work its end needs. */
type Ending = Pick<Work, 'attempt' | 'submission' | 'connectionId'>;

/** Kinds that say of figures at HMRC that they are complete. */
const withoutFigures: ReadonlySet<SubmissionKind> = new Set(['end-of-period-statement', 'final-declaration']);

/** The ways in which an attempt ends, each once. */
export function createEndings(deps: SubmissionDeps) {
  const { store, clock, connections, calculations, log } = deps;
  const looks = createYearEndLooks(deps);

  async function end(
    work: Ending,
    status: 'submitted' | 'failed' | 'rejected',
    outcome: Outcome,
    correlationId: string | null,
  ): Promise<void> {
    const finishedAt = clock.now();
    const { ownerId } = work.submission;
    const facts = await factsOf(connections, work);
    const noticeFor = (told: Outcome) =>
      noticeOf(
        ownerId,
        { type: 'outcome', ...facts, status, sentence: told.sentence, reconnect: told.reconnect },
        finishedAt,
        { mailAfterMs: told.reconnect ? connections.lossIsSureAfterMs : 0 },
      );
    const also = (tx: Tx) => (status === 'submitted' ? estimateTax(tx, work) : Promise.resolve());
    const ended =
      (await store.end(
        work.attempt.id,
        { status, outcome, correlationId, finishedAt },
        noticeFor(outcome),
        also,
      )) ||
      (status === 'submitted' && (await correct(work, outcome, correlationId, noticeFor, also)));
    if (ended) {
      log.info(
        {
          submission: work.submission.id,
          attempt: work.attempt.id,
          status,
          hmrcCode: outcome.code,
          correlationId,
        },
        'a submission has ended',
      );
    }
    // A disconnection may have waited for this answer.
    await connections.finishDisconnect(ownerId);
  }

  /** HMRC took what was called failed or rejected before its answer came: that is put right, with what stood there kept. */
  async function correct(
    { attempt: { id }, submission: { ownerId, id: submissionId } }: Ending,
    outcome: Outcome,
    correlationId: string | null,
    noticeFor: (outcome: Outcome) => NewNotice,
    also: (tx: Tx) => Promise<void>,
  ): Promise<boolean> {
    const before = (await store.attemptsOf(ownerId, [submissionId])).find((each) => each.id === id);
    if (!before || before.status === 'submitted') return false;
    const was = readOutcome(before.outcome);
    const at = clock.now();
    const right: Outcome = {
      ...outcome,
      sentence: `${outcome.sentence} Its answer came after this had been called “${before.status}”.`,
      corrected: {
        from: before.status,
        code: was?.code ?? '',
        sentence: was?.sentence ?? '',
        at: at.toISOString(),
      },
    };
    return store.makeTaken(before, { outcome: right, correlationId }, at, noticeFor(right), also);
  }

  /** What HMRC has taken changes the tax of its year, where it holds figures. */
  async function estimateTax(tx: Tx, { submission, attempt, connectionId }: Ending): Promise<void> {
    if (withoutFigures.has(submission.kind)) return;
    await calculations.afterUpdate(tx, {
      ownerId: submission.ownerId,
      taxYear: submission.taxYear,
      connectionId,
      captured: readCapturedHeaders(attempt.fraudPrevention),
    });
  }

  const outcomeOf = (given: End, more: Partial<Outcome> = {}): Outcome => ({
    code: given.code,
    sentence: given.sentence,
    owner: given.owner,
    messages: given.messages ?? [],
    reconnect: false,
    readBack: false,
    ...more,
  });

  return {
    submitted: async (work: Work, correlationId: string | null): Promise<void> => {
      await end(
        work,
        'submitted',
        outcomeOf({
          code: 'ACCEPTED',
          sentence: `HMRC has taken your ${work.flow.noun}.`,
          owner: 'nobody',
        }),
        correlationId,
      );
      await looks.afterTaken(work);
    },

    /** HMRC's answer was lost, but its own copy holds exactly what was sent; or, without a copy, HMRC says that it has it. */
    submittedByCopy: async (work: Work, copy: { correlationId: string | null }): Promise<void> => {
      const how = work.flow.hasCopy
        ? 'so we read HMRC’s own copy: it holds exactly this'
        : 'so we sent it once more: HMRC says that it has it already';
      await end(
        work,
        'submitted',
        outcomeOf(
          {
            code: work.flow.hasCopy ? 'READ_BACK' : 'SENT_AGAIN',
            sentence: `HMRC has taken your ${work.flow.noun}. Its answer did not reach us, ${how}.`,
            owner: 'nobody',
          },
          { readBack: true },
        ),
        copy.correlationId,
      );
      // After the end, so that a crash in between never makes an unanswered send look settled.
      if (work.flow.hasCopy) await store.settleByCopy(work.attempt.id, clock.now());
      else await store.settleBySendingAgain(work.attempt.id, clock.now());
      await looks.afterTaken(work);
    },

    fail: (work: Ending, given: End) => end(work, 'failed', outcomeOf(given), given.correlationId ?? null),

    failForReconnect: (
      work: Ending,
      given: { code: string; sentence: string; correlationId: string | null },
    ) =>
      end(
        work,
        'failed',
        outcomeOf(
          { ...given, sentence: `${pleaseReconnect}. ${given.sentence}`, owner: 'landlord' },
          { reconnect: true },
        ),
        given.correlationId,
      ),

    reject: (work: Work, given: End) => end(work, 'rejected', outcomeOf(given), given.correlationId ?? null),
  };
}

export type Endings = ReturnType<typeof createEndings>;
