import { and, asc, count, desc, eq, inArray } from 'drizzle-orm';

import { type Database, type Tx } from './database.ts';
import { createAnnualDraftStore } from './annual-summaries.ts';
import { type Behind, notePlaced, RecordsMovedError } from './attempt-evidence.ts';
import { createAttemptStore } from './attempts.ts';
import { createExpenseStyleStore } from './expense-styles.ts';
import { createForeignRegistrationStore } from './foreign-registrations.ts';
import { enqueue } from './outbox.ts';
import { createQuarterChoiceStore } from './quarter-choices.ts';
import { attempts, sends, submissions } from './schema/index.ts';
import {
  announce,
  type AttemptRow,
  hasNoOutcome,
  type SendRow,
  type SubmissionEvent,
  type SubmissionRow,
} from './submission-rows.ts';
import { isUuid } from './uuid.ts';
import { createYearAmountStore } from './year-amounts.ts';
import { createYearEndStore } from './year-end.ts';

export type NewSubmission = Omit<typeof submissions.$inferInsert, 'id' | 'status'>;
export type NewAttempt = Pick<
  typeof attempts.$inferInsert,
  'id' | 'figures' | 'fraudPrevention' | 'requestedAt'
> & {
  /** The transactions that the figures are the sums of; left out, all of the submission's period are written down beside them. */
  behind?: Behind | undefined;
};

/** Why nothing was placed: another is in flight, or the records moved while it was looked at. */
export type NotPlaced =
  { ok: false; reason: 'in-flight'; inFlightId: string | null } | { ok: false; reason: 'records-moved' };
/** The index that lets one submission of a business, tax year and kind be in flight. */
const oneInFlight = 'submissions_one_in_flight';

/** Submissions, their attempts and what was sent; what the engine needs of them without an owner is mixed in. */
export function createSubmissionStore(db: Database) {
  return {
    ...createAttemptStore(db),
    ...createAnnualDraftStore(db),
    ...createYearEndStore(db),
    ...createForeignRegistrationStore(db),
    ...createExpenseStyleStore(db),
    ...createQuarterChoiceStore(db),
    ...createYearAmountStore(db),

    /** Writes a submission, its first attempt and the event that starts it, or nothing when one is in flight already. */
    async create(
      row: NewSubmission,
      attempt: NewAttempt,
      event: SubmissionEvent,
    ): Promise<{ ok: true; submissionId: string } | NotPlaced> {
      try {
        return await db.transaction(async (tx) => {
          const [made] = await tx
            .insert(submissions)
            .values({ ...row, status: 'processing' })
            .returning();
          if (!made) throw new Error('The submission was not written.');
          await addAttempt(tx, made, 1, attempt, event);
          return { ok: true, submissionId: made.id };
        });
      } catch (error) {
        return await notPlaced(error, row);
      }
    },

    /** A new attempt at a submission that failed or was rejected; null when it is neither, or not the owner's. */
    async resubmit(
      ownerId: string,
      submissionId: string,
      attempt: NewAttempt,
      event: SubmissionEvent,
    ): Promise<{ ok: true } | NotPlaced> {
      try {
        return await db.transaction(async (tx) => {
          const [row] = await tx
            .update(submissions)
            .set({ status: 'processing', updatedAt: attempt.requestedAt })
            .where(
              and(
                eq(submissions.id, submissionId),
                eq(submissions.ownerId, ownerId),
                inArray(submissions.status, ['failed', 'rejected']),
              ),
            )
            .returning();
          if (!row) return { ok: false, reason: 'in-flight', inFlightId: null };
          const [last] = await tx
            .select({ number: attempts.number })
            .from(attempts)
            .where(eq(attempts.submissionId, submissionId))
            .orderBy(desc(attempts.number))
            .limit(1);
          await addAttempt(tx, row, (last?.number ?? 0) + 1, attempt, event);
          return { ok: true };
        });
      } catch (error) {
        return await notPlaced(error, await byId(ownerId, submissionId));
      }
    },

    byId,

    /** An owner's submissions, the newest first. @param kind only of this kind */
    async list(ownerId: string, kind?: SubmissionRow['kind']): Promise<SubmissionRow[]> {
      return db
        .select()
        .from(submissions)
        .where(and(eq(submissions.ownerId, ownerId), ...(kind ? [eq(submissions.kind, kind)] : [])))
        .orderBy(desc(submissions.createdAt), desc(submissions.sequence));
    },

    async attemptsOf(ownerId: string, submissionIds: string[]): Promise<AttemptRow[]> {
      if (submissionIds.length === 0) return [];
      return db
        .select()
        .from(attempts)
        .where(and(eq(attempts.ownerId, ownerId), inArray(attempts.submissionId, submissionIds)))
        .orderBy(asc(attempts.number));
    },

    async sendsOfSubmission(ownerId: string, submissionId: string): Promise<SendRow[]> {
      const rows = await db
        .select({ send: sends })
        .from(sends)
        .innerJoin(attempts, eq(sends.attemptId, attempts.id))
        .where(and(eq(sends.ownerId, ownerId), eq(attempts.submissionId, submissionId)))
        .orderBy(asc(sends.sentAt), asc(sends.sequence));
      return rows.map((row) => row.send);
    },

    /** How many submissions have no outcome yet that HMRC can still tell. */
    async inFlight(ownerId: string): Promise<number> {
      const rows = await db.select({ number: count() }).from(submissions).where(hasNoOutcome(ownerId));
      return rows[0]?.number ?? 0;
    },

    /** The submission that an attempt of this owner's belongs to: the same form sent twice asks for one attempt. */
    async ofAttempt(ownerId: string, attemptId: string): Promise<string | null> {
      const rows = await db
        .select({ submissionId: attempts.submissionId })
        .from(attempts)
        .where(and(eq(attempts.id, attemptId), eq(attempts.ownerId, ownerId)));
      return rows[0]?.submissionId ?? null;
    },
  };

  async function notPlaced(
    error: unknown,
    row: Pick<SubmissionRow, 'ownerId' | 'businessId' | 'taxYear' | 'kind'> | null,
  ): Promise<NotPlaced> {
    if (error instanceof RecordsMovedError) return { ok: false, reason: 'records-moved' };
    if (!breaks(error, oneInFlight)) throw error;
    return { ok: false, reason: 'in-flight', inFlightId: row && (await inFlightId(row)) };
  }

  async function byId(ownerId: string, id: string): Promise<SubmissionRow | null> {
    if (!isUuid(id)) return null;
    const rows = await db
      .select()
      .from(submissions)
      .where(and(eq(submissions.id, id), eq(submissions.ownerId, ownerId)));
    return rows[0] ?? null;
  }

  async function inFlightId(
    row: Pick<SubmissionRow, 'ownerId' | 'businessId' | 'taxYear' | 'kind'>,
  ): Promise<string | null> {
    const rows = await db
      .select({ id: submissions.id })
      .from(submissions)
      .where(
        and(
          eq(submissions.ownerId, row.ownerId),
          eq(submissions.businessId, row.businessId),
          eq(submissions.taxYear, row.taxYear),
          eq(submissions.kind, row.kind),
          eq(submissions.status, 'processing'),
        ),
      );
    return rows[0]?.id ?? null;
  }
}

export type SubmissionStore = ReturnType<typeof createSubmissionStore>;

async function addAttempt(
  tx: Tx,
  submission: SubmissionRow,
  number: number,
  { behind, ...attempt }: NewAttempt,
  event: SubmissionEvent,
): Promise<void> {
  await tx.insert(attempts).values({
    ...attempt,
    ownerId: submission.ownerId,
    submissionId: submission.id,
    number,
    status: 'processing',
  });
  await enqueue(tx, { ...event, ownerId: submission.ownerId });
  await announce(tx, submission.id);
  await notePlaced(tx, submission, { ...attempt, number }, behind);
}

function breaks(error: unknown, constraint: string): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ('constraint' in cause && cause.constraint === constraint) return true;
  }
  return false;
}
