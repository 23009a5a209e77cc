import { and, asc, eq, exists, isNull, lt, lte, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';

import { type Database } from './database.ts';
import { authorityReminders, connections, users } from './schema/index.ts';

/** A reminder that this process may send. */
export interface TakenReminder {
  id: string;
  ownerId: string;
  connectionId: string;
  email: string;
  authorityEndsOn: string;
  daysBefore: number;
}

/** End dates, both included. */
interface EndDates {
  from: string;
  to: string;
}

/** What is not confirmed is tried again after a minute, doubling to an hour, by the database's clock. */
const nextTry = sql`now() + least(power(2, least(${authorityReminders.tries}, 12)), 60) * interval '1 minute'`;

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

/** The reminders of all people, for the background. */
export function createAuthorityReminderStore(db: Database) {
  /**
   * Notes for each authority the newest reminder that is due, if neither it nor a later one was noted before. Any number of
   * processes may do so at once: the unique key lets one of them.
   *
   * @param request `spreadMs` is the span over which they become due to be sent
   */
  async function noteDue(request: {
    today: string;
    ends: EndDates;
    days: readonly number[];
    spreadMs: number;
    limit: number;
  }): Promise<void> {
    const newest = sql`(select min(days) from unnest(${sql.param(request.days)}::int[]) as days
      where days >= ${connections.authorityEndsOn} - ${request.today}::date)`;
    await db.execute(sql`
      insert into ${authorityReminders}
        (owner_id, connection_id, consented_at, authority_ends_on, days_before, next_try_at)
      select ${connections.ownerId}, ${connections.id}, ${connections.consentedAt}, ${connections.authorityEndsOn},
        ${newest}, now() + random() * ${request.spreadMs}::float8 * interval '1 millisecond'
      from ${connections}
      where ${isRemindable(request.ends)}
        and not exists (select from ${authorityReminders} told
          where told.connection_id = ${connections.id} and told.consented_at = ${connections.consentedAt}
            and told.days_before <= ${newest})
      order by ${connections.authorityEndsOn}
      limit ${request.limit}
      on conflict do nothing`);
  }

  /** Claims a reminder for a while: of the authority in use, the newest of it, and not on its way yet. */
  async function takeOne(ends: EndDates): Promise<TakenReminder | null> {
    const newer = alias(authorityReminders, 'newer');
    const due = db
      .select({ id: authorityReminders.id })
      .from(authorityReminders)
      .innerJoin(
        connections,
        and(
          eq(connections.id, authorityReminders.connectionId),
          eq(connections.consentedAt, authorityReminders.consentedAt),
        ),
      )
      .where(
        and(
          isNull(authorityReminders.sentAt),
          isNull(authorityReminders.leavingAt),
          lte(authorityReminders.nextTryAt, sql`now()`),
          isRemindable(ends),
          notExists(
            db
              .select({ id: newer.id })
              .from(newer)
              .where(
                and(
                  eq(newer.connectionId, authorityReminders.connectionId),
                  eq(newer.consentedAt, authorityReminders.consentedAt),
                  lt(newer.daysBefore, authorityReminders.daysBefore),
                ),
              ),
          ),
        ),
      )
      .orderBy(asc(authorityReminders.nextTryAt), asc(authorityReminders.id))
      .limit(1)
      .for('update', { of: authorityReminders, skipLocked: true });
    const [taken] = await db
      .update(authorityReminders)
      .set({ tries: sql`${authorityReminders.tries} + 1`, nextTryAt: nextTry })
      // An equals sign, since with "in" Postgres may look for the one row more than once.
      .where(eq(authorityReminders.id, due))
      .returning();
    if (!taken) return null;
    const [person] = await db.select({ email: users.email }).from(users).where(eq(users.id, taken.ownerId));
    return person ? { ...taken, email: person.email } : null;
  }

  /** Writes down that the mail leaves now. False when it did before, or the authority is not the one in use any more. */
  async function leave(id: string): Promise<boolean> {
    const rows = await db
      .update(authorityReminders)
      .set({ leavingAt: sql`now()` })
      .where(
        and(
          eq(authorityReminders.id, id),
          isNull(authorityReminders.leavingAt),
          isNull(authorityReminders.sentAt),
          exists(
            db
              .select({ id: connections.id })
              .from(connections)
              .where(
                and(
                  eq(connections.id, authorityReminders.connectionId),
                  eq(connections.consentedAt, authorityReminders.consentedAt),
                ),
              ),
          ),
        ),
      )
      .returning({ id: authorityReminders.id });
    return rows.length > 0;
  }

  async function sent(id: string, now: Date): Promise<void> {
    await db.update(authorityReminders).set({ sentAt: now }).where(eq(authorityReminders.id, id));
  }

  /** The mail server did not take it: it may be tried again at its next try. */
  async function notSent(id: string): Promise<void> {
    await db.update(authorityReminders).set({ leavingAt: null }).where(eq(authorityReminders.id, id));
  }

  return { noteDue, takeOne, leave, sent, notSent };
}

export type AuthorityReminderStore = ReturnType<typeof createAuthorityReminderStore>;
