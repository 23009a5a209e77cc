import { and, asc, eq, gt, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';

import { type Database } from './database.ts';
import { type NewNotice, tell } from './notices.ts';
import { connections } from './schema/index.ts';

/** A connection that was lost, whose owner is to be told. */
export interface LostConnection {
  id: string;
  ownerId: string;
  reason: string | null;
  expiredAt: Date;
  authorityEndsOn: string | null;
}

/** Lost, and its owner does not want it ended. */
const isLost = and(eq(connections.status, 'expired'), isNull(connections.disconnectRequestedAt));

/** Connections that were lost, and who was told of it. All owners', for the background. */
export function createLostConnectionStore(db: Database) {
  return {
    /**
     * Those whose owners were not told, the longest lost first. Whose authority had come to its end is told by the reminders
     * of that.
     *
     * @param lost between which instants they must have been lost
     */
    async untold(lost: { after: Date; before: Date }, limit: number): Promise<LostConnection[]> {
      const { id, ownerId, reason, expiredAt, authorityEndsOn } = connections;
      const rows = await db
        .select({ id, ownerId, reason, expiredAt, authorityEndsOn })
        .from(connections)
        .where(
          and(
            isLost,
            isNull(connections.lostToldAt),
            isNotNull(expiredAt),
            gt(expiredAt, lost.after),
            lt(expiredAt, lost.before),
            or(
              isNull(authorityEndsOn),
              sql`(${expiredAt} at time zone 'Europe/London')::date < ${authorityEndsOn}`,
            ),
          ),
        )
        .orderBy(asc(expiredAt))
        .limit(limit);
      return rows.flatMap((row) => (row.expiredAt ? [{ ...row, expiredAt: row.expiredAt }] : []));
    },

    /** Tells the owner, once for each loss; false where they were told meanwhile, or have reconnected. */
    async tellLost({ id, expiredAt }: LostConnection, notice: NewNotice): Promise<boolean> {
      return db.transaction(async (tx) => {
        const rows = await tx
          .update(connections)
          .set({ lostToldAt: notice.at })
          .where(
            and(
              eq(connections.id, id),
              isLost,
              eq(connections.expiredAt, expiredAt),
              isNull(connections.lostToldAt),
            ),
          )
          .returning({ id: connections.id });
        if (rows.length === 0) return false;
        await tell(tx, notice);
        return true;
      });
    },

    /** Whether a connection is still lost as it was then. */
    async isStillLost(ownerId: string, id: string, expiredAt: Date): Promise<boolean> {
      const rows = await db
        .select({ id: connections.id })
        .from(connections)
        .where(
          and(
            eq(connections.id, id),
            eq(connections.ownerId, ownerId),
            isLost,
            eq(connections.expiredAt, expiredAt),
          ),
        );
      return rows.length > 0;
    },
  };
}

export type LostConnectionStore = ReturnType<typeof createLostConnectionStore>;
