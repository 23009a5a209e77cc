import { eq, sql } from 'drizzle-orm';

import { type Database } from './database.ts';
import { businesses, obligations } from './schema/index.ts';

export type ObligationRow = typeof obligations.$inferSelect;
type BusinessRow = typeof businesses.$inferSelect;

/** What HMRC listed of a landlord: their businesses, and the quarters it wants updates for. */
export function createObligationStore(db: Database) {
  return {
    async saveBusinesses(ownerId: string, list: Omit<BusinessRow, 'id' | 'ownerId'>[]): Promise<void> {
      await db.transaction(async (tx) => {
        await tx.delete(businesses).where(eq(businesses.ownerId, ownerId));
        if (list.length > 0) await tx.insert(businesses).values(list.map((row) => ({ ...row, ownerId })));
      });
    },

    async businesses(ownerId: string): Promise<BusinessRow[]> {
      return db.select().from(businesses).where(eq(businesses.ownerId, ownerId)).orderBy(businesses.businessId);
    },

    /** Takes over HMRC's list; periods it does not name any more stay as they were last seen. */
    async saveObligations(ownerId: string, list: Omit<ObligationRow, 'id' | 'ownerId'>[]): Promise<void> {
      if (list.length === 0) return;
      await db
        .insert(obligations)
        .values(list.map((row) => ({ ...row, ownerId })))
        .onConflictDoUpdate({
          target: [
            obligations.ownerId,
            obligations.businessId,
            obligations.periodStartDate,
            obligations.periodEndDate,
          ],
          set: {
            dueDate: sql`excluded.due_date`,
            status: sql`excluded.status`,
            receivedDate: sql`excluded.received_date`,
            typeOfBusiness: sql`excluded.type_of_business`,
            seenAt: sql`excluded.seen_at`,
          },
        });
    },

    async obligations(ownerId: string): Promise<ObligationRow[]> {
      return db
        .select()
        .from(obligations)
        .where(eq(obligations.ownerId, ownerId))
        .orderBy(obligations.periodEndDate, obligations.businessId);
    },
  };
}
