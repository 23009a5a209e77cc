import { and, asc, desc, eq } from 'drizzle-orm';

import { noteCorrected } from './attempt-evidence.ts';
import { type Database } from './database.ts';
import { holdOwnerOf } from './evidence.ts';
import { attempts, sends, submissions } from './schema/index.ts';
import { announce, type AttemptRow, type SubmissionRow } from './submission-rows.ts';

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
    async makeFailed(
      attempt: { id: string; submissionId: string },
      outcome: unknown,
      at: Date,
    ): Promise<boolean> {
      return db.transaction(async (tx) => {
        await holdOwnerOf(tx, attempt.id);
        const changed = await tx
          .update(attempts)
          .set({ status: 'failed', outcome })
          .where(and(eq(attempts.id, attempt.id), eq(attempts.status, 'rejected')))
          .returning();
        if (!changed[0]) return false;
        const all = await tx
          .select({ number: attempts.number })
          .from(attempts)
          .where(eq(attempts.submissionId, attempt.submissionId));
        if (Math.max(...all.map(({ number }) => number)) === changed[0].number) {
          await tx
            .update(submissions)
            .set({ status: 'failed' })
            .where(and(eq(submissions.id, attempt.submissionId), eq(submissions.status, 'rejected')));
        }
        await announce(tx, attempt.submissionId);
        await noteCorrected(tx, changed[0], 'rejected', at);
        return true;
      });
    },
  };
}

export type ReclassificationStore = ReturnType<typeof createReclassificationStore>;
