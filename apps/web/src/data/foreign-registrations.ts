import { and, asc, eq, isNull, sql } from 'drizzle-orm';

import { type Database } from './database.ts';
import { foreignRegistrations } from './schema/index.ts';

export type ForeignRegistrationRow = typeof foreignRegistrations.$inferSelect;

/** One of an owner's properties in a tax year. */
export type RegistrationKey = Pick<ForeignRegistrationRow, 'propertyId' | 'taxYear'>;

/** What HMRC said of a property; `seenAt` is null where that is known no longer. */
export type RegistrationValues = Pick<
  ForeignRegistrationRow,
  'businessId' | 'hmrcPropertyId' | 'nameAtHmrc' | 'endDate' | 'endReason' | 'seenAt'
>;

/** Longer than a call to HMRC can take: what was sent under an older claim has arrived by then, or never will. */
const claimLasts = sql`now() + interval '2 minutes'`;

/** What HMRC has of properties abroad. Every query takes the owner. */
export function createForeignRegistrationStore(db: Database) {
  const one = (ownerId: string, { propertyId, taxYear }: RegistrationKey) =>
    and(
      eq(foreignRegistrations.ownerId, ownerId),
      eq(foreignRegistrations.propertyId, propertyId),
      eq(foreignRegistrations.taxYear, taxYear),
    );
  const once = [foreignRegistrations.ownerId, foreignRegistrations.propertyId, foreignRegistrations.taxYear];

  return {
    /** By tax year, the earliest first. */
    foreignRegistrations: (ownerId: string): Promise<ForeignRegistrationRow[]> =>
      db
        .select()
        .from(foreignRegistrations)
        .where(eq(foreignRegistrations.ownerId, ownerId))
        .orderBy(asc(foreignRegistrations.taxYear)),

    /** Keeps what HMRC said of a property; nobody claims it any more. The property named must be the owner's. */
    async saveForeignRegistration(
      ownerId: string,
      key: RegistrationKey,
      values: RegistrationValues,
    ): Promise<void> {
      const set = { ...values, claimedUntil: null };
      await db
        .insert(foreignRegistrations)
        .values({ ownerId, ...key, ...set })
        .onConflictDoUpdate({ target: once, set });
    },

    /**
     * Lets one click alone register a property, over all processes: written before HMRC is called, and kept while its answer is not
     * known. The property named must be the owner's.
     *
     * @returns the name to register it under, which stays while an earlier try may still have arrived; null where HMRC has it already,
     * or another click is at it
     */
    async claimForeignRegistration(
      ownerId: string,
      key: RegistrationKey,
      { businessId, nameAtHmrc }: Pick<ForeignRegistrationRow, 'businessId' | 'nameAtHmrc'>,
    ): Promise<{ nameAtHmrc: string; isFirstTry: boolean } | null> {
      const rows = await db
        .insert(foreignRegistrations)
        .values({ ownerId, ...key, businessId, nameAtHmrc, claimedUntil: claimLasts })
        .onConflictDoUpdate({
          target: once,
          set: {
            claimedUntil: claimLasts,
            nameAtHmrc: sql`case when ${foreignRegistrations.seenAt} is null then ${foreignRegistrations.nameAtHmrc} else ${nameAtHmrc} end`,
            seenAt: null,
          },
          setWhere: sql`${foreignRegistrations.hmrcPropertyId} is null
            and (${foreignRegistrations.claimedUntil} is null or ${foreignRegistrations.claimedUntil} < now())`,
        })
        .returning({
          nameAtHmrc: foreignRegistrations.nameAtHmrc,
          // No older version of the row: it was inserted just now.
          isFirstTry: sql<boolean>`xmax = 0`,
        });
      return rows[0] ?? null;
    },

    /** Lets go of a claim: HMRC does not have the property, or it is still not known whether it does. */
    async releaseForeignClaim(
      ownerId: string,
      key: RegistrationKey,
      { isKnown }: { isKnown: boolean },
    ): Promise<void> {
      const unregistered = and(one(ownerId, key), isNull(foreignRegistrations.hmrcPropertyId));
      if (isKnown) await db.delete(foreignRegistrations).where(unregistered);
      else await db.update(foreignRegistrations).set({ claimedUntil: null }).where(unregistered);
    },
  };
}
