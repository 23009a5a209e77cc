import { and, asc, count, desc, eq, inArray, lte, sql } from 'drizzle-orm';

import { type Database } from './database.ts';
import { mails, notices, switchedOffNotices, users } from './schema/index.ts';

/** A mail that this process may send, until its claim ends. */
export interface TakenMail {
  id: string;
  ownerId: string;
  /** Null where it is not to be sent: its owner wants no mails of this kind any more. */
  email: string | null;
  about: unknown;
  /** Counts the claims: only the newest says what becomes of the mail. */
  tries: number;
}

type MailRow = typeof mails.$inferSelect;

/** How long a claim lasts. A mail server that answers at all has done so by then. */
const claim = sql`now() + interval '10 minutes'`;

/** What was not taken is tried again after a minute, doubling to an hour. */
const nextTry = sql`now() + least(power(2, ${mails.tries} - 1), 60) * interval '1 minute'`;

/** The outbox of mails; those of all people, for the background and for whoever runs the platform. */
export function createMailStore(db: Database) {
  /** Ends a mail, unless it has ended. */
  async function end(
    id: string,
    status: Exclude<MailRow['status'], 'waiting'>,
    lastCode?: string,
  ): Promise<void> {
    await db
      .update(mails)
      .set({ status, endedAt: sql`now()`, ...(lastCode === undefined ? {} : { lastCode }) })
      .where(and(eq(mails.id, id), eq(mails.status, 'waiting')));
  }

  return {
    end,

    /** Claims the mail that has been due longest; no other process is given it until the claim ends. */
    async takeOne(): Promise<TakenMail | null> {
      const due = db
        .select({ id: mails.id })
        .from(mails)
        .where(and(eq(mails.status, 'waiting'), lte(mails.notBefore, sql`now()`)))
        .orderBy(asc(mails.notBefore), asc(mails.id))
        .limit(1)
        .for('update', { skipLocked: true });
      const [taken] = await db
        .update(mails)
        .set({ tries: sql`${mails.tries} + 1`, notBefore: claim })
        // An equals sign, since with "in" Postgres may look for the one row more than once.
        .where(eq(mails.id, due))
        .returning();
      if (!taken) return null;
      const [of] = await db
        .select({ about: notices.about, email: users.email, off: switchedOffNotices.channel })
        .from(notices)
        .innerJoin(users, eq(users.id, notices.ownerId))
        .leftJoin(
          switchedOffNotices,
          and(
            eq(switchedOffNotices.ownerId, notices.ownerId),
            eq(switchedOffNotices.kind, notices.kind),
            eq(switchedOffNotices.channel, 'mail'),
          ),
        )
        .where(eq(notices.id, taken.noticeId));
      const { id, ownerId, tries } = taken;
      return { id, ownerId, tries, about: of?.about, email: of?.off === null ? of.email : null };
    },

    /** The mail server did not take it: it waits for its next try, unless somebody else has claimed it since. */
    async tryLater({ id, tries }: Pick<TakenMail, 'id' | 'tries'>, lastCode: string): Promise<void> {
      await db
        .update(mails)
        .set({ notBefore: nextTry, lastCode })
        .where(and(eq(mails.id, id), eq(mails.status, 'waiting'), eq(mails.tries, tries)));
    },

    /** Gives up what has waited too long to be news; what was never tried, since there is no mail server, is only dropped. */
    async giveUpOld(olderThanMs: number): Promise<number> {
      const rows = await db
        .update(mails)
        .set({
          status: sql`case when ${mails.tries} = 0 then 'dropped' else 'given-up' end`,
          endedAt: sql`now()`,
        })
        .where(
          and(
            eq(mails.status, 'waiting'),
            lte(mails.createdAt, sql`now() - ${olderThanMs} * interval '1 millisecond'`),
            // Not one that is being sent.
            lte(mails.notBefore, sql`now()`),
          ),
        )
        .returning({ status: mails.status });
      return rows.filter(({ status }) => status === 'given-up').length;
    },

    /**
     * Removes mails that ended so long ago.
     *
     * @returns how many were removed: `most`, where there may be more
     */
    async forgetEnded(olderThanMs: number, most: number): Promise<number> {
      const { rowCount } = await db.execute(sql`
        delete from mails where id in (
          select id from mails
          where status <> 'waiting' and ended_at < now() - ${olderThanMs} * interval '1 millisecond' limit ${most})`);
      return rowCount ?? 0;
    },

    /** For whoever runs the platform: how many mails are how. */
    async counts(): Promise<{ status: string; kind: string; count: number }[]> {
      return db
        .select({ status: mails.status, kind: notices.kind, count: count() })
        .from(mails)
        .innerJoin(notices, eq(notices.id, mails.noticeId))
        .groupBy(mails.status, notices.kind)
        .orderBy(mails.status, notices.kind);
    },

    /** Mails that never arrived, or have been tried in vain so far, the newest first. By id: no address stands here. */
    async troubled(limit: number) {
      const { id, status, tries, lastCode, createdAt, notBefore, endedAt } = mails;
      return db
        .select({ id, status, tries, lastCode, createdAt, notBefore, endedAt, kind: notices.kind })
        .from(mails)
        .innerJoin(notices, eq(notices.id, mails.noticeId))
        .where(
          sql`${inArray(mails.status, ['refused', 'given-up'])}
            or (${and(eq(mails.status, 'waiting'), sql`${mails.lastCode} is not null`)})`,
        )
        .orderBy(desc(mails.createdAt))
        .limit(limit);
    },
  };
}

export type MailStore = ReturnType<typeof createMailStore>;
