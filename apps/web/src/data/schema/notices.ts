import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

import { users } from './accounts.ts';
import { inOrder, instant, personId } from './columns.ts';

const owner = () => personId('owner_id').references(() => users.id, { onDelete: 'cascade' });

/** What people are told of, by what they may switch off: all but `reconnect`. */
const kind = () =>
  text('kind', { enum: ['taken', 'not-taken', 'asking', 'deadline', 'reconnect'] }).notNull();

/** What a landlord was told, each thing once. Written in the transaction that makes it true. */
export const notices = pgTable(
  'notices',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    ownerId: owner(),
    /** What it tells of: a second notice of the same is not written. */
    key: text('key').notNull(),
    kind: kind(),
    /** What its words are made of: ids, dates and sentences; never an amount, a token or a NINO. */
    about: jsonb('about').notNull(),
    at: instant('at').notNull(),
    sequence: inOrder(),
    /** False where its owner wanted no notice of this kind in the app. */
    isShown: boolean('is_shown').notNull(),
    readAt: instant('read_at'),
  },
  (table) => [
    uniqueIndex('notices_once').on(table.ownerId, table.key),
    index('notices_owner').on(table.ownerId, table.at),
    // For the count in the frame of every page.
    index('notices_unread')
      .on(table.ownerId)
      .where(sql`${table.isShown} and ${table.readAt} is null`),
    // For removing what is old.
    index('notices_done')
      .on(table.at)
      .where(sql`${table.readAt} is not null or not ${table.isShown}`),
  ],
);

/** The outbox of mails: one for each notice that is mailed. Times are by the database's clock. */
export const mails = pgTable(
  'mails',
  {
    /** Stands in the mail's Message-ID, however often it is sent. */
    id: uuid('id').primaryKey().defaultRandom(),
    ownerId: owner(),
    noticeId: uuid('notice_id')
      .notNull()
      .unique()
      .references(() => notices.id, { onDelete: 'cascade' }),
    /** `dropped` is what was no longer true when it came to be sent; `refused` and `given-up` never arrived. */
    status: text('status', { enum: ['waiting', 'sent', 'dropped', 'refused', 'given-up'] })
      .notNull()
      .default('waiting'),
    createdAt: instant('created_at').notNull(),
    /** While a process sends it, when its claim ends; else when it is tried next. */
    notBefore: instant('not_before').notNull(),
    tries: integer('tries').notNull().default(0),
    /** The mail server's status, or the code of what went wrong, of the last try that failed. */
    lastCode: text('last_code'),
    endedAt: instant('ended_at'),
  },
  (table) => [
    index('mails_owner').on(table.ownerId),
    index('mails_waiting')
      .on(table.notBefore)
      .where(sql`${table.status} = 'waiting'`),
    // For removing what is old.
    index('mails_ended')
      .on(table.endedAt)
      .where(sql`${table.status} <> 'waiting'`),
  ],
);

/** Kinds of notices that a person wants no more, by channel. */
export const switchedOffNotices = pgTable(
  'switched_off_notices',
  {
    ownerId: owner(),
    kind: kind(),
    channel: text('channel', { enum: ['app', 'mail'] }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.ownerId, table.kind, table.channel] })],
);
