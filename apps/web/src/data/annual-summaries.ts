import { and, eq } from 'drizzle-orm';

import { type Database } from './database.ts';
import { annualSummaryDrafts } from './schema/index.ts';

export type AnnualDraftRow = typeof annualSummaryDrafts.$inferSelect;

/** A business in a tax year. */
export type AnnualKey = Pick<AnnualDraftRow, 'businessId' | 'taxYear'>;

type AnnualNote = Partial<
  Pick<
    AnnualDraftRow,
    'answers' | 'savedAt' | 'accountingTypeAtHmrc' | 'accountingTypeSeenAt' | 'accountingTypeConfirmedAt'
  >
>;

/** What landlords have answered for annual summaries. Every query takes the owner. */
export function createAnnualDraftStore(db: Database) {
  return {
    async annualDraft(ownerId: string, { businessId, taxYear }: AnnualKey): Promise<AnnualDraftRow | null> {
      const rows = await db
        .select()
        .from(annualSummaryDrafts)
        .where(
          and(
            eq(annualSummaryDrafts.ownerId, ownerId),
            eq(annualSummaryDrafts.businessId, businessId),
            eq(annualSummaryDrafts.taxYear, taxYear),
          ),
        );
      return rows[0] ?? null;
    },

    /** Keeps part of a draft; what is not named stays as it was. */
    async saveAnnualDraft(
      ownerId: string,
      { businessId, taxYear }: AnnualKey,
      note: AnnualNote,
    ): Promise<void> {
      await db
        .insert(annualSummaryDrafts)
        .values({ ownerId, businessId, taxYear, ...note })
        .onConflictDoUpdate({
          target: [annualSummaryDrafts.ownerId, annualSummaryDrafts.businessId, annualSummaryDrafts.taxYear],
          set: note,
        });
    },
  };
}
