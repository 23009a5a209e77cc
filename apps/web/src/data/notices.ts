import { and, count, desc, eq, isNull, lte, sql } from 'drizzle-orm';

import { type Database, type Tx } from './database.ts';
import { mails, notices, switchedOffNotices } from './schema/index.ts';
import { isUuid } from './uuid.ts';

export type NoticeRow = typeof notices.$inferSelect;
export type NoticeKind = NoticeRow['kind'];
export type NoticeChannel = (typeof switchedOffNotices.$inferSelect)['channel'];

/** Something to tell somebody, once. */
export type NewNotice = Pick<NoticeRow, 'ownerId' | 'key' | 'kind' | 'at'> & {
  about: object;
  /** The mail leaves after so much real time, */
  mailAfterMs?: number;
  /** at a moment of its own within this span. */
  mailWithinMs?: number;
};

/** A kind and a channel that a person has switched off. */
export interface SwitchedOff {
  kind: NoticeKind;
  channel: NoticeChannel;
}

/**
 * Tells somebody something, in the transaction that makes it true: in the app and by mail, as they want it. What was told
 * before is not told again.
 */
export async function tell(
  tx: Tx,
  { mailAfterMs = 0, mailWithinMs = 0, ...notice }: NewNotice,
): Promise<void> {
  const off = await tx
    .select({ channel: switchedOffNotices.channel })
    .from(switchedOffNotices)
    .where(and(eq(switchedOffNotices.ownerId, notice.ownerId), eq(switchedOffNotices.kind, notice.kind)));
  const wants = (channel: NoticeChannel) => !off.some((each) => each.channel === channel);
  if (!wants('app') && !wants('mail')) return;
  const [made] = await tx
    .insert(notices)
    .values({ ...notice, isShown: wants('app') })
    .onConflictDoNothing()
    .returning({ id: notices.id });
  if (!made || !wants('mail')) return;
  await tx.insert(mails).values({
    ownerId: notice.ownerId,
    noticeId: made.id,
    createdAt: sql`now()`,
    notBefore: sql`now() + (${mailAfterMs} + random() * ${mailWithinMs}::float8) * interval '1 millisecond'`,
  });
}

/** What people read of their notices, and what they want to be told. Every function takes the owner. */
export function createNoticeStore(db: Database) {
  const shownTo = (ownerId: string) => and(eq(notices.ownerId, ownerId), eq(notices.isShown, true));

  return {
    /** The newest first. */
    async list(ownerId: string, page: { limit: number; offset: number }): Promise<NoticeRow[]> {
      return db
        .select()
        .from(notices)
        .where(shownTo(ownerId))
        .orderBy(desc(notices.at), desc(notices.sequence))
        .limit(page.limit)
        .offset(page.offset);
    },

    async count(ownerId: string): Promise<number> {
      const [row] = await db.select({ count: count() }).from(notices).where(shownTo(ownerId));
      return row?.count ?? 0;
    },

    async countUnread(ownerId: string): Promise<number> {
      const [row] = await db
        .select({ count: count() })
        .from(notices)
        .where(and(shownTo(ownerId), isNull(notices.readAt)));
      return row?.count ?? 0;
    },

    /** False where the owner has no such notice. */
    async markRead(ownerId: string, id: string, at: Date): Promise<boolean> {
      if (!isUuid(id)) return false;
      const rows = await db
        .update(notices)
        .set({ readAt: sql`coalesce(${notices.readAt}, ${at})` })
        .where(and(shownTo(ownerId), eq(notices.id, id)))
        .returning({ id: notices.id });
      return rows.length > 0;
    },

    /** Marks all that were there at an instant: what came later, nobody has seen yet. */
    async markAllRead(ownerId: string, upTo: Date, at: Date): Promise<void> {
      await db
        .update(notices)
        .set({ readAt: at })
        .where(and(shownTo(ownerId), isNull(notices.readAt), lte(notices.at, upTo)));
    },

    async switchedOff(ownerId: string): Promise<SwitchedOff[]> {
      return db
        .select({ kind: switchedOffNotices.kind, channel: switchedOffNotices.channel })
        .from(switchedOffNotices)
        .where(eq(switchedOffNotices.ownerId, ownerId));
    },

    /** Takes the place of what was switched off before. */
    async switchOff(ownerId: string, off: readonly SwitchedOff[]): Promise<void> {
      await db.transaction(async (tx) => {
        await tx.delete(switchedOffNotices).where(eq(switchedOffNotices.ownerId, ownerId));
        if (off.length > 0) {
          await tx.insert(switchedOffNotices).values(off.map((each) => ({ ...each, ownerId })));
        }
      });
    },

    /**
     * Removes notices told before an instant that their owners have read, or wanted by mail alone; all owners', for the background.
     *
     * @returns how many were removed: `most`, where there may be more
     */
    async forgetRead(before: Date, most: number): Promise<number> {
      const { rowCount } = await db.execute(sql`
        delete from notices where id in (
          select id from notices where (read_at is not null or not is_shown) and at < ${before.toISOString()} limit ${most})`);
      return rowCount ?? 0;
    },

    /** Tells what became true by the passing of time alone. */
    async tell(notice: NewNotice): Promise<void> {
      await db.transaction((tx) => tell(tx, notice));
    },
  };
}

export type NoticeStore = ReturnType<typeof createNoticeStore>;
