import { sql } from 'drizzle-orm';
import { boolean, date, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

import { users } from './accounts.ts';
import { inOrder, instant, personId } from './columns.ts';

const owner = () => personId('owner_id').references(() => users.id, { onDelete: 'cascade' });

/** What a landlord sends to HMRC, and what became of it. */
export const submissions = pgTable(
  'submissions',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    ownerId: owner(),
    kind: text('kind', {
      enum: [
        'quarterly-update',
        'annual-summary',
        'end-of-period-statement',
        'accounting-adjustments',
        'losses',
        'final-declaration',
      ],
    }).notNull(),
    /** HMRC's business id; empty where it is about the whole of a person's year. */
    businessId: text('business_id').notNull(),
    taxYear: text('tax_year').notNull(),
    periodStartDate: date('period_start_date', { mode: 'string' }).notNull(),
    periodEndDate: date('period_end_date', { mode: 'string' }).notNull(),
    dueDate: date('due_date', { mode: 'string' }),
    status: text('status', { enum: ['processing', 'submitted', 'failed', 'rejected'] }).notNull(),
    createdAt: instant('created_at').notNull(),
    sequence: inOrder(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    index('submissions_owner').on(table.ownerId, table.createdAt),
    // One in flight for a business, a tax year and a kind.
    uniqueIndex('submissions_one_in_flight')
      .on(table.ownerId, table.businessId, table.taxYear, table.kind)
      .where(sql`${table.status} = 'processing'`),
  ],
);

/** One try at a submission; a resubmission is a new one. Its id is the event's and the engine's. */
export const attempts = pgTable(
  'attempts',
  {
    id: uuid('id').primaryKey(),
    ownerId: owner(),
    submissionId: uuid('submission_id')
      .notNull()
      .references(() => submissions.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    status: text('status', { enum: ['processing', 'submitted', 'failed', 'rejected'] }).notNull(),
    /** The figures as they stood at the click, in pence, frozen; their form is that of the submission's kind. */
    figures: jsonb('figures').notNull(),
    /** Fraud prevention headers of the click, and what was left out and why. */
    fraudPrevention: jsonb('fraud_prevention').notNull(),
    requestedAt: instant('requested_at').notNull(),
    /** The step under way, how often it was tried, and when it is tried again. */
    step: text('step'),
    tries: integer('tries').notNull().default(0),
    nextTryAt: instant('next_try_at'),
    /** What the person is told while it waits: a key of the table of waits. */
    waitingFor: text('waiting_for'),
    /** Whose fault the last wait was. */
    heldUpBy: text('held_up_by', { enum: ['hmrc', 'us'] }),
    /** True once the connection died while HMRC's answer was not known. */
    lostConnection: boolean('lost_connection').notNull().default(false),
    finishedAt: instant('finished_at'),
    /** The outcome in HMRC's terms: codes with paths, the sentence, who acts. */
    outcome: jsonb('outcome'),
    correlationId: text('correlation_id'),
  },
  (table) => [uniqueIndex('attempts_submission_number').on(table.submissionId, table.number)],
);

/** One request that carried figures to HMRC. Written before it leaves; answered once. */
export const sends = pgTable(
  'sends',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    ownerId: owner(),
    attemptId: uuid('attempt_id')
      .notNull()
      .references(() => attempts.id, { onDelete: 'cascade' }),
    sentAt: instant('sent_at').notNull(),
    sequence: inOrder(),
    /** The exact body. */
    body: text('body').notNull(),
    answeredAt: instant('answered_at'),
    /** How it ended: answered, not-sent, or settled by reading HMRC's copy or, where there is none, by sending once more. */
    settledBy: text('settled_by', { enum: ['answer', 'not-sent', 'hmrc-copy', 'sent-again'] }),
    httpStatus: integer('http_status'),
    codes: jsonb('codes'),
    correlationId: text('correlation_id'),
  },
  (table) => [index('sends_attempt').on(table.attemptId, table.sentAt)],
);

/** Events on their way to the engine. Written with what they announce, in one transaction. */
export const outbox = pgTable(
  'outbox',
  {
    /** The event's id: the engine starts a function once for it, for ever. */
    id: text('id').primaryKey(),
    ownerId: owner(),
    name: text('name').notNull(),
    data: jsonb('data').notNull(),
    createdAt: instant('created_at').notNull(),
    notBefore: instant('not_before').notNull(),
    handedOverAt: instant('handed_over_at'),
    tries: integer('tries').notNull().default(0),
  },
  (table) => [
    index('outbox_waiting')
      .on(table.notBefore)
      .where(sql`${table.handedOverAt} is null`),
    // For whoever looks what was last set off for an attempt.
    index('outbox_attempt').on(sql`(${table.data} ->> 'attemptId')`),
    // The same for a calculation.
    index('outbox_calculation').on(sql`(${table.data} ->> 'calculation')`),
  ],
);
