import { and, eq, ne, or, sql } from 'drizzle-orm';

import { type Database } from './database.ts';
import { businesses, finalDeclarationObligations, obligations } from './schema/index.ts';

export type ObligationRow = typeof obligations.$inferSelect;
export type FinalDeclarationObligationRow = typeof finalDeclarationObligations.$inferSelect;
type BusinessRow = typeof businesses.$inferSelect;

/** The same quarter of a business by other dates: the two kinds of quarters end five days apart. */
const replacedBy = ({
  businessId,
  periodStartDate,
  periodEndDate,
}: Pick<ObligationRow, 'businessId' | 'periodStartDate' | 'periodEndDate'>) =>
  and(
    eq(obligations.businessId, businessId),
    sql`abs(${obligations.periodEndDate} - ${periodEndDate}::date) <= 5`,
    or(ne(obligations.periodEndDate, periodEndDate), ne(obligations.periodStartDate, periodStartDate)),
  );

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
      return db
        .select()
        .from(businesses)
        .where(eq(businesses.ownerId, ownerId))
        .orderBy(businesses.businessId);
    },

    /**
     * Takes over HMRC's list. Periods it does not name any more stay as they were last seen, save open ones in whose place it names
     * others: quarters that end with the month instead of on the 5th, once a landlord has chosen so, and the other way about.
     */
    async saveObligations(ownerId: string, list: Omit<ObligationRow, 'id' | 'ownerId'>[]): Promise<void> {
      if (list.length === 0) return;
      await db.transaction(async (tx) => {
        await tx
          .delete(obligations)
          .where(
            and(
              eq(obligations.ownerId, ownerId),
              ne(obligations.status, 'fulfilled'),
              or(...list.map(replacedBy)),
            ),
          );
        await tx
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
      });
    },

    /** Takes over HMRC's list of final declarations; those it does not name any more stay as they were last seen. */
    async saveFinalDeclarations(
      ownerId: string,
      list: Omit<FinalDeclarationObligationRow, 'id' | 'ownerId'>[],
    ): Promise<void> {
      if (list.length === 0) return;
      await db
        .insert(finalDeclarationObligations)
        .values(list.map((row) => ({ ...row, ownerId })))
        .onConflictDoUpdate({
          target: [finalDeclarationObligations.ownerId, finalDeclarationObligations.periodEndDate],
          set: {
            periodStartDate: sql`excluded.period_start_date`,
            dueDate: sql`excluded.due_date`,
            status: sql`excluded.status`,
            receivedDate: sql`excluded.received_date`,
            seenAt: sql`excluded.seen_at`,
          },
        });
    },

    async finalDeclarations(ownerId: string): Promise<FinalDeclarationObligationRow[]> {
      return db
        .select()
        .from(finalDeclarationObligations)
        .where(eq(finalDeclarationObligations.ownerId, ownerId))
        .orderBy(finalDeclarationObligations.periodEndDate);
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
