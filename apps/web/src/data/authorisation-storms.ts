import { and, desc, eq, isNotNull, sql } from 'drizzle-orm';

import { type Database, type Tx } from './database.ts';
import { holdWaitingAttempts } from './waiting-attempts.ts';
import { answered, isRefused, type RefusedChange } from './refused-connections.ts';
import { authorisationStorms, connectionEvents, connections } from './schema/index.ts';

export type StormRow = typeof authorisationStorms.$inferSelect;

/** Of how many connections HMRC took tokens of late, and of how many it refused them. */
export interface RenewalCounts {
  refused: number;
  renewed: number;
}

/** A connection to find out with whether HMRC works again; with its reason where HMRC refused it. */
export interface Canary {
  id: string;
  ownerId: string;
  reason: string | null;
}

/** More relapses than one wave can have. */
const mostLookedAt = 100;

const isHeld = and(isNotNull(connections.heldSince), eq(connections.status, 'connected'));

/** Times in which HMRC refuses everybody, and the connections that wait for them to pass. All owners', for the background. */
export function createStormStore(db: Database) {
  return {
    async openStorm(): Promise<StormRow | null> {
      const rows = await db.select().from(authorisationStorms).where(eq(authorisationStorms.isOpen, true));
      return rows[0] ?? null;
    },

    /** The latest storms, newest first. */
    async latestStorms(): Promise<StormRow[]> {
      return db
        .select()
        .from(authorisationStorms)
        .orderBy(desc(authorisationStorms.seenAt))
        .limit(mostLookedAt);
    },

    /**
     * Counts whom HMRC refused and whom it renewed last. One that waited for its verdict counts no second time, nor does one
     * whose authority ends about now: these say nothing about HMRC.
     *
     * @param among since when, and at most how many of the latest
     * @param expectedEnd the last end of an authority that is no surprise, `YYYY-MM-DD`
     */
    async countRenewals(among: { since: Date; latest: number }, expectedEnd: string): Promise<RenewalCounts> {
      const since = among.since.toISOString();
      const { rows } = await db.execute<{ refused: number; renewed: number }>(sql`
        select (count(*) filter (where refused))::int as refused, (count(*) filter (where not refused))::int as renewed
        from (
          (select expired_at as at, true as refused from connections
            where expired_at > ${since} and status = 'expired' and held_since is null
              and (authority_ends_on is null or authority_ends_on > ${expectedEnd})
            order by expired_at desc limit ${among.latest})
          union all
          (select e.at, false from connection_events e
            join connections c on c.id = e.connection_id and c.status = 'connected' and c.held_since is null
            where e.kind = 'renewed' and e.at > ${since}
            order by e.at desc limit ${among.latest})
          order by at desc, refused desc limit ${among.latest}
        ) tried`);
      return rows[0] ?? { refused: 0, renewed: 0 };
    },

    /** Of how many connections HMRC took tokens since an instant, whatever became of them afterwards. */
    async countTaken(since: Date): Promise<number> {
      const { rows } = await db.execute<{ taken: number }>(sql`
        select count(distinct connection_id)::int as taken from connection_events
        where kind = 'renewed' and at > ${since.toISOString()}`);
      return rows[0]?.taken ?? 0;
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
    async hold(change: RefusedChange): Promise<boolean> {
      return db.transaction(async (tx) => {
        const rows = await tx
          .update(connections)
          .set({
            heldSince: sql`coalesce(${connections.heldSince}, ${change.now.toISOString()}::timestamptz)`,
            heldReason: change.reason,
            heldCorrelationId: change.correlationId,
            updatedAt: change.now,
            ...answered(change.call),
          })
          .where(isRefused(change))
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

    /**
     * Takes back that connections expired since an instant, and holds them: they were lost as a storm began. Not those whose
     * authority ends about now. What waited for their owners to reconnect waits for the storm's end instead.
     */
    async holdExpiredSince(since: Date, expectedEnd: string, now: Date): Promise<number> {
      return db.transaction(async (tx) => {
        const { rows } = await tx.execute<{ owner_id: string }>(sql`
        with held as (
          update connections set
            status = 'connected', held_since = coalesce(held_since, expired_at), held_reason = reason,
            held_correlation_id = reason_correlation_id, reason = null, reason_correlation_id = null,
            expired_at = null, lost_told_at = null, updated_at = ${now.toISOString()}
          where status = 'expired' and expired_at > ${since.toISOString()} and sealed_tokens is not null
            and (authority_ends_on is null or authority_ends_on > ${expectedEnd})
          returning id, owner_id, held_reason, held_correlation_id
        ), noted as (
          insert into connection_events (owner_id, connection_id, at, kind, reason, correlation_id)
          select owner_id, id, ${now.toISOString()}, 'held', held_reason, held_correlation_id from held
        )
        select owner_id from held`);
        await holdWaitingAttempts(
          tx,
          rows.map((row) => row.owner_id),
        );
        return rows.length;
      });
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

    /** Some connections that HMRC refused and that wait, chosen by chance. */
    async refusedCanaries(limit: number): Promise<Canary[]> {
      return db
        .select({ id: connections.id, ownerId: connections.ownerId, reason: connections.heldReason })
        .from(connections)
        .where(isHeld)
        .orderBy(sql`random()`)
        .limit(limit);
    },

    /** Some connections that HMRC did not refuse, chosen by chance, those first whose access tokens are old. */
    async controlCanaries(limit: number, now: Date): Promise<Canary[]> {
      const { rows } = await db.execute<{ id: string; owner_id: string }>(sql`
        select id, owner_id from connections
        where status = 'connected' and held_since is null and sealed_tokens is not null
        order by (access_token_expires_at < ${now.toISOString()}) desc, random() limit ${limit}`);
      return rows.map(({ id, owner_id }) => ({ id, ownerId: owner_id, reason: null }));
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
        .where(isHeld)
        .orderBy(sql`random()`)
        .limit(limit);
      return rows.map(({ id }) => id);
    },
  };
}
