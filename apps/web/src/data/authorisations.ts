import { and, desc, eq, isNull, lt } from 'drizzle-orm';

import { type Database } from './database.ts';
import { authorisationRequests } from './schema/index.ts';

export type AuthorisationRequestRow = typeof authorisationRequests.$inferSelect;

/** Journeys to HMRC's sign-in, and the pairs they brought until it is proved whose these are. */
export function createAuthorisationStore(db: Database) {
  return {
    async beginAuthorisation(row: typeof authorisationRequests.$inferInsert): Promise<void> {
      await db.insert(authorisationRequests).values(row);
    },

    async authorisationByState(stateHash: string): Promise<AuthorisationRequestRow | null> {
      const rows = await db
        .select()
        .from(authorisationRequests)
        .where(eq(authorisationRequests.stateHash, stateHash));
      return rows[0] ?? null;
    },

    /** Uses up a request. False when it was used before. */
    async useAuthorisation(id: string, now: Date): Promise<boolean> {
      const rows = await db
        .update(authorisationRequests)
        .set({ usedAt: now })
        .where(and(eq(authorisationRequests.id, id), isNull(authorisationRequests.usedAt)))
        .returning({ id: authorisationRequests.id });
      return rows.length === 1;
    },

    async keepCandidate(
      id: string,
      pair: { sealedTokens: string; consentedAt: Date; accessTokenExpiresAt: Date },
    ): Promise<void> {
      await db
        .update(authorisationRequests)
        .set({ ...pair, outcome: 'unproven' })
        .where(eq(authorisationRequests.id, id));
    },

    /** How a request ended; null while it has not. */
    async outcomeOfAuthorisation(id: string): Promise<string | null> {
      const { outcome } = authorisationRequests;
      const rows = await db
        .select({ outcome })
        .from(authorisationRequests)
        .where(eq(authorisationRequests.id, id));
      return rows[0]?.outcome ?? null;
    },

    /** The request whose pair waits to be proved, if the person has one. */
    async unproved(ownerId: string, sessionId: string): Promise<AuthorisationRequestRow | null> {
      const rows = await db
        .select()
        .from(authorisationRequests)
        .where(
          and(
            eq(authorisationRequests.ownerId, ownerId),
            eq(authorisationRequests.sessionId, sessionId),
            eq(authorisationRequests.outcome, 'unproven'),
          ),
        )
        .orderBy(desc(authorisationRequests.createdAt))
        .limit(1);
      return rows[0] ?? null;
    },

    /** Requests that can't be used any more hold nothing worth keeping, an unproven pair least of all. */
    async forgetOldAuthorisations(before: Date): Promise<void> {
      await db.delete(authorisationRequests).where(lt(authorisationRequests.createdAt, before));
    },
  };
}
