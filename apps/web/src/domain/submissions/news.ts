import { type NewNotice } from '../../data/notices.ts';
import { type AboutOf, noticeOf, type StillTrue } from '../notifications/index.ts';
import { nameBusiness } from './business-names.ts';
import { type SubmissionDeps } from './deps.ts';
import { type Work } from './work.ts';

/** What a notice keeps of a submission. */
export async function factsOf(
  connections: Pick<SubmissionDeps['connections'], 'businesses'>,
  { submission, attempt }: Pick<Work, 'submission' | 'attempt'>,
) {
  const { business, isOneOfSeveral } = await nameBusiness(connections, submission);
  return {
    submissionId: submission.id,
    attemptId: attempt.id,
    submissionKind: submission.kind,
    business: isOneOfSeveral ? business : '',
    taxYear: submission.taxYear,
    periodStartDate: submission.periodStartDate,
    periodEndDate: submission.periodEndDate,
  };
}

/** Tells that nobody knows yet whether HMRC took it: once for an attempt and what it waits for. @param more when its mail leaves */
export async function stillAsking(
  connections: Pick<SubmissionDeps['connections'], 'businesses'>,
  work: Pick<Work, 'submission' | 'attempt'>,
  waitsFor: AboutOf<'asking'>['waitsFor'],
  at: Date,
  more: Pick<NewNotice, 'mailAfterMs'> = {},
): Promise<NewNotice> {
  const facts = await factsOf(connections, work);
  return noticeOf(work.submission.ownerId, { type: 'asking', ...facts, waitsFor }, at, more);
}

/** What a failure is mailed as where the connection works again. */
const works =
  'It did not get to HMRC, which refused your connection then. The connection works again, and your figures are kept: choose “Resubmit” when you are ready.';

/** Whether what a mail tells of a submission is still how it stands. Nobody is asked to reconnect who need not. */
export function createSubmissionNews({ store, connections }: Pick<SubmissionDeps, 'store' | 'connections'>) {
  async function newestAttempt(ownerId: string, submissionId: string) {
    return (await store.attemptsOf(ownerId, [submissionId])).at(-1);
  }

  const isLost = async (ownerId: string) => (await connections.status(ownerId)) === 'expired';

  return {
    /** Null once it was tried again: that has a notice of its own. */
    async outcome(ownerId, about) {
      const attempt = await newestAttempt(ownerId, about.submissionId);
      if (attempt?.id !== about.attemptId || attempt.status !== about.status) return null;
      return about.reconnect && !(await isLost(ownerId)) ? { ...about, sentence: works } : about;
    },
    /** Null once it has ended, or waits for something else. */
    async asking(ownerId, about) {
      const attempt = await newestAttempt(ownerId, about.submissionId);
      if (attempt?.id !== about.attemptId || attempt.status !== 'processing') return null;
      if ((attempt.waitingFor === 'reconnect') !== (about.waitsFor === 'reconnect')) return null;
      if (attempt.waitingFor === 'untold' && about.waitsFor !== 'untold') return null;
      return about.waitsFor !== 'reconnect' || (await isLost(ownerId)) ? about : null;
    },
  } satisfies Partial<StillTrue>;
}
