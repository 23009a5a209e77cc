import { and, asc, between, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm';

import { type Database, type Tx } from './database.ts';
import { enqueue, type OutboxEvent } from './outbox.ts';
import { attempts, connections, sends, submissions } from './schema/index.ts';

export type SubmissionRow = typeof submissions.$inferSelect;
export type AttemptRow = typeof attempts.$inferSelect;
export type SendRow = typeof sends.$inferSelect;
export type NewSubmission = Omit<typeof submissions.$inferInsert, 'id' | 'status'>;
export type NewAttempt = Pick<
  typeof attempts.$inferInsert,
  'id' | 'figures' | 'fraudPrevention' | 'requestedAt'
>;
export type AttemptEnd = Required<
  Pick<typeof attempts.$inferInsert, 'outcome' | 'correlationId' | 'finishedAt'>
> & { status: 'submitted' | 'failed' | 'rejected' };

export type SubmissionEvent = OutboxEvent;

/** The index that lets one submission of a business, tax year and kind be in flight. */
const oneInFlight = 'submissions_one_in_flight';

/** Submissions, their attempts and what was sent. Functions without an owner serve the engine. */
export function createSubmissionStore(db: Database) {
  return {
    /** Writes a submission, its first attempt and the event that starts it, or nothing when one is in flight already. */
    async create(
      row: NewSubmission,
      attempt: NewAttempt,
      event: SubmissionEvent,
    ): Promise<{ ok: true; submissionId: string } | { ok: false; inFlightId: string | null }> {
      try {
        return await db.transaction(async (tx) => {
          const [made] = await tx
            .insert(submissions)
            .values({ ...row, status: 'processing' })
            .returning({ id: submissions.id });
          if (!made) throw new Error('The submission was not written.');
          await addAttempt(tx, { ownerId: row.ownerId, id: made.id }, 1, attempt, event);
          return { ok: true, submissionId: made.id };
        });
      } catch (error) {
        if (!breaks(error, oneInFlight)) throw error;
        return { ok: false, inFlightId: await inFlightId(row) };
      }
    },

    /** A new attempt at a submission that failed or was rejected; null when it is neither, or not the owner's. */
    async resubmit(
      ownerId: string,
      submissionId: string,
      attempt: NewAttempt,
      event: SubmissionEvent,
    ): Promise<{ ok: true } | { ok: false; inFlightId: string | null }> {
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
          if (!row) return { ok: false, inFlightId: null };
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
        if (!breaks(error, oneInFlight)) throw error;
        const row = await byId(ownerId, submissionId);
        return { ok: false, inFlightId: row ? await inFlightId(row) : null };
      }
    },

    byId,

    async list(ownerId: string): Promise<SubmissionRow[]> {
      return db
        .select()
        .from(submissions)
        .where(eq(submissions.ownerId, ownerId))
        .orderBy(desc(submissions.createdAt));
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
        .orderBy(asc(sends.sentAt));
      return rows.map((row) => row.send);
    },

    async inFlight(ownerId: string): Promise<number> {
      const rows = await db
        .select({ number: count() })
        .from(submissions)
        .where(and(eq(submissions.ownerId, ownerId), eq(submissions.status, 'processing')));
      return rows[0]?.number ?? 0;
    },

    /** An attempt with its submission, for the engine. */
    async attempt(id: string): Promise<{ attempt: AttemptRow; submission: SubmissionRow } | null> {
      const rows = await db
        .select({ attempt: attempts, submission: submissions })
        .from(attempts)
        .innerJoin(submissions, eq(attempts.submissionId, submissions.id))
        .where(eq(attempts.id, id));
      return rows[0] ?? null;
    },

    /** Requests of an attempt of which nobody knows yet whether HMRC took them. */
    async unsettled(attemptId: string): Promise<SendRow[]> {
      return db
        .select()
        .from(sends)
        .where(and(eq(sends.attemptId, attemptId), isNull(sends.settledBy)))
        .orderBy(asc(sends.sentAt));
    },

    /** The request of an attempt that HMRC said it took, if there is one: after a crash its attempt may not say so yet. */
    async taken(attemptId: string): Promise<SendRow | null> {
      const rows = await db
        .select()
        .from(sends)
        .where(
          and(
            eq(sends.attemptId, attemptId),
            eq(sends.settledBy, 'answer'),
            between(sends.httpStatus, 200, 299),
          ),
        )
        .limit(1);
      return rows[0] ?? null;
    },

    async beginSend(row: Pick<SendRow, 'ownerId' | 'attemptId' | 'sentAt' | 'body'>): Promise<string> {
      const [made] = await db.insert(sends).values(row).returning({ id: sends.id });
      if (!made) throw new Error('The request was not written down, so it was not sent.');
      return made.id;
    },

    /** Notes HMRC's answer to a request. `settledBy` stays open while it is not known whether HMRC took it. */
    async noteAnswer(
      id: string,
      answer: Pick<SendRow, 'settledBy' | 'httpStatus' | 'correlationId'> & {
        codes: unknown;
        answeredAt: Date | null;
      },
    ): Promise<void> {
      await db.update(sends).set(answer).where(and(eq(sends.id, id), isNull(sends.settledBy)));
    },

    /** HMRC's copy told what became of all requests of an attempt. */
    async settleByCopy(attemptId: string, at: Date): Promise<void> {
      await db
        .update(sends)
        .set({ settledBy: 'hmrc-copy', answeredAt: sql`coalesce(${sends.answeredAt}, ${at})` })
        .where(and(eq(sends.attemptId, attemptId), isNull(sends.settledBy)));
    },

    /** Notes which step an attempt is in and when it is tried again, for its page. */
    async noteStep(
      attemptId: string,
      note: Partial<Pick<AttemptRow, 'step' | 'tries' | 'nextTryAt' | 'waitingFor'>>,
    ): Promise<void> {
      await db.transaction(async (tx) => {
        const [row] = await tx
          .update(attempts)
          .set(note)
          .where(and(eq(attempts.id, attemptId), eq(attempts.status, 'processing')))
          .returning({ submissionId: attempts.submissionId });
        if (row) await announce(tx, row.submissionId);
      });
    },

    /** Ends an attempt, and with it its submission, once: a second end changes nothing. */
    async end(attemptId: string, end: AttemptEnd): Promise<boolean> {
      return db.transaction(async (tx) => {
        const [row] = await tx
          .update(attempts)
          .set({ ...end, nextTryAt: null, waitingFor: null })
          .where(and(eq(attempts.id, attemptId), eq(attempts.status, 'processing')))
          .returning({ submissionId: attempts.submissionId });
        if (!row) return false;
        await tx
          .update(submissions)
          .set({ status: end.status, updatedAt: end.finishedAt ?? sql`now()` })
          .where(eq(submissions.id, row.submissionId));
        await announce(tx, row.submissionId);
        return true;
      });
    },

    /** Lets HMRC be asked about an attempt later: the wait and the event that ends it are written together. */
    async askLater(
      attemptId: string,
      nextTryAt: Date,
      event: SubmissionEvent & { afterMs: number },
    ): Promise<void> {
      await db.transaction(async (tx) => {
        const [row] = await tx
          .update(attempts)
          .set({ waitingFor: 'hmrc', nextTryAt })
          .where(and(eq(attempts.id, attemptId), eq(attempts.status, 'processing')))
          .returning({ submissionId: attempts.submissionId, ownerId: attempts.ownerId });
        if (!row) return;
        await enqueue(tx, { ...event, ownerId: row.ownerId });
        await announce(tx, row.submissionId);
      });
    },

    /** Lets an attempt wait for its owner to reconnect. False when they did so meanwhile: nobody would wake it any more. */
    async waitForReconnect(attemptId: string, connectionId: string): Promise<boolean> {
      return db.transaction(async (tx) => {
        // The lock keeps a reconnection, which wakes what waits, from passing between the look and the wait.
        const [connection] = await tx
          .select({ status: connections.status })
          .from(connections)
          .where(eq(connections.id, connectionId))
          .for('share');
        if (connection?.status === 'connected') return false;
        const [row] = await tx
          .update(attempts)
          .set({ waitingFor: 'reconnect', nextTryAt: null })
          .where(and(eq(attempts.id, attemptId), eq(attempts.status, 'processing')))
          .returning({ submissionId: attempts.submissionId });
        if (row) await announce(tx, row.submissionId);
        return true;
      });
    },
  };

  async function byId(ownerId: string, id: string): Promise<SubmissionRow | null> {
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

/** Attempts that wait for their owner to reconnect, so that HMRC can be asked what became of them. */
export async function wakeWaitingAttempts(
  tx: Tx,
  ownerId: string,
  eventFor: (attemptId: string) => SubmissionEvent,
): Promise<void> {
  const rows = await tx
    .update(attempts)
    .set({ waitingFor: 'hmrc' })
    .where(
      and(
        eq(attempts.ownerId, ownerId),
        eq(attempts.status, 'processing'),
        eq(attempts.waitingFor, 'reconnect'),
      ),
    )
    .returning({ id: attempts.id, submissionId: attempts.submissionId });
  for (const row of rows) {
    await enqueue(tx, { ...eventFor(row.id), ownerId });
    await announce(tx, row.submissionId);
  }
}

async function addAttempt(
  tx: Tx,
  submission: { id: string; ownerId: string },
  number: number,
  attempt: NewAttempt,
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
}

/** Tells the pages that show a submission, in every process, that it changed; the outbox hears it too. */
async function announce(tx: Tx, submissionId: string): Promise<void> {
  await tx.execute(sql`select pg_notify('quarterday', ${`submission:${submissionId}`})`);
}

function breaks(error: unknown, constraint: string): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ('constraint' in cause && cause.constraint === constraint) return true;
  }
  return false;
}
