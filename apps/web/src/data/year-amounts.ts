import { and, asc, eq } from 'drizzle-orm';

import { type Database, type Tx } from './database.ts';
import { yearAmounts } from './schema/index.ts';

type YearAmountColumns = typeof yearAmounts.$inferSelect;

/** A business in a tax year. */
type Key = Pick<YearAmountColumns, 'businessId' | 'taxYear'>;

/** An amount of a year for one place: the whole business where neither a country nor a property is named. */
export type YearAmountRow = Pick<
  YearAmountColumns,
  'kind' | 'businessId' | 'countryCode' | 'propertyId' | 'amountPence' | 'enteredAt'
>;

/** What a landlord entered of a tax year, of every kind and business. */
const ofYear = (db: Database | Tx, ownerId: string, taxYear: string): Promise<YearAmountRow[]> =>
  db
    .select({
      kind: yearAmounts.kind,
      businessId: yearAmounts.businessId,
      countryCode: yearAmounts.countryCode,
      propertyId: yearAmounts.propertyId,
      amountPence: yearAmounts.amountPence,
      enteredAt: yearAmounts.enteredAt,
    })
    .from(yearAmounts)
    .where(and(eq(yearAmounts.ownerId, ownerId), eq(yearAmounts.taxYear, taxYear)))
    .orderBy(asc(yearAmounts.kind), asc(yearAmounts.countryCode), asc(yearAmounts.propertyId));

/** What a landlord entered of a tax year for one business; of a kind, none at all until they said so. */
export const yearAmountsOf = async (
  db: Database | Tx,
  ownerId: string,
  { businessId, taxYear }: Key,
): Promise<YearAmountRow[]> =>
  (await ofYear(db, ownerId, taxYear)).filter((row) => row.businessId === businessId);

/** Amounts of a tax year that landlords enter beside their ledger. Every query takes the owner. */
export function createYearAmountStore(db: Database) {
  return {
    yearAmounts: (ownerId: string, of: Key): Promise<YearAmountRow[]> => yearAmountsOf(db, ownerId, of),

    yearAmountsOfYear: (ownerId: string, taxYear: string): Promise<YearAmountRow[]> =>
      ofYear(db, ownerId, taxYear),

    /** Keeps the amounts of a kind, in place of what they were. */
    async saveYearAmounts(
      ownerId: string,
      { businessId, taxYear, kind }: Key & Pick<YearAmountRow, 'kind'>,
      rows: readonly Omit<YearAmountRow, 'businessId' | 'kind'>[],
    ): Promise<void> {
      await db.transaction(async (tx) => {
        await tx
          .delete(yearAmounts)
          .where(
            and(
              eq(yearAmounts.ownerId, ownerId),
              eq(yearAmounts.kind, kind),
              eq(yearAmounts.businessId, businessId),
              eq(yearAmounts.taxYear, taxYear),
            ),
          );
        for (const { countryCode, propertyId, amountPence, enteredAt } of rows) {
          const entry = { amountPence, enteredAt };
          await tx
            .insert(yearAmounts)
            .values({ ownerId, kind, businessId, taxYear, countryCode, propertyId, ...entry })
            // The same form sent twice at once.
            .onConflictDoUpdate({
              target: [
                yearAmounts.ownerId,
                yearAmounts.kind,
                yearAmounts.businessId,
                yearAmounts.taxYear,
                yearAmounts.countryCode,
                yearAmounts.propertyId,
              ],
              set: entry,
            });
        }
      });
    },
  };
}
