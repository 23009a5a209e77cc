import { and, asc, eq } from 'drizzle-orm';

import { type Database, type Tx } from './database.ts';
import { financeCosts } from './schema/index.ts';

type FinanceCostColumns = typeof financeCosts.$inferSelect;

/** A business in a tax year. */
type Key = Pick<FinanceCostColumns, 'businessId' | 'taxYear'>;

/** What is brought forward for one place: the whole business where neither a country nor a property is named. */
export type FinanceCostRow = Pick<
  FinanceCostColumns,
  'businessId' | 'countryCode' | 'propertyId' | 'amountPence' | 'enteredAt'
>;

/** What a landlord brings forward into a tax year, of every business. */
const ofYear = (db: Database | Tx, ownerId: string, taxYear: string): Promise<FinanceCostRow[]> =>
  db
    .select({
      businessId: financeCosts.businessId,
      countryCode: financeCosts.countryCode,
      propertyId: financeCosts.propertyId,
      amountPence: financeCosts.amountPence,
      enteredAt: financeCosts.enteredAt,
    })
    .from(financeCosts)
    .where(and(eq(financeCosts.ownerId, ownerId), eq(financeCosts.taxYear, taxYear)))
    .orderBy(asc(financeCosts.countryCode), asc(financeCosts.propertyId));

/** What a landlord brings forward into a tax year for one business; none at all until they said so. */
export const financeCostsOf = async (
  db: Database | Tx,
  ownerId: string,
  { businessId, taxYear }: Key,
): Promise<FinanceCostRow[]> =>
  (await ofYear(db, ownerId, taxYear)).filter((row) => row.businessId === businessId);

/** Finance costs as landlords bring them forward. Every query takes the owner. */
export function createFinanceCostStore(db: Database) {
  return {
    financeCosts: (ownerId: string, of: Key): Promise<FinanceCostRow[]> => financeCostsOf(db, ownerId, of),

    financeCostsOfYear: (ownerId: string, taxYear: string): Promise<FinanceCostRow[]> =>
      ofYear(db, ownerId, taxYear),

    /** Keeps what is brought forward, in place of what was. */
    async saveFinanceCosts(
      ownerId: string,
      { businessId, taxYear }: Key,
      rows: readonly Omit<FinanceCostRow, 'businessId'>[],
    ): Promise<void> {
      await db.transaction(async (tx) => {
        await tx
          .delete(financeCosts)
          .where(
            and(
              eq(financeCosts.ownerId, ownerId),
              eq(financeCosts.businessId, businessId),
              eq(financeCosts.taxYear, taxYear),
            ),
          );
        for (const { countryCode, propertyId, amountPence, enteredAt } of rows) {
          const entry = { amountPence, enteredAt };
          await tx
            .insert(financeCosts)
            .values({ ownerId, businessId, taxYear, countryCode, propertyId, ...entry })
            // The same form sent twice at once.
            .onConflictDoUpdate({
              target: [
                financeCosts.ownerId,
                financeCosts.businessId,
                financeCosts.taxYear,
                financeCosts.countryCode,
                financeCosts.propertyId,
              ],
              set: entry,
            });
        }
      });
    },
  };
}
