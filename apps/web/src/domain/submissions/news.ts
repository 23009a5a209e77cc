import { type NewNotice } from '../../data/notices.ts';
import { type AboutOf, noticeOf, type StillTrue } from '../notifications/index.ts';
import { type SubmissionDeps } from './deps.ts';
import { type Work } from './work.ts';

/** What a notice keeps of a submission. */
export function factsOf({ submission, attempt }: Pick<Work, 'submission' | 'attempt'>) {
  return {
    submissionId: submission.id,
    attemptId: attempt.id,
    submissionKind: submission.kind,
    taxYear: submission.taxYear,
    periodStartDate: submission.periodStartDate,
    periodEndDate: submission.periodEndDate,
  };
}

/** Tells that nobody knows yet whether HMRC took it: once for an attempt and what it waits for. */
export const stillAsking = (
  work: Pick<Work, 'submission' | 'attempt'>,
  waitsFor: AboutOf<'asking'>['waitsFor'],
  at: Date,
): NewNotice => noticeOf(work.submission.ownerId, { type: 'asking', ...factsOf(work), waitsFor }, at);

/** Whether what a mail tells of a submission is still how it stands. */
export function createSubmissionNews({ store }: Pick<SubmissionDeps, 'store'>) {
  async function newestAttempt(ownerId: string, submissionId: string) {
    return (await store.attemptsOf(ownerId, [submissionId])).at(-1);
  }

  return {
    /** Null once it was tried again: that has a notice of its own. */
    async outcome(ownerId, about) {
      const attempt = await newestAttempt(ownerId, about.submissionId);
      return attempt?.id === about.attemptId && attempt.status === about.status ? about : null;
    },
    /** Null once it has ended, or waits for something else. */
    async asking(ownerId, about) {
      const attempt = await newestAttempt(ownerId, about.submissionId);
      const waits = attempt?.id === about.attemptId && attempt.status === 'processing';
      return waits && (attempt.waitingFor === 'reconnect') === (about.waitsFor === 'reconnect')
        ? about
        : null;
    },
  } satisfies Partial<StillTrue>;
}
