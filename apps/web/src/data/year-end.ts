import { and, desc, eq } from 'drizzle-orm';

import { noteFinalised } from './attempt-evidence.ts';
import { type Database } from './database.ts';
import { holdOwnerOf } from './evidence.ts';
import { adjustableSummaries, attempts, finalisations, heldLosses } from './schema/index.ts';

export type AdjustableSummaryRow = typeof adjustableSummaries.$inferSelect;
export type FinalisationRow = typeof finalisations.$inferSelect;
export type HeldLossesRow = typeof heldLosses.$inferSelect;

/** A business in a tax year. */
type Key = Pick<AdjustableSummaryRow, 'businessId' | 'taxYear'>;

type SummaryNote = Partial<Omit<AdjustableSummaryRow, 'id' | 'ownerId' | 'businessId' | 'taxYear'>>;

/** What a landlord does at the end of a tax year besides submitting. Every query takes the owner. */
export function createYearEndStore(db: Database) {
  return {
    /** Of a tax year, or of one of its businesses. */
    async adjustableSummaries(
      ownerId: string,
      { taxYear, businessId }: Pick<Key, 'taxYear'> & Partial<Key>,
    ): Promise<AdjustableSummaryRow[]> {
      return db
        .select()
        .from(adjustableSummaries)
        .where(
          and(
            eq(adjustableSummaries.ownerId, ownerId),
            eq(adjustableSummaries.taxYear, taxYear),
            ...(businessId === undefined ? [] : [eq(adjustableSummaries.businessId, businessId)]),
          ),
        );
    },

    /** Keeps part of what is known of a summary; what is not named stays as it was. */
    async noteSummary(ownerId: string, { businessId, taxYear }: Key, note: SummaryNote): Promise<void> {
      await db
        .insert(adjustableSummaries)
        .values({ ownerId, businessId, taxYear, ...note })
        .onConflictDoUpdate({
          target: [adjustableSummaries.ownerId, adjustableSummaries.businessId, adjustableSummaries.taxYear],
          set: note,
        });
    },

    /** Of a tax year, the newest first. */
    async finalisations(ownerId: string, taxYear: string): Promise<FinalisationRow[]> {
      return db
        .select()
        .from(finalisations)
        .where(and(eq(finalisations.ownerId, ownerId), eq(finalisations.taxYear, taxYear)))
        .orderBy(desc(finalisations.confirmedAt));
    },

    /** Writes down a landlord's word, once for a form, and in the chain of evidence what words it was given in. */
    async addFinalisation(row: FinalisationRow, wording: string): Promise<void> {
      await db.transaction(async (tx) => {
        const [attempt] = await tx
          .select()
          .from(attempts)
          .where(
            and(
              eq(attempts.ownerId, row.ownerId),
              eq(attempts.submissionId, row.submissionId),
              eq(attempts.status, 'submitted'),
            ),
          );
        if (!attempt) throw new Error('HMRC has not taken the adjustments that this is about.');
        await holdOwnerOf(tx, attempt.id);
        const added = await tx
          .insert(finalisations)
          .values(row)
          .onConflictDoNothing()
          .returning({ id: finalisations.id });
        if (added.length > 0) await noteFinalised(tx, attempt, { ...row, wording });
      });
    },

    /** Of a tax year. */
    async heldLosses(ownerId: string, taxYear: string): Promise<HeldLossesRow[]> {
      return db
        .select()
        .from(heldLosses)
        .where(and(eq(heldLosses.ownerId, ownerId), eq(heldLosses.taxYear, taxYear)));
    },

    async keepHeldLosses(
      ownerId: string,
      { businessId, taxYear }: Key,
      seen: Pick<HeldLossesRow, 'seenAt'> & { held: unknown },
    ): Promise<void> {
      await db
        .insert(heldLosses)
        .values({ ownerId, businessId, taxYear, ...seen })
        .onConflictDoUpdate({
          target: [heldLosses.ownerId, heldLosses.businessId, heldLosses.taxYear],
          set: seen,
        });
    },
  };
}
