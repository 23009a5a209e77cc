import { and, asc, desc, eq, sql } from 'drizzle-orm';

import { type ChainRecord, type Json, writeRecord } from '../platform/hash-chain.ts';
import { type Database, type Tx } from './database.ts';
import { attempts, evidence, users } from './schema/index.ts';

export type EvidenceKind = typeof evidence.$inferSelect.kind;

/** A record as its place in the table tells of it, with its text. */
export interface EvidenceRow extends ChainRecord {
  kind: EvidenceKind;
  submissionId: string;
  attemptId: string;
  at: Date;
}

/** A record that is to be added. */
export interface NewEvidence {
  ownerId: string;
  kind: EvidenceKind;
  submissionId: string;
  attemptId: string;
  at: Date;
  content: Readonly<Record<string, Json>>;
}

/**
 * Adds a record to its owner's chain, in the transaction that makes it true. Call it last there: whoever else adds for this owner
 * waits until the transaction has ended.
 */
export async function addEvidence(
  tx: Tx,
  { ownerId, kind, submissionId, attemptId, at, content }: NewEvidence,
) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`evidence:${ownerId}`}, 0))`);
  const [last] = await tx
    .select({ sequence: evidence.sequence, hash: evidence.hash })
    .from(evidence)
    .where(eq(evidence.ownerId, ownerId))
    .orderBy(desc(evidence.sequence))
    .limit(1);
  const { sequence, text, hash } = writeRecord(
    { chain: ownerId, sequence: (last?.sequence ?? 0) + 1, previous: last?.hash ?? null },
    { ...content, kind, at: at.toISOString() },
  );
  await tx
    .insert(evidence)
    .values({ ownerId, sequence, kind, submissionId, attemptId, at, record: text, hash });
}

/**
 * Holds the row of an attempt's owner, before the attempt's own is touched: whoever deletes an account holds them in this order
 * too, so that neither waits for the other.
 */
export async function holdOwnerOf(tx: Tx, attemptId: string): Promise<void> {
  await tx
    .select({ id: users.id })
    .from(users)
    .innerJoin(attempts, eq(attempts.ownerId, users.id))
    .where(eq(attempts.id, attemptId))
    .for('key share', { of: users });
}

const columns = {
  sequence: evidence.sequence,
  kind: evidence.kind,
  submissionId: evidence.submissionId,
  attemptId: evidence.attemptId,
  at: evidence.at,
  text: evidence.record,
  hash: evidence.hash,
};

/** What is read of the chains. */
export function createEvidenceStore(db: Database) {
  return {
    /** An owner's whole chain, the first record first. */
    async chainOf(ownerId: string): Promise<EvidenceRow[]> {
      return db
        .select(columns)
        .from(evidence)
        .where(eq(evidence.ownerId, ownerId))
        .orderBy(asc(evidence.sequence));
    },

    /** The records of one submission, the first one first. */
    async ofSubmission(ownerId: string, submissionId: string): Promise<EvidenceRow[]> {
      return db
        .select(columns)
        .from(evidence)
        .where(and(eq(evidence.ownerId, ownerId), eq(evidence.submissionId, submissionId)))
        .orderBy(asc(evidence.sequence));
    },

    /** The newest record of an owner's chain; null while there is none. */
    async headOf(ownerId: string): Promise<{ sequence: number; hash: string } | null> {
      const rows = await db
        .select({ sequence: evidence.sequence, hash: evidence.hash })
        .from(evidence)
        .where(eq(evidence.ownerId, ownerId))
        .orderBy(desc(evidence.sequence))
        .limit(1);
      return rows[0] ?? null;
    },

    /** Whoever has a chain; for the operator's command. */
    async owners(): Promise<string[]> {
      const rows = await db
        .selectDistinct({ ownerId: evidence.ownerId })
        .from(evidence)
        .orderBy(asc(evidence.ownerId));
      return rows.map(({ ownerId }) => ownerId);
    },
  };
}

export type EvidenceStore = ReturnType<typeof createEvidenceStore>;
