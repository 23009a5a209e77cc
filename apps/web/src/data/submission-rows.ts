import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';

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

/** An owner's submissions whose outcome HMRC can still tell: not those of which it does not tell. */
export const hasNoOutcome = (ownerId: string): SQL | undefined => inFlightBut(ownerId, ['untold']);

/** An owner's submissions to which HMRC's answer can still come by itself: nor those that wait for a reconnection. */
export const awaitsHmrc = (ownerId: string): SQL | undefined => inFlightBut(ownerId, ['untold', 'reconnect']);

const inFlightBut = (ownerId: string, waits: string[]): SQL | undefined =>
  and(
    eq(submissions.ownerId, ownerId),
    eq(submissions.status, 'processing'),
    sql`not exists (
      select from ${attempts} where ${attempts.submissionId} = ${submissions.id}
        and ${attempts.status} = 'processing' and ${inArray(attempts.waitingFor, waits)})`,
  );
