import { and, eq, type SQL, sql } from 'drizzle-orm';

import { type Tx } from './database.ts';
import { type OutboxEvent } from './outbox.ts';
import { attempts, type sends, submissions } from './schema/index.ts';

export type SubmissionRow = typeof submissions.$inferSelect;
export type AttemptRow = typeof attempts.$inferSelect;
export type SendRow = typeof sends.$inferSelect;
export type SubmissionEvent = OutboxEvent;

/** Tells the pages that show a submission, in every process, that it changed; the outbox hears it too. */
export async function announce(tx: Tx, submissionId: string): Promise<void> {
  await tx.execute(sql`select pg_notify('quarterday', ${`submission:${submissionId}`})`);
}


/** An owner's submissions to which HMRC's answer can still come by itself: not those that wait for a reconnection. */
export function awaitsHmrc(ownerId: string): SQL | undefined {
  return and(
    eq(submissions.ownerId, ownerId),
    eq(submissions.status, 'processing'),
    sql`not exists (
      select from ${attempts} where ${attempts.submissionId} = ${submissions.id}
        and ${attempts.status} = 'processing' and ${attempts.waitingFor} = 'reconnect')`,
  );
}
