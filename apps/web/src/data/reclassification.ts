import { asc, desc, eq } from 'drizzle-orm';

import { correctAttempt } from './correcting.ts';
import { type Database } from './database.ts';
import { attempts, sends, submissions } from './schema/index.ts';
import { type AttemptRow, type SubmissionRow } from './submission-rows.ts';

/** An attempt that is down as refused, with what HMRC answered last to it. */
export interface RejectedAttempt {
  attempt: AttemptRow;
  submission: SubmissionRow;
  httpStatus: number | null;
  codes: unknown;
}

/** Attempts of everybody whose status may have been written down wrongly; for the operator's command. */
export function createReclassificationStore(db: Database) {
  return {
    /** Every attempt that is down as rejected, the oldest first, with HMRC's last answer to it. */
    async rejected(): Promise<RejectedAttempt[]> {
      const latest = db
        .selectDistinctOn([sends.attemptId], {
          attemptId: sends.attemptId,
          httpStatus: sends.httpStatus,
          codes: sends.codes,
        })
        .from(sends)
        .orderBy(sends.attemptId, desc(sends.sentAt), desc(sends.sequence))
        .as('latest');
      return db
        .select({
          attempt: attempts,
          submission: submissions,
          httpStatus: latest.httpStatus,
          codes: latest.codes,
        })
        .from(attempts)
        .innerJoin(submissions, eq(submissions.id, attempts.submissionId))
        .leftJoin(latest, eq(latest.attemptId, attempts.id))
        .where(eq(attempts.status, 'rejected'))
        .orderBy(asc(attempts.requestedAt));
    },

    /** Makes an attempt failed, and its submission where it is the newest; false when it is not rejected any more. */
    async makeFailed(attempt: { id: string }, outcome: unknown, at: Date): Promise<boolean> {
      const { id } = attempt;
      return db.transaction((tx) =>
        correctAttempt(tx, { id, status: 'rejected' }, { status: 'failed', outcome }, at),
      );
    },
  };
}

export type ReclassificationStore = ReturnType<typeof createReclassificationStore>;
