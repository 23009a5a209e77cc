import { and, asc, eq, gt, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';

import { type Database } from './database.ts';
import { connections, users } from './schema/index.ts';

/** A connection that was lost, whose owner is to be told. */
export interface LostConnection {
  id: string;
  ownerId: string;
  email: string;
  reason: string | null;
  expiredAt: Date;
  authorityEndsOn: string | null;
}

/** Connections that were lost, and who was told of it. All owners', for the background. */
export function createLostConnectionStore(db: Database) {
  return {
    /**
     * Claims one whose owner was not told, the longest lost first, by writing down that the mail leaves now.
     *
     * Whose authority had come to its end is told by the reminders of that.
     *
     * @param lost between which instants it must have been lost
     */
    async takeOne(lost: { after: Date; before: Date }, now: Date): Promise<LostConnection | null> {
      const due = db
        .select({ id: connections.id })
        .from(connections)
        .where(
          and(
            eq(connections.status, 'expired'),
            isNull(connections.lostToldAt),
            isNull(connections.disconnectRequestedAt),
            isNotNull(connections.expiredAt),
            gt(connections.expiredAt, lost.after),
            lt(connections.expiredAt, lost.before),
            or(
              isNull(connections.authorityEndsOn),
              sql`(${connections.expiredAt} at time zone 'Europe/London')::date < ${connections.authorityEndsOn}`,
            ),
          ),
        )
        .orderBy(asc(connections.expiredAt))
        .limit(1)
        .for('update', { skipLocked: true });
      const rows = await db
        .update(connections)
        .set({ lostToldAt: now })
        .from(users)
        .where(and(eq(connections.id, due), eq(users.id, connections.ownerId)))
        .returning({
          id: connections.id,
          ownerId: connections.ownerId,
          email: users.email,
          reason: connections.reason,
          expiredAt: connections.expiredAt,
          authorityEndsOn: connections.authorityEndsOn,
        });
      const row = rows[0];
      return row?.expiredAt ? { ...row, expiredAt: row.expiredAt } : null;
    },

    /** The mail server did not take it: it is tried again. */
    async notTold(id: string, toldAt: Date): Promise<void> {
      await db
        .update(connections)
        .set({ lostToldAt: null })
        .where(and(eq(connections.id, id), eq(connections.lostToldAt, toldAt)));
    },
  };
}

export type LostConnectionStore = ReturnType<typeof createLostConnectionStore>;
