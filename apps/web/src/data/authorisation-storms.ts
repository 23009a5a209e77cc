import { and, eq, isNotNull, sql } from 'drizzle-orm';

import { type Database, type Tx } from './database.ts';
import { authorisationStorms, connectionEvents, connections } from './schema/index.ts';

export type StormRow = typeof authorisationStorms.$inferSelect;

/** Of how many connections HMRC took tokens of late, and of how many it refused them. */
export interface RenewalCounts {
  refused: number;
  renewed: number;
}

/** Times in which HMRC refuses everybody, and the connections that wait for them to pass. All owners', for the background. */
export function createStormStore(db: Database) {
  return {
    async openStorm(): Promise<StormRow | null> {
      const rows = await db.select().from(authorisationStorms).where(eq(authorisationStorms.isOpen, true));
      return rows[0] ?? null;
    },

    /** When the last storm ended: what was refused before says nothing about now. */
    async lastStormEnd(): Promise<Date | null> {
      const rows = await db
        .select({ at: sql<string | null>`max(${authorisationStorms.endedAt})` })
        .from(authorisationStorms);
      const at = rows[0]?.at;
      return at === undefined || at === null ? null : new Date(at);
    },

    async countRenewals(since: Date): Promise<RenewalCounts> {
      const { kind, at, connectionId } = connectionEvents;
      const rows = await db
        .select({
          refused: sql<number>`(count(distinct ${connectionId}) filter (where ${kind} = 'expired'))::int`,
          renewed: sql<number>`(count(distinct ${connectionId}) filter (where ${kind} <> 'expired'))::int`,
        })
        .from(connectionEvents)
        .where(
          and(
            sql`${kind} in ('expired', 'renewed', 'connected', 'reconnected')`,
            sql`${at} > ${since.toISOString()}`,
          ),
        );
      return rows[0] ?? { refused: 0, renewed: 0 };
    },

    /** Opens a storm; false when one is open already. */
    async beginStorm(storm: { seenAt: Date; refused: number; nextProbeAt: Date }): Promise<boolean> {
      const rows = await db
        .insert(authorisationStorms)
        .values(storm)
        .onConflictDoNothing()
        .returning({ id: authorisationStorms.id });
      return rows.length === 1;
    },

    /** Holds a connection whose tokens HMRC refused: it is not called expired before it was judged on its own. */
    async hold(change: {
      id: string;
      generation: number;
      reason: string;
      correlationId: string | null;
      now: Date;
    }): Promise<boolean> {
      return db.transaction(async (tx) => {
        const rows = await tx
          .update(connections)
          .set({
            heldSince: sql`coalesce(${connections.heldSince}, ${change.now.toISOString()}::timestamptz)`,
            heldReason: change.reason,
            heldCorrelationId: change.correlationId,
            updatedAt: change.now,
            leaseOwner: null,
            leaseExpiresAt: null,
            // Whoever tries again need not wait for the call that was just answered.
            intentDeadline: sql`least(${connections.intentDeadline}, now())`,
          })
          .where(
            and(
              eq(connections.id, change.id),
              eq(connections.generation, change.generation),
              eq(connections.status, 'connected'),
            ),
          )
          .returning({
            ownerId: connections.ownerId,
            connectionId: connections.id,
            since: connections.heldSince,
          });
        const row = rows[0];
        if (!row) return false;
        // Tried again in vain, it is held as before: its history says so once.
        if (row.since?.getTime() === change.now.getTime()) {
          await tx.insert(connectionEvents).values({
            ownerId: row.ownerId,
            connectionId: row.connectionId,
            at: change.now,
            kind: 'held',
            reason: change.reason,
            correlationId: change.correlationId,
          });
        }
        return true;
      });
    },

    /** Takes back that connections expired since an instant, and holds them: they were lost as a storm began. */
    async holdExpiredSince(since: Date, now: Date): Promise<number> {
      const { rowCount } = await db.execute(sql`
        with held as (
          update connections set
            status = 'connected', held_since = expired_at, held_reason = reason,
            held_correlation_id = reason_correlation_id, reason = null, reason_correlation_id = null,
            expired_at = null, lost_told_at = null, updated_at = ${now.toISOString()}
          where status = 'expired' and expired_at > ${since.toISOString()} and sealed_tokens is not null
          returning id, owner_id, held_reason, held_correlation_id
        )
        insert into connection_events (owner_id, connection_id, at, kind, reason, correlation_id)
        select owner_id, id, ${now.toISOString()}, 'held', held_reason, held_correlation_id from held`);
      return rowCount ?? 0;
    },

    /** Claims the next look at whether a storm is over; false when another process did, or it has ended. */
    async claimProbe(storm: StormRow, nextProbeAt: Date): Promise<boolean> {
      const rows = await db
        .update(authorisationStorms)
        .set({ probes: storm.probes + 1, nextProbeAt })
        .where(
          and(
            eq(authorisationStorms.id, storm.id),
            eq(authorisationStorms.probes, storm.probes),
            eq(authorisationStorms.isOpen, true),
          ),
        )
        .returning({ id: authorisationStorms.id });
      return rows.length === 1;
    },

    /**
     * Connections to find out with: some that HMRC refused, and some that it did not, whose access tokens are old.
     *
     * @returns ids, at most `each` of either sort, chosen by chance
     */
    async canaries(each: number, now: Date): Promise<string[]> {
      const { rows } = await db.execute<{ id: string }>(sql`
        (select id from connections where status = 'connected' and held_since is not null
          order by random() limit ${each})
        union all
        (select id from connections where status = 'connected' and held_since is null
          and sealed_tokens is not null and access_token_expires_at < ${now.toISOString()}
          order by random() limit ${each})`);
      return rows.map(({ id }) => id);
    },

    /** Ends a storm, once. @param within what must become true with it */
    async endStorm(
      id: string,
      end: { endedAt: Date; outcome: 'over' | 'given-up' },
      within: (tx: Tx) => Promise<void>,
    ): Promise<boolean> {
      return db.transaction(async (tx) => {
        const rows = await tx
          .update(authorisationStorms)
          .set({ isOpen: false, ...end })
          .where(and(eq(authorisationStorms.id, id), eq(authorisationStorms.isOpen, true)))
          .returning({ id: authorisationStorms.id });
        if (rows.length === 0) return false;
        await within(tx);
        return true;
      });
    },

    /** Connections that wait to be judged, some of them, chosen by chance so that processes seldom meet at one. */
    async held(limit: number): Promise<string[]> {
      const rows = await db
        .select({ id: connections.id })
        .from(connections)
        .where(and(isNotNull(connections.heldSince), eq(connections.status, 'connected')))
        .orderBy(sql`random()`)
        .limit(limit);
      return rows.map(({ id }) => id);
    },
  };
}
