import { and, asc, eq, gte, lte } from 'drizzle-orm';

import { type Json } from '../platform/hash-chain.ts';
import { type Tx } from './database.ts';
import { addEvidence } from './evidence.ts';
import { connections, properties, sends, submissions, transactions, users } from './schema/index.ts';
import { type AttemptRow, type SendRow, type SubmissionRow } from './submission-rows.ts';
import { type YearAmountRow, yearAmountsOf } from './year-amounts.ts';

/** A transaction as it stood at a click, with the property as it was called then. */
export type LedgerRow = Awaited<ReturnType<typeof ledgerRows>>[number];

/** The transactions that are written down with an attempt. */
export interface Behind {
  /** Calendar dates, both included. */
  from: string;
  to: string;
  /** Whether the figures hold no expenses, whatever the records have: then nothing that is brought forward is in them either. */
  leavesOutExpenses: boolean;
  /** What HMRC has from other software, where the landlord ticked that these figures replace it, and in which words. */
  replaced: { periodStartDate: string; periodEndDate: string; wording: string } | null;
  /**
   * Picks those that the figures are the sums of, out of all of the span; null where they, and the amounts of the year that were
   * entered beside them, don't make the figures any more.
   */
  pick: (rows: readonly LedgerRow[], beside: readonly YearAmountRow[]) => readonly LedgerRow[] | null;
}

/** The records moved between the look at the figures and the click: what was to be placed is not. */
export class RecordsMovedError extends Error {
  override readonly name = 'RecordsMovedError';

  constructor() {
    super('The records no longer add up to the figures, so nothing was placed.');
  }
}

/**
 * Writes down what was asked for: by whom, the figures, and the transactions as they stand in this very transaction.
 *
 * @throws {RecordsMovedError} when they don't add up to the figures
 */
export async function notePlaced(
  tx: Tx,
  submission: SubmissionRow,
  attempt: Pick<AttemptRow, 'id' | 'number' | 'requestedAt'> & { figures: unknown },
  behind: Behind | undefined,
): Promise<void> {
  const { ownerId } = submission;
  const { from, to } = behind ?? { from: submission.periodStartDate, to: submission.periodEndDate };
  const all = await ledgerRows(tx, ownerId, from, to);
  const beside = behind && !behind.leavesOutExpenses ? await yearAmountsOf(tx, ownerId, submission) : [];
  const rows = behind ? behind.pick(all, beside) : all;
  if (rows === null) throw new RecordsMovedError();
  const [by] = await tx
    .select({ email: users.email, name: users.name })
    .from(users)
    .where(eq(users.id, ownerId));
  const [connection] = await tx
    .select({ environment: connections.environment })
    .from(connections)
    .where(eq(connections.ownerId, ownerId));
  await addEvidence(tx, {
    ownerId,
    kind: 'attempt-placed',
    submissionId: submission.id,
    attemptId: attempt.id,
    at: attempt.requestedAt,
    content: {
      submission: scopeOf(submission),
      attempt: { id: attempt.id, number: attempt.number },
      by: { email: by?.email ?? '', name: by?.name ?? '' },
      environment: connection?.environment ?? null,
      figures: plain(attempt.figures),
      ...(behind?.replaced && { replaced: behind.replaced }),
      transactions: { from, to, addUp: behind !== undefined, rows: plain(rows) },
      ...entriesOf(
        'broughtForward',
        beside.filter(({ kind }) => kind === 'finance-costs'),
      ),
      ...entriesOf(
        'rentARoom',
        beside.filter(({ kind }) => kind === 'rent-a-room'),
      ),
    },
  });
}

/** Writes down what became of an attempt, with everything that was sent for it. */
export async function noteEnded(tx: Tx, attempt: AttemptRow): Promise<void> {
  const [submission] = await tx.select().from(submissions).where(eq(submissions.id, attempt.submissionId));
  if (!submission) return;
  const requests = await tx
    .select()
    .from(sends)
    .where(eq(sends.attemptId, attempt.id))
    .orderBy(asc(sends.sentAt), asc(sends.sequence));
  const told = toldBy(attempt.outcome);
  await addEvidence(tx, {
    ownerId: attempt.ownerId,
    kind: 'attempt-ended',
    submissionId: submission.id,
    attemptId: attempt.id,
    at: attempt.finishedAt ?? attempt.requestedAt,
    content: {
      submission: scopeOf(submission),
      attempt: { id: attempt.id, number: attempt.number, placedAt: attempt.requestedAt.toISOString() },
      status: attempt.status,
      outcome: plain(attempt.outcome),
      correlationId: attempt.correlationId,
      requests: requests.map((send) => requestOf(send, told)),
    },
  });
}

/** Writes down an answer of HMRC's that came when its attempt had ended: it changes nothing, and is evidence all the same. */
export async function noteLateAnswer(tx: Tx, attempt: AttemptRow, send: SendRow, at: Date): Promise<void> {
  await addEvidence(tx, {
    ownerId: attempt.ownerId,
    kind: 'answer-after-end',
    submissionId: attempt.submissionId,
    attemptId: attempt.id,
    at,
    content: {
      attempt: { id: attempt.id, number: attempt.number },
      request: requestOf(send, null),
    },
  });
}

/** Writes down that what was recorded of an attempt's end was put right. */
export async function noteCorrected(
  tx: Tx,
  attempt: AttemptRow,
  from: AttemptRow['status'],
  at: Date,
): Promise<void> {
  await addEvidence(tx, {
    ownerId: attempt.ownerId,
    kind: 'attempt-corrected',
    submissionId: attempt.submissionId,
    attemptId: attempt.id,
    at,
    content: {
      attempt: { id: attempt.id, number: attempt.number },
      from,
      status: attempt.status,
      outcome: plain(attempt.outcome),
    },
  });
}

/** Amounts of the year under a name; nothing at all where none was entered. */
function entriesOf(name: string, rows: readonly YearAmountRow[]): Record<string, Json> {
  const entries = rows.map(({ countryCode, propertyId, amountPence, enteredAt }) => ({
    countryCode,
    propertyId,
    amountPence,
    enteredAt: enteredAt.toISOString(),
  }));
  return entries.length === 0 ? {} : { [name]: plain(entries) };
}

/** Writes down a landlord's word that a business is final, with the attempt whose adjustments it was given for. */
export async function noteFinalised(
  tx: Tx,
  attempt: Pick<AttemptRow, 'id' | 'number' | 'submissionId'>,
  word: {
    ownerId: string;
    businessId: string;
    taxYear: string;
    calculationId: string;
    confirmedBy: string;
    confirmedAt: Date;
    wording: string;
  },
): Promise<void> {
  const { ownerId, businessId, taxYear, calculationId, confirmedBy, confirmedAt, wording } = word;
  const [by] = await tx
    .select({ email: users.email, name: users.name })
    .from(users)
    .where(eq(users.id, ownerId));
  await addEvidence(tx, {
    ownerId,
    kind: 'business-finalised',
    submissionId: attempt.submissionId,
    attemptId: attempt.id,
    at: confirmedAt,
    content: {
      attempt: { id: attempt.id, number: attempt.number },
      by: { email: by?.email ?? '', name: by?.name ?? '' },
      finalised: { businessId, taxYear, calculationId, confirmedBy, wording },
    },
  });
}

/** One statement, so that the rows are of one instant. Whole amounts and the share are told where they say more than the own. */
async function ledgerRows(tx: Tx, ownerId: string, from: string, to: string) {
  const rows = await tx
    .select({
      id: transactions.id,
      date: transactions.date,
      propertyId: transactions.propertyId,
      property: properties.name,
      address: properties.address,
      countryCode: properties.countryCode,
      category: transactions.category,
      description: transactions.description,
      moneyInPence: transactions.moneyInPence,
      moneyOutPence: transactions.moneyOutPence,
      shared: {
        wholeInPence: transactions.wholeInPence,
        wholeOutPence: transactions.wholeOutPence,
        shareBasisPoints: transactions.shareBasisPoints,
      },
    })
    .from(transactions)
    .innerJoin(properties, and(eq(properties.id, transactions.propertyId), eq(properties.ownerId, ownerId)))
    .where(and(eq(transactions.ownerId, ownerId), gte(transactions.date, from), lte(transactions.date, to)))
    .orderBy(asc(transactions.date), asc(transactions.createdAt), asc(transactions.id));
  return rows.map(({ shared, ...row }) => ({ ...row, ...(shared.shareBasisPoints < 10_000 && { shared }) }));
}

function scopeOf({ id, kind, businessId, taxYear, periodStartDate, periodEndDate, dueDate }: SubmissionRow) {
  return { id, kind, businessId, taxYear, periodStartDate, periodEndDate, dueDate };
}

/**
 * A request as it is kept for good. Where HMRC's copy ended the attempt, what had no answer until then is what it holds; where
 * sending once more did, that told of it.
 */
function requestOf(send: SendRow, toldBy: 'hmrc-copy' | 'sent-again' | null) {
  const settledBy = send.settledBy ?? toldBy;
  const found = send.settledBy === null ? 'found' : 'not-found';
  return {
    id: send.id,
    sentAt: send.sentAt.toISOString(),
    body: send.body,
    answeredAt: send.answeredAt?.toISOString() ?? null,
    settledBy,
    httpStatus: send.httpStatus,
    codes: plain(send.codes),
    correlationId: send.correlationId,
    readBack: settledBy === 'hmrc-copy' ? found : null,
  };
}

/** What told of an attempt's end, where it was not HMRC's answer. */
function toldBy(outcome: unknown): 'hmrc-copy' | 'sent-again' | null {
  if (typeof outcome !== 'object' || outcome === null) return null;
  if (!('readBack' in outcome) || outcome.readBack !== true) return null;
  return 'code' in outcome && outcome.code === 'SENT_AGAIN' ? 'sent-again' : 'hmrc-copy';
}

/** What a `jsonb` column or rows of ours hold is JSON; half of a character, which Postgres keeps none of, is not among it. */
const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null)) as Json;
