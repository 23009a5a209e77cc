import { and, desc, eq, isNotNull, isNull, ne, or, sql } from 'drizzle-orm';

import { createStormStore } from './authorisation-storms.ts';
import { type AuthorisationRequestRow, createAuthorisationStore } from './authorisations.ts';
import { type Database, type Tx } from './database.ts';
import { createObligationStore } from './obligations.ts';
import { answered, isRefused, type RefusedChange } from './refused-connections.ts';
import { createSecretUseStore } from './secret-uses.ts';
import {
  authorisationRequests,
  businesses,
  connectionEvents,
  connections,
  finalDeclarationObligations,
  obligations,
} from './schema/index.ts';
import { createTokenRenewalStore } from './token-renewals.ts';

export type ConnectionRow = typeof connections.$inferSelect;

/** A connection that was judged, made anew or ended: nothing of it is kept from one state to the next. */
const settled = {
  heldSince: null,
  heldReason: null,
  heldCorrelationId: null,
  lostToldAt: null,
  leaseOwner: null,
  leaseExpiresAt: null,
} as const;

/** Everything a connection keeps. Functions without an owner serve the engine, which knows a connection by its id. */
export function createConnectionStore(db: Database) {
  return {
    ...createTokenRenewalStore(db),
    ...createStormStore(db),
    ...createAuthorisationStore(db),
    ...createObligationStore(db),
    ...createSecretUseStore(db),

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
          await tx
            .delete(finalDeclarationObligations)
            .where(eq(finalDeclarationObligations.ownerId, row.ownerId));
        }
        return saved ?? null;
      });
    },

    /** Marks a connection expired, unless its tokens have moved on or it is not connected any more. */
    async expire(change: RefusedChange): Promise<boolean> {
      return db.transaction(async (tx) => {
        const rows = await tx
          .update(connections)
          .set({
            status: 'expired',
            reason: change.reason,
            reasonCorrelationId: change.correlationId,
            expiredAt: change.now,
            updatedAt: change.now,
            // One that waited for this verdict tells nothing new about HMRC: `heldSince` stays and says that it did.
            heldReason: null,
            heldCorrelationId: null,
            lostToldAt: null,
            ...answered(change.call),
          })
          .where(isRefused(change))
          .returning();
        const row = rows[0];
        if (!row) return false;
        await recordEvent(tx, row, { kind: 'expired', ...change });
        return true;
      });
    },

    /**
     * Puts a proved pair in place, once: the connection is connected, by a consent of its own, and the request that brought the
     * pair keeps no copy of it, which would be a dead one as soon as the pair is renewed.
     */
    async connect(
      change: {
        id: string;
        requestId: string;
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
        const ended = await tx
          .update(authorisationRequests)
          .set({ outcome: 'connected', sealedTokens: null })
          .where(
            and(
              eq(authorisationRequests.id, change.requestId),
              eq(authorisationRequests.outcome, 'unproven'),
            ),
          )
          .returning({ id: authorisationRequests.id });
        if (ended.length === 0) return false;
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
            ...settled,
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
        await recordEvent(tx, row, {
          kind,
          reason: null,
          correlationId: change.correlationId,
          now: change.now,
        });
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
            ...settled,
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

    /** Notes, once, that a journey to HMRC's sign-in brought no connection; an unproven pair is erased with it. */
    async endInVain(
      request: Pick<AuthorisationRequestRow, 'id' | 'ownerId' | 'connectionId'>,
      end: { reason: string; correlationId: string | null; now: Date },
    ): Promise<void> {
      await db.transaction(async (tx) => {
        const { id, outcome } = authorisationRequests;
        const ended = await tx
          .update(authorisationRequests)
          .set({ outcome: end.reason, sealedTokens: null })
          .where(and(eq(id, request.id), or(isNull(outcome), eq(outcome, 'unproven'))))
          .returning({ id });
        if (ended.length === 0) return;
        await recordEvent(
          tx,
          { id: request.connectionId, ownerId: request.ownerId },
          { kind: 'not-connected', ...end },
        );
      });
    },

    /** What became of the owner's connection, newest first. */
    async history(ownerId: string, limit: number) {
      return db
        .select()
        .from(connectionEvents)
        .where(
          and(
            // An owner has one connection, and events are found by it.
            sql`${connectionEvents.connectionId} = (select id from ${connections} where ${eq(connections.ownerId, ownerId)})`,
            eq(connectionEvents.ownerId, ownerId),
          ),
        )
        .orderBy(desc(connectionEvents.at), desc(connectionEvents.sequence))
        .limit(limit);
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
