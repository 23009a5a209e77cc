import { and, asc, eq, not, sql } from 'drizzle-orm';

import { type Database } from './database.ts';
import { type NewNotice, tell } from './notices.ts';
import { connections, notices } from './schema/index.ts';

/** An authority is a connection and the instant of its consent. */
interface Authority {
  ownerId: string;
  connectionId: string;
  consentedAt: Date;
}

/** A reminder that is due. */
interface DueReminder extends Authority {
  authorityEndsOn: string;
  daysBefore: number;
}

/** End dates, both included. */
interface EndDates {
  from: string;
  to: string;
}

/**
 * Whether an authority is one to remind of: in use, or found dead on its last day or later. A connection that was lost earlier
 * asks to be made again for that reason, and one that is being ended needs no authority.
 */
const isRemindable = (ends: EndDates) => sql`
  ${connections.authorityEndsOn} between ${ends.from}::date and ${ends.to}::date
  and ${connections.consentedAt} is not null
  and ${connections.disconnectRequestedAt} is null
  and (${connections.status} = 'connected'
    or (${connections.status} = 'expired'
      and (${connections.expiredAt} at time zone 'Europe/London')::date >= ${connections.authorityEndsOn}))`;

/** Reminders that an authority ends; of all people, for the background. */
export function createAuthorityReminderStore(db: Database) {
  const isInUse = (of: Authority, ends: EndDates) =>
    and(
      eq(connections.id, of.connectionId),
      eq(connections.ownerId, of.ownerId),
      eq(connections.consentedAt, of.consentedAt),
      isRemindable(ends),
    );

  return {
    /** Of each authority the newest reminder that is due, where neither it nor a later one was told; the first to end first. */
    async findDue(request: {
      today: string;
      ends: EndDates;
      days: readonly number[];
      limit: number;
    }): Promise<DueReminder[]> {
      const newest = sql<number>`(select min(days) from unnest(${sql.param(request.days)}::int[]) as days
        where days >= ${connections.authorityEndsOn} - ${request.today}::date)`;
      const wasTold = sql`exists (select from ${notices}
        where ${notices.ownerId} = ${connections.ownerId}
          and ${notices.about} ->> 'type' = 'authority'
          and ${notices.about} ->> 'connectionId' = ${connections.id}::text
          and (${notices.about} ->> 'consentedAt')::timestamptz = ${connections.consentedAt}
          and (${notices.about} ->> 'daysBefore')::int <= ${newest})`;
      const { ownerId, id, consentedAt, authorityEndsOn } = connections;
      const rows = await db
        .select({ ownerId, connectionId: id, consentedAt, authorityEndsOn, daysBefore: newest })
        .from(connections)
        .where(and(isRemindable(request.ends), not(wasTold)))
        .orderBy(asc(authorityEndsOn))
        .limit(request.limit);
      return rows.flatMap(({ consentedAt: given, authorityEndsOn: end, ...row }) =>
        given !== null && end !== null ? [{ ...row, consentedAt: given, authorityEndsOn: end }] : [],
      );
    },

    /** Tells of an authority while it is the one in use. */
    async tellOf(authority: Authority, ends: EndDates, notice: NewNotice): Promise<void> {
      await db.transaction(async (tx) => {
        // The lock keeps a renewal from passing between the look and the notice.
        const rows = await tx
          .select({ id: connections.id })
          .from(connections)
          .where(isInUse(authority, ends))
          .for('share');
        if (rows.length > 0) await tell(tx, notice);
      });
    },

    /** Whether an authority is the one in use, and still one to remind of. */
    async isStillInUse(authority: Authority, ends: EndDates): Promise<boolean> {
      const rows = await db.select({ id: connections.id }).from(connections).where(isInUse(authority, ends));
      return rows.length > 0;
    },
  };
}

export type AuthorityReminderStore = ReturnType<typeof createAuthorityReminderStore>;
