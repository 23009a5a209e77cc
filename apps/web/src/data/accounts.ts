import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { and, count, eq, inArray, lt, ne, sql } from 'drizzle-orm';

import { awaitsHmrc } from './submission-rows.ts';
import { createAccountExport } from './account-export.ts';
import { type Database } from './database.ts';
import {
  outbox,
  sessions,
  signInLimits,
  signInMethods,
  submissions,
  users,
  verifications,
} from './schema/index.ts';

/** How often something may be tried in a stretch of time. */
export interface Limit {
  most: number;
  windowSeconds: number;
}

/** Everything an account keeps, and how often somebody tried to get into one. */
export function createAccountStore(db: Database) {
  return {
    ...createTryCounter(db),

    /** Reads everything kept about a person. */
    exportOf: createAccountExport(db),

    /** What better-auth reads and writes people, sessions, passwords and links through. */
    authAdapter: drizzleAdapter(db, {
      provider: 'pg',
      transaction: true,
      schema: { user: users, session: sessions, account: signInMethods, verification: verifications },
    }),

    /** Makes every link sent to the owner worthless. */
    async deleteLinks(ownerId: string): Promise<void> {
      await db.delete(verifications).where(eq(verifications.value, ownerId));
    },

    async deleteSessions(ownerId: string, options: { except?: string } = {}): Promise<void> {
      const { except } = options;
      await db
        .delete(sessions)
        .where(and(eq(sessions.userId, ownerId), except === undefined ? undefined : ne(sessions.id, except)));
    },

    async countProcessing(ownerId: string): Promise<number> {
      const [row] = await db.select({ count: count() }).from(submissions).where(awaitsHmrc(ownerId));
      return row?.count ?? 0;
    },

    /**
     * Deletes the owner and, by cascade, every row of theirs, unless HMRC's answer to a submission is awaited.
     *
     * The lock on the owner's row keeps a submission from being requested meanwhile: its foreign key waits for this
     * transaction, and then finds nobody.
     */
    async deleteAccount(ownerId: string): Promise<'deleted' | 'submission-processing'> {
      return await db.transaction(async (tx) => {
        await tx.select({ id: users.id }).from(users).where(eq(users.id, ownerId)).for('update');
        const [row] = await tx.select({ count: count() }).from(submissions).where(awaitsHmrc(ownerId));
        if ((row?.count ?? 0) > 0) return 'submission-processing';
        await tx.delete(verifications).where(eq(verifications.value, ownerId));
        await tx.delete(outbox).where(eq(outbox.ownerId, ownerId));
        await tx.delete(users).where(eq(users.id, ownerId));
        return 'deleted';
      });
    },
  };
}

export { type AccountExport } from './account-export.ts';

export type AccountStore = ReturnType<typeof createAccountStore>;

/** Counts tries, one row a key, by the database's clock: right with any number of processes. */
function createTryCounter(db: Database) {
  return {
    /**
     * Counts one try before it is made, so that tries at the same time cannot all pass.
     *
     * @returns null when it may be made, else the seconds until the window ends
     */
    async countTry(key: string, { most, windowSeconds }: Limit): Promise<number | null> {
      const windowEnd = sql`now() + ${windowSeconds} * interval '1 second'`;
      const isOver = sql`${signInLimits.endsAt} <= now()`;
      const [row] = await db
        .insert(signInLimits)
        .values({ key, count: 1, endsAt: windowEnd })
        .onConflictDoUpdate({
          target: signInLimits.key,
          set: {
            count: sql`case when ${isOver} then 1 else least(${signInLimits.count}, ${most}) + 1 end`,
            endsAt: sql`case when ${isOver} then ${windowEnd} else ${signInLimits.endsAt} end`,
          },
        })
        .returning({
          count: signInLimits.count,
          seconds: sql<number>`ceil(extract(epoch from ${signInLimits.endsAt} - now()))::int`,
        });
      return row === undefined || row.count <= most ? null : Math.max(1, row.seconds);
    },

    /** Takes tries back that turned out well. */
    async takeBackTries(keys: readonly string[]): Promise<void> {
      await db
        .update(signInLimits)
        .set({ count: sql`greatest(0, ${signInLimits.count} - 1)` })
        .where(inArray(signInLimits.key, [...keys]));
    },

    /** Forgets what was counted under a key, and every window that is over. */
    async forgetTries(key: string): Promise<void> {
      await db.delete(signInLimits).where(eq(signInLimits.key, key));
      await db.delete(signInLimits).where(lt(signInLimits.endsAt, sql`now()`));
    },
  };
}
