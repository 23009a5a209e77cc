import { and, eq, gt, sql } from 'drizzle-orm';

import { type Database } from './database.ts';
import { connections } from './schema/index.ts';

const inMs = (ms: number) => sql`now() + ${ms} * interval '1 millisecond'`;

/** How a pair of tokens is renewed by one caller at a time: the lease, the intent, and the write that counts. */
export function createTokenRenewalStore(db: Database) {
  return {
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
  };
}
