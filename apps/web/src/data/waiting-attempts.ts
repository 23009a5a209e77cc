import { and, eq, inArray } from 'drizzle-orm';

import { type Tx } from './database.ts';
import { enqueue, enqueueAll } from './outbox.ts';
import { attempts, connections, submissions } from './schema/index.ts';
import { announce, type SubmissionEvent, type SubmissionRow } from './submission-rows.ts';

/**
 * Attempts of everybody that waited while HMRC refused everybody: each goes on, spread so that they do not all come at once.
 *
 * @param eventFor the event that takes one up again
 */
export async function wakeAttemptsHeldByStorm(
  tx: Tx,
  eventFor: (kind: SubmissionRow['kind'], attemptId: string, connectionId: string) => SubmissionEvent,
  spreadMs: number,
): Promise<void> {
  const rows = await tx
    .update(attempts)
    .set({ waitingFor: null, nextTryAt: null })
    .from(connections)
    .innerJoin(submissions, eq(submissions.ownerId, connections.ownerId))
    .where(
      and(
        eq(connections.ownerId, attempts.ownerId),
        eq(submissions.id, attempts.submissionId),
        eq(attempts.status, 'processing'),
        eq(attempts.waitingFor, 'storm'),
      ),
    )
    .returning({
      id: attempts.id,
      ownerId: attempts.ownerId,
      submissionId: attempts.submissionId,
      connectionId: connections.id,
      kind: submissions.kind,
    });
  await enqueueAll(
    tx,
    rows.map((row, index) => ({
      ...eventFor(row.kind, row.id, row.connectionId),
      ownerId: row.ownerId,
      afterMs: index * spreadMs,
    })),
  );
  for (const row of rows) await announce(tx, row.submissionId);
}

/** Attempts that wait for these owners to reconnect, whose connections were not lost after all: they wait for a storm's end. */
export async function holdWaitingAttempts(tx: Tx, ownerIds: readonly string[]): Promise<void> {
  if (ownerIds.length === 0) return;
  const rows = await tx
    .update(attempts)
    .set({ waitingFor: 'storm', lostConnection: false })
    .where(
      and(
        inArray(attempts.ownerId, [...ownerIds]),
        eq(attempts.status, 'processing'),
        eq(attempts.waitingFor, 'reconnect'),
      ),
    )
    .returning({ submissionId: attempts.submissionId });
  for (const row of rows) await announce(tx, row.submissionId);
}

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
