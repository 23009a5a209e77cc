import { and, eq } from 'drizzle-orm';

import { noteCorrected } from './attempt-evidence.ts';
import { type Tx } from './database.ts';
import { holdOwnerOf } from './evidence.ts';
import { attempts, submissions } from './schema/index.ts';
import { announce, type AttemptRow } from './submission-rows.ts';

/**
 * Puts right how an attempt ended, and its submission where that attempt is the newest, with a record of it.
 *
 * @param attempt with the status that stands there now
 * @returns false where it stands there no more
 */
export async function correctAttempt(
  tx: Tx,
  { id, status: from }: Pick<AttemptRow, 'id' | 'status'>,
  right: Partial<typeof attempts.$inferInsert> & { status: 'submitted' | 'failed' },
  at: Date,
): Promise<boolean> {
  await holdOwnerOf(tx, id);
  const [changed] = await tx
    .update(attempts)
    .set(right)
    .where(and(eq(attempts.id, id), eq(attempts.status, from)))
    .returning();
  if (!changed) return false;
  const all = await tx
    .select({ number: attempts.number })
    .from(attempts)
    .where(eq(attempts.submissionId, changed.submissionId));
  if (Math.max(...all.map(({ number }) => number)) === changed.number) {
    await tx
      .update(submissions)
      .set({ status: right.status })
      .where(and(eq(submissions.id, changed.submissionId), eq(submissions.status, from)));
  }
  await announce(tx, changed.submissionId);
  await noteCorrected(tx, changed, from, at);
  return true;
}
