import { and, desc, eq, gt, isNotNull, isNull, lt, ne, sql } from 'drizzle-orm';

import { type Database, type Tx } from './database.ts';
import {
  authorisationRequests,
  businesses,
  connectionEvents,
  connections,
  obligations,
} from './schema/index.ts';

export type ConnectionRow = typeof connections.$inferSelect;
export type AuthorisationRequestRow = typeof authorisationRequests.$inferSelect;
export type ObligationRow = typeof obligations.$inferSelect;
export type BusinessRow = typeof businesses.$inferSelect;

const inMs = (ms: number) => sql`now() + ${ms} * interval '1 millisecond'`;

/** Everything a connection keeps. Functions without an owner serve the engine, which knows a connection by its id. */
export function createConnectionStore(db: Database) {
  return {
    async ofOwner(ownerId: string): Promise<ConnectionRow | null> {
      const rows = await db.select().from(connections).where(eq(connections.ownerId, ownerId));
      return rows[0] ?? null;
    },

    async byId(id: string): Promise<ConnectionRow | null> {
      const rows = await db.select().from(connections).where(eq(connections.id, id));
      return rows[0] ?? null;
    },

    /**
     * Makes the owner's connection, or changes its NINO where it is not connected. Null where it is. What HMRC listed for
     * another NINO is forgotten.
     */
    async saveNino(row: {
      id: string;
      ownerId: string;
      environment: string;
      sealedNino: string;
      isAnother: boolean;
      now: Date;
    }): Promise<ConnectionRow | null> {
      return db.transaction(async (tx) => {
        const [saved] = await tx
          .insert(connections)
          .values({ ...row, createdAt: row.now, updatedAt: row.now })
          .onConflictDoUpdate({
            target: connections.ownerId,
            set: { sealedNino: row.sealedNino, environment: row.environment, updatedAt: row.now },
            setWhere: sql`${connections.id} = ${row.id} and ${connections.status} = 'not-connected'`,
          })
          .returning();
        if (saved && row.isAnother) {
          await tx.delete(businesses).where(eq(businesses.ownerId, row.ownerId));
          await tx.delete(obligations).where(eq(obligations.ownerId, row.ownerId));
        }
        return saved ?? null;
      });
    },

    /**
     * Takes the lease to call the token endpoint and writes down that the call may be under way.
     *
     * Nobody gets it while a call with the same pair may still be under way, even where that call's lease was lost: the pair
     * works once, and the refusal of a second use would look like the end of the authority.
     *
     * @returns whether an earlier call with this pair ended without anybody knowing how; null without the lease
     */
    async takeLease(lease: {
      id: string;
      generation: number;
      owner: string;
      intentId: string;
      leaseMs: number;
      callMs: number;
    }): Promise<{ inDoubt: boolean } | null> {
      const { rows } = await db.execute<{ in_doubt: boolean }>(sql`
        with before as (
          select id, intent_generation is not distinct from generation as in_doubt from connections
          where id = ${lease.id} and generation = ${lease.generation} and status = 'connected'
            and (lease_owner is null or lease_expires_at < now())
            and (intent_generation is distinct from generation or intent_deadline is null or intent_deadline <= now())
          for update
        )
        update connections c set
          lease_owner = ${lease.owner}, lease_expires_at = ${inMs(lease.leaseMs)},
          intent_generation = c.generation, intent_id = ${lease.intentId}, intent_deadline = ${inMs(lease.callMs)}
        from before where c.id = before.id
        returning before.in_doubt`);
      const row = rows[0];
      return row ? { inDoubt: row.in_doubt } : null;
    },

    /** Gives the lease back. The intent stays where HMRC may have changed the pair without our hearing of it. */
    async returnLease(lease: { id: string; owner: string; intentId: string; forgetIntent: boolean }) {
      await db.execute(sql`
        update connections set lease_owner = null, lease_expires_at = null,
          intent_generation = case when ${lease.forgetIntent} then null else intent_generation end,
          intent_id = case when ${lease.forgetIntent} then null else intent_id end,
          intent_deadline = case when ${lease.forgetIntent} then null else now() end
        where id = ${lease.id} and lease_owner = ${lease.owner} and intent_id = ${lease.intentId}`);
    },

    /** Stores a renewed pair by moving the generation on by one. False when somebody else moved it first. */
    async storeRenewed(pair: {
      id: string;
      generation: number;
      sealedTokens: string;
      accessTokenExpiresAt: Date;
      now: Date;
    }): Promise<boolean> {
      const rows = await db
        .update(connections)
        .set({
          sealedTokens: pair.sealedTokens,
          generation: pair.generation + 1,
          accessTokenExpiresAt: pair.accessTokenExpiresAt,
          refreshedAt: pair.now,
          updatedAt: pair.now,
          leaseOwner: null,
          leaseExpiresAt: null,
          intentGeneration: null,
          intentId: null,
          intentDeadline: null,
        })
        .where(and(eq(connections.id, pair.id), eq(connections.generation, pair.generation)))
        .returning({ id: connections.id });
      return rows.length === 1;
    },

    /** True while another call on this generation may still be under way. */
    async otherIntentOpen(id: string, generation: number, intentId: string): Promise<boolean> {
      const rows = await db
        .select({ id: connections.id })
        .from(connections)
        .where(
          and(
            eq(connections.id, id),
            eq(connections.intentGeneration, generation),
            sql`${connections.intentId} <> ${intentId}`,
            gt(connections.intentDeadline, sql`now()`),
          ),
        );
      return rows.length > 0;
    },

    /** Marks a connection expired, unless its tokens have moved on or it is not connected any more. */
    async expire(
      change: { id: string; generation: number; reason: string; correlationId: string | null; now: Date },
    ): Promise<boolean> {
      return db.transaction(async (tx) => {
        const rows = await tx
          .update(connections)
          .set({
            status: 'expired',
            reason: change.reason,
            reasonCorrelationId: change.correlationId,
            expiredAt: change.now,
            updatedAt: change.now,
            leaseOwner: null,
            leaseExpiresAt: null,
          })
          .where(
            and(
              eq(connections.id, change.id),
              eq(connections.generation, change.generation),
              eq(connections.status, 'connected'),
            ),
          )
          .returning();
        const row = rows[0];
        if (!row) return false;
        await recordEvent(tx, row, { kind: 'expired', ...change });
        return true;
      });
    },

    /** Puts a proved pair in place: the connection is connected, by a consent of its own. */
    async connect(
      change: {
        id: string;
        ownerId: string;
        generation: number;
        sealedTokens: string;
        /** The NINO that the pair was proved with: a changed one is not proved. */
        sealedNino: string;
        accessTokenExpiresAt: Date;
        consentedAt: Date;
        authorityEndsOn: string;
        itsaStatus: string | null;
        correlationId: string | null;
        now: Date;
      },
      within: (tx: Tx) => Promise<void>,
    ): Promise<boolean> {
      return db.transaction(async (tx) => {
        const before = await tx
          .select({ status: connections.status })
          .from(connections)
          .where(
            and(
              eq(connections.id, change.id),
              eq(connections.generation, change.generation),
              eq(connections.sealedNino, change.sealedNino),
            ),
          )
          .for('update');
        if (!before[0]) return false;
        const rows = await tx
          .update(connections)
          .set({
            status: 'connected',
            reason: null,
            reasonCorrelationId: null,
            sealedTokens: change.sealedTokens,
            generation: change.generation + 1,
            accessTokenExpiresAt: change.accessTokenExpiresAt,
            refreshedAt: change.now,
            consentedAt: change.consentedAt,
            authorityEndsOn: change.authorityEndsOn,
            itsaStatus: change.itsaStatus,
            connectedAt: change.now,
            expiredAt: null,
            disconnectRequestedAt: null,
            leaseOwner: null,
            leaseExpiresAt: null,
            intentGeneration: null,
            intentId: null,
            intentDeadline: null,
            updatedAt: change.now,
          })
          .where(and(eq(connections.id, change.id), eq(connections.ownerId, change.ownerId)))
          .returning();
        const row = rows[0];
        if (!row) return false;
        const kind = before[0].status === 'not-connected' ? 'connected' : 'reconnected';
        await recordEvent(tx, row, { kind, reason: null, correlationId: change.correlationId, now: change.now });
        await within(tx);
        return true;
      });
    },

    async requestDisconnect(ownerId: string, now: Date | null): Promise<void> {
      await db
        .update(connections)
        .set({ disconnectRequestedAt: now })
        .where(eq(connections.ownerId, ownerId));
    },

    /** Erases the tokens, if that is still asked for. The generation moves on, so that no late answer brings them back. */
    async disconnect(ownerId: string, now: Date): Promise<boolean> {
      return db.transaction(async (tx) => {
        const rows = await tx
          .update(connections)
          .set({
            status: 'not-connected',
            reason: 'disconnected',
            reasonCorrelationId: null,
            sealedTokens: null,
            generation: sql`${connections.generation} + 1`,
            accessTokenExpiresAt: null,
            refreshedAt: null,
            consentedAt: null,
            authorityEndsOn: null,
            connectedAt: null,
            expiredAt: null,
            disconnectRequestedAt: null,
            leaseOwner: null,
            leaseExpiresAt: null,
            intentGeneration: null,
            intentId: null,
            intentDeadline: null,
            updatedAt: now,
          })
          .where(
            and(
              eq(connections.ownerId, ownerId),
              ne(connections.status, 'not-connected'),
              isNotNull(connections.disconnectRequestedAt),
            ),
          )
          .returning();
        const row = rows[0];
        if (!row) return false;
        await tx.delete(authorisationRequests).where(eq(authorisationRequests.ownerId, ownerId));
        await recordEvent(tx, row, { kind: 'disconnected', reason: null, correlationId: null, now });
        return true;
      });
    },

    async recordDenied(
      row: Pick<ConnectionRow, 'id' | 'ownerId'>,
      event: { reason: string; correlationId: string | null; now: Date },
    ): Promise<void> {
      await db.transaction((tx) => recordEvent(tx, row, { kind: 'not-connected', ...event }));
    },

    async history(ownerId: string, limit: number) {
      return db
        .select()
        .from(connectionEvents)
        .where(eq(connectionEvents.ownerId, ownerId))
        .orderBy(desc(connectionEvents.at), desc(connectionEvents.id))
        .limit(limit);
    },

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

    /** Notes how a request ended; an unproven pair is erased with it. */
    async endAuthorisation(id: string, outcome: string): Promise<void> {
      await db
        .update(authorisationRequests)
        .set({ outcome, sealedTokens: null })
        .where(eq(authorisationRequests.id, id));
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

    /** Requests that can't be used any more hold nothing worth keeping, an unproven pair least of all. */
    async forgetOldAuthorisations(before: Date): Promise<void> {
      await db.delete(authorisationRequests).where(lt(authorisationRequests.createdAt, before));
    },
  };
}

export type ConnectionStore = ReturnType<typeof createConnectionStore>;

async function recordEvent(
  tx: Tx,
  row: Pick<ConnectionRow, 'id' | 'ownerId'>,
  event: { kind: string; reason: string | null; correlationId: string | null; now: Date },
): Promise<void> {
  await tx.insert(connectionEvents).values({
    ownerId: row.ownerId,
    connectionId: row.id,
    at: event.now,
    kind: event.kind,
    reason: event.reason,
    correlationId: event.correlationId,
  });
}
