import { and, eq, gt, sql } from 'drizzle-orm';

import { type Database } from './database.ts';
import { connections } from './schema/index.ts';

const inMs = (ms: number) => sql`now() + ${ms} * interval '1 millisecond'`;

const tokenColumns = {
  id: connections.id,
  ownerId: connections.ownerId,
  status: connections.status,
  reason: connections.reason,
  sealedNino: connections.sealedNino,
  sealedTokens: connections.sealedTokens,
  generation: connections.generation,
  accessTokenExpiresAt: connections.accessTokenExpiresAt,
  refreshedAt: connections.refreshedAt,
  authorityEndsOn: connections.authorityEndsOn,
  heldSince: connections.heldSince,
  heldReason: connections.heldReason,
} as const;

/** What giving a token needs of a connection: a small row, since each call to HMRC begins with reading it. */
export type TokenRow = Pick<typeof connections.$inferSelect, keyof typeof tokenColumns>;

/** Whether a connection is expired because HMRC did not renew its pair, rather than because an API refused it. */
const wasRefusedRenewal = sql`(status = 'expired' and reason in ('authority-ended', 'lost-during-renewal'))`;
const unlessRestored = (column: string) =>
  sql`case when ${wasRefusedRenewal} then null else ${sql.identifier(column)} end`;

/** How a pair of tokens is renewed by one caller at a time: the lease, the intent, and the write that counts. */
export function createTokenRenewalStore(db: Database) {
  const tokensById = db
    .select(tokenColumns)
    .from(connections)
    .where(eq(connections.id, sql.placeholder('id')))
    .prepare('tokens_by_id');

  return {
    async tokensOf(id: string): Promise<TokenRow | null> {
      const rows = await tokensById.execute({ id });
      return rows[0] ?? null;
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

    /**
     * Stores a renewed pair by moving the generation on by one, and notes it in the connection's history: one statement, so
     * that nothing comes between HMRC's answer and the commit that keeps it.
     *
     * A connection that was called expired meanwhile, because another's use of the same pair was refused, is connected again:
     * this answer was the reason for that refusal.
     *
     * @returns false when somebody else moved the generation first
     */
    async storeRenewed(pair: {
      id: string;
      generation: number;
      sealedTokens: string;
      accessTokenExpiresAt: Date;
      correlationId: string | null;
      now: Date;
    }): Promise<boolean> {
      const now = pair.now.toISOString();
      const { rowCount } = await db.execute(sql`
        with moved as (
          update connections set
            sealed_tokens = ${pair.sealedTokens}, generation = generation + 1,
            access_token_expires_at = ${pair.accessTokenExpiresAt.toISOString()},
            refreshed_at = ${now}, updated_at = ${now},
            lease_owner = null, lease_expires_at = null,
            intent_generation = null, intent_id = null, intent_deadline = null,
            held_since = null, held_reason = null, held_correlation_id = null,
            status = case when ${wasRefusedRenewal} then 'connected' else status end,
            reason = ${unlessRestored('reason')}, reason_correlation_id = ${unlessRestored('reason_correlation_id')},
            expired_at = ${unlessRestored('expired_at')}, lost_told_at = ${unlessRestored('lost_told_at')}
          where id = ${pair.id} and generation = ${pair.generation}
          returning id, owner_id
        )
        insert into connection_events (owner_id, connection_id, at, kind, correlation_id)
        select owner_id, id, ${now}, 'renewed', ${pair.correlationId} from moved`);
      return rowCount === 1;
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
