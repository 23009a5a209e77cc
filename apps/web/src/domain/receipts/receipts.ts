import { type EvidenceKind, type EvidenceRow, type EvidenceStore } from '../../data/evidence.ts';
import { type SendRow } from '../../data/submission-rows.ts';
import { fingerprintOf } from '../../platform/hash-chain.ts';
import { readOutcome, type Submissions, type SubmissionView } from '../submissions/index.ts';
import {
  type EvidenceRecord,
  type FrozenAmount,
  type FrozenLedger,
  type FrozenReplaced,
  readRecord,
  type SentRequest,
} from './rules.ts';

type AttemptView = SubmissionView['attempts'][number];

/** A record of the chain as a receipt names it. */
export interface ReceiptRecord {
  sequence: number;
  kind: EvidenceKind;
  at: Date;
  hash: string;
  /** Whether its text still has this fingerprint. */
  fits: boolean;
}

/** What is known of one attempt, from the chain; from the tables where it is older than the chain or has not ended. */
export interface AttemptReceipt {
  attempt: AttemptView;
  /** Whose account the click came from; null for an attempt that was made before records were kept. */
  by: { email: string; name: string } | null;
  /** HMRC's environment: `production`, `sandbox` or `simulator`. */
  environment: string | null;
  /** What HMRC had from other software and the landlord ticked that this replaces. */
  replaced: FrozenReplaced | null;
  /** The transactions as they stood at the click; null where they were not frozen then. */
  ledger: FrozenLedger | null;
  /** Finance costs that were brought forward beside them. */
  broughtForward: FrozenAmount[];
  /** The Rent a Room amount claimed: one, or none. */
  rentARoom: FrozenAmount[];
  requests: SentRequest[];
  /** Answers that came when the attempt had ended. */
  lateAnswers: SentRequest[];
  /** When its outcome was put right, and what stood there before. */
  corrections: { at: string; from: AttemptView['status'] }[];
  /** The landlord's word that the business is final with these adjustments, each time that it was given. */
  finalised: { at: string; by: string; wording: string }[];
  records: ReceiptRecord[];
}

/** Everything that shows what was submitted and what became of it. */
export interface Receipt {
  submission: SubmissionView;
  /** The newest first. */
  attempts: AttemptReceipt[];
  /** The newest record of the whole chain; null while there is none. */
  head: { sequence: number; hash: string } | null;
}

/** Receipts, read from the chain of evidence. Every function takes the owner. */
export function createReceipts({ store, submissions }: { store: EvidenceStore; submissions: Submissions }) {
  async function one(ownerId: string, submissionId: string): Promise<Receipt | null> {
    const submission = await submissions.one(ownerId, submissionId);
    if (!submission) return null;
    const [rows, head, sends] = await Promise.all([
      store.ofSubmission(ownerId, submission.id),
      store.headOf(ownerId),
      submissions.sends(ownerId, submission.id),
    ]);
    const attempts = submission.attempts.map((attempt) => attemptReceipt(attempt, rows, sends)).reverse();
    return { submission, attempts, head };
  }

  /** The receipts of all submissions, or of those of a tax year; the newest first. */
  async function all(ownerId: string, taxYear?: string): Promise<Receipt[]> {
    const chosen = (await submissions.all(ownerId)).filter(
      (each) => taxYear === undefined || each.taxYear === taxYear,
    );
    const receipts: Receipt[] = [];
    // One after another: a receipt holds a ledger.
    for (const { id } of chosen) {
      const receipt = await one(ownerId, id);
      if (receipt) receipts.push(receipt);
    }
    return receipts;
  }

  return {
    one,
    all,
    head: (ownerId: string) => store.headOf(ownerId),
    chain: (ownerId: string) => store.chainOf(ownerId),
  };
}

export type Receipts = ReturnType<typeof createReceipts>;

function attemptReceipt(
  attempt: AttemptView,
  rows: readonly EvidenceRow[],
  sends: readonly SendRow[],
): AttemptReceipt {
  const own = rows
    .filter(({ attemptId }) => attemptId === attempt.id)
    .map((row) => ({ row, record: readRecord(row.text) }));
  const find = <Kind extends EvidenceRecord['kind']>(kind: Kind) =>
    own.flatMap(({ record }) => (record && isOf(record, kind) ? [record] : []));
  const [placed] = find('attempt-placed');
  const [ended] = find('attempt-ended');
  const corrections = find('attempt-corrected');
  const last = corrections.at(-1) ?? ended;
  return {
    attempt: {
      ...attempt,
      ...(placed && { figures: placed.figures, requestedAt: new Date(placed.at) }),
      ...(ended && { correlationId: ended.correlationId, finishedAt: new Date(ended.at) }),
      ...(last && { status: last.status, outcome: readOutcome(last.outcome) }),
    },
    by: placed?.by ?? null,
    environment: placed?.environment ?? null,
    replaced: placed?.replaced ?? null,
    ledger: placed?.transactions ?? null,
    broughtForward: placed?.broughtForward ?? [],
    rentARoom: placed?.rentARoom ?? [],
    requests: ended?.requests ?? sends.filter((send) => send.attemptId === attempt.id).map(requestOf),
    lateAnswers: find('answer-after-end').map(({ request }) => request),
    corrections: corrections.map(({ at, from }) => ({ at, from })),
    finalised: find('business-finalised').map(({ at, finalised: { confirmedBy, wording } }) => ({
      at,
      by: confirmedBy,
      wording,
    })),
    records: own.map(({ row: { sequence, kind, at, hash, text } }) => ({
      sequence,
      kind,
      at,
      hash,
      fits: fingerprintOf(text) === hash,
    })),
  };
}

const isOf = <Kind extends EvidenceRecord['kind']>(
  record: EvidenceRecord,
  kind: Kind,
): record is Extract<EvidenceRecord, { kind: Kind }> => record.kind === kind;

/** A request of an attempt that has no record of its end: it has not ended yet, or had before records were kept. */
function requestOf(send: SendRow): SentRequest {
  return {
    id: send.id,
    sentAt: send.sentAt.toISOString(),
    answeredAt: send.answeredAt?.toISOString() ?? null,
    body: send.body,
    settledBy: send.settledBy,
    httpStatus: send.httpStatus,
    codes: Array.isArray(send.codes) ? send.codes.filter((code) => typeof code === 'string') : null,
    correlationId: send.correlationId,
    readBack: null,
  };
}
