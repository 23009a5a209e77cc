import { and, asc, between, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';

import { noteEnded, noteLateAnswer } from './attempt-evidence.ts';
import { correctAttempt } from './correcting.ts';
import { type Database, type Tx } from './database.ts';
import { type NewNotice, tell } from './notices.ts';
import { holdOwnerOf } from './evidence.ts';
import { enqueue } from './outbox.ts';
import { attempts, authorisationStorms, connections, sends, submissions } from './schema/index.ts';
import {
  announce,
  type AttemptRow,
  type SendRow,
  type SubmissionEvent,
  type SubmissionRow,
} from './submission-rows.ts';

export type AttemptEnd = Required<
  Pick<typeof attempts.$inferInsert, 'outcome' | 'correlationId' | 'finishedAt'>
> & { status: 'submitted' | 'failed' | 'rejected' };

/** What the engine's steps ask and write of an attempt. They know it by its id, not by its owner. */
export function createAttemptStore(db: Database) {
  async function settleAll(
    attemptId: string,
    at: Date,
    settledBy: SendRow['settledBy'],
    only?: readonly string[],
  ): Promise<void> {
    await db
      .update(sends)
      .set({ settledBy, answeredAt: sql`coalesce(${sends.answeredAt}, ${at})` })
      .where(
        and(eq(sends.attemptId, attemptId), isNull(sends.settledBy), only && inArray(sends.id, [...only])),
      );
  }

  return {
    /** An attempt with its submission, if the connection is the same owner's: an event may name any two ids. */
    async attempt(
      id: string,
      connectionId: string,
    ): Promise<{ attempt: AttemptRow; submission: SubmissionRow } | null> {
      const rows = await db
        .select({ attempt: attempts, submission: submissions })
        .from(attempts)
        .innerJoin(submissions, eq(attempts.submissionId, submissions.id))
        .innerJoin(
          connections,
          and(eq(connections.id, connectionId), eq(connections.ownerId, attempts.ownerId)),
        )
        .where(eq(attempts.id, id));
      return rows[0] ?? null;
    },

    /** Requests of an attempt of which nobody knows yet whether HMRC took them. */
    async unsettled(attemptId: string): Promise<SendRow[]> {
      return db
        .select()
        .from(sends)
        .where(and(eq(sends.attemptId, attemptId), isNull(sends.settledBy)))
        .orderBy(asc(sends.sentAt), asc(sends.sequence));
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
      await db.transaction(async (tx) => {
        const [send] = await tx.select().from(sends).where(eq(sends.id, id));
        if (!send) return;
        await holdOwnerOf(tx, send.attemptId);
        // Held, so that an end at the same moment either holds this answer or is seen here.
        const [attempt] = await tx
          .select()
          .from(attempts)
          .where(eq(attempts.id, send.attemptId))
          .for('share');
        // That HMRC took it outranks what its copy told before.
        const outranked = isTaken(answer) ? undefined : isNull(sends.settledBy);
        const [noted] = await tx
          .update(sends)
          .set(answer)
          .where(and(eq(sends.id, id), outranked))
          .returning();
        if (attempt?.finishedAt && answer.answeredAt) {
          await noteLateAnswer(tx, attempt, noted ?? { ...send, ...answer }, answer.answeredAt);
        }
      });
    },

    /** HMRC's copy told what became of requests of an attempt. @param only those, by their ids; left out, all of them */
    async settleByCopy(attemptId: string, at: Date, only?: readonly string[]): Promise<void> {
      if (only?.length !== 0) await settleAll(attemptId, at, 'hmrc-copy', only);
    },

    /** HMRC's answer to the same request, sent once more, told what became of those before it. */
    async settleBySendingAgain(attemptId: string, at: Date): Promise<void> {
      await settleAll(attemptId, at, 'sent-again');
    },

    /** Notes that an attempt is in a step now; the tries of another step are not this one's. */
    async enterStep(attemptId: string, step: string, waitingFor: AttemptRow['waitingFor']): Promise<void> {
      await this.noteStep(attemptId, {
        step,
        waitingFor,
        nextTryAt: null,
        // Until HMRC has answered, whatever goes wrong is ours.
        heldUpBy: 'us',
        tries: sql`case when ${attempts.step} = ${step} then ${attempts.tries} else 0 end`,
      });
    },

    /** Notes what an attempt does or waits for, for its page. */
    async noteStep(
      attemptId: string,
      note: Partial<Pick<AttemptRow, 'step' | 'nextTryAt' | 'waitingFor' | 'heldUpBy'>> & {
        tries?: number | SQL;
      },
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

    /**
     * Ends an attempt, and with it its submission, once, and tells its owner: a second end changes nothing.
     *
     * @param also what follows from the end, in its transaction
     */
    async end(
      attemptId: string,
      end: AttemptEnd,
      notice: NewNotice,
      also: (tx: Tx) => Promise<void> = () => Promise.resolve(),
    ): Promise<boolean> {
      return db.transaction(async (tx) => {
        await holdOwnerOf(tx, attemptId);
        const [row] = await tx
          .update(attempts)
          .set({ ...end, nextTryAt: null, waitingFor: null })
          .where(and(eq(attempts.id, attemptId), eq(attempts.status, 'processing')))
          .returning();
        if (!row) return false;
        await tx
          .update(submissions)
          .set({ status: end.status, updatedAt: end.finishedAt ?? sql`now()` })
          .where(eq(submissions.id, row.submissionId));
        await tell(tx, notice);
        await announce(tx, row.submissionId);
        await noteEnded(tx, row);
        await also(tx);
        return true;
      });
    },

    /**
     * Makes an attempt submitted that was called failed or rejected, and its submission where it is the newest; tells its owner.
     *
     * @param also what follows from it, in its transaction
     * @returns false where it is neither any more
     */
    async makeTaken(
      attempt: Pick<AttemptRow, 'id' | 'status'>,
      end: Pick<AttemptEnd, 'outcome' | 'correlationId'>,
      at: Date,
      notice: NewNotice,
      also: (tx: Tx) => Promise<void>,
    ): Promise<boolean> {
      return db.transaction(async (tx) => {
        const made = await correctAttempt(tx, attempt, { ...end, status: 'submitted' }, at);
        if (!made) return false;
        await tell(tx, notice);
        await also(tx);
        return true;
      });
    },

    /**
     * Lets HMRC be asked about an attempt later: the wait, the event that ends it and word of it are written together.
     *
     * @param next when, and the event that asks; null where HMRC is not asked any more
     */
    async askLater(
      attemptId: string,
      waitingFor: 'hmrc' | 'untold',
      next: { at: Date; event: SubmissionEvent & { afterMs: number } } | null,
      notice: NewNotice,
    ): Promise<void> {
      await db.transaction(async (tx) => {
        const [row] = await tx
          .update(attempts)
          .set({ waitingFor, nextTryAt: next?.at ?? null })
          .where(and(eq(attempts.id, attemptId), eq(attempts.status, 'processing')))
          .returning({ submissionId: attempts.submissionId, ownerId: attempts.ownerId });
        if (!row) return;
        if (next) await enqueue(tx, { ...next.event, ownerId: row.ownerId });
        await tell(tx, notice);
        await announce(tx, row.submissionId);
      });
    },

    /** Lets an attempt wait until HMRC no longer refuses everybody. False when that is over: nobody would wake it any more. */
    async waitForStorm(attemptId: string): Promise<boolean> {
      return db.transaction(async (tx) => {
        // The lock keeps the storm's end, which wakes what waits, from passing between the look and the wait.
        const [storm] = await tx
          .select({ id: authorisationStorms.id })
          .from(authorisationStorms)
          .where(eq(authorisationStorms.isOpen, true))
          .for('share');
        if (!storm) return false;
        const [row] = await tx
          .update(attempts)
          .set({ waitingFor: 'storm', nextTryAt: null })
          .where(and(eq(attempts.id, attemptId), eq(attempts.status, 'processing')))
          .returning({ submissionId: attempts.submissionId });
        if (row) await announce(tx, row.submissionId);
        return true;
      });
    },

    /** What was captured with the click of an attempt of the owner's that waits for a storm's end; null where none waits. */
    async waitingForStorm(ownerId: string): Promise<{ headers: unknown } | null> {
      const rows = await db
        .select({ headers: attempts.fraudPrevention })
        .from(attempts)
        .where(
          and(
            eq(attempts.ownerId, ownerId),
            eq(attempts.status, 'processing'),
            eq(attempts.waitingFor, 'storm'),
          ),
        )
        .limit(1);
      return rows[0] ?? null;
    },

    /** Lets an attempt wait for its owner to reconnect. False when they did so meanwhile: nobody would wake it any more. */
    async waitForReconnect(attemptId: string, connectionId: string, notice: NewNotice): Promise<boolean> {
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
          .set({ waitingFor: 'reconnect', lostConnection: true, nextTryAt: null })
          .where(and(eq(attempts.id, attemptId), eq(attempts.status, 'processing')))
          .returning({ submissionId: attempts.submissionId });
        if (!row) return true;
        await tell(tx, notice);
        await announce(tx, row.submissionId);
        return true;
      });
    },
  };
}

const isTaken = ({ settledBy, httpStatus }: Pick<SendRow, 'settledBy' | 'httpStatus'>): boolean =>
  settledBy === 'answer' && httpStatus !== null && httpStatus >= 200 && httpStatus <= 299;
