import { and, eq, type SQL, sql } from 'drizzle-orm';
import { type PgColumn } from 'drizzle-orm/pg-core';

import { connections } from './schema/index.ts';

/** What HMRC's refusal of a connection's tokens changes. */
export interface RefusedChange {
  id: string;
  /** Of the tokens that were refused: newer ones are not. */
  generation: number;
  reason: string;
  correlationId: string | null;
  /** The renewal that was refused; null where an API refused. */
  call: RefusedCall | null;
  now: Date;
}

export interface RefusedCall {
  intentId: string;
  /** Whether an earlier renewal with the same pair ended without anybody knowing how. */
  inDoubt: boolean;
}

export const isRefused = ({ id, generation }: Pick<RefusedChange, 'id' | 'generation'>): SQL | undefined =>
  and(eq(connections.id, id), eq(connections.generation, generation), eq(connections.status, 'connected'));

/**
 * What is left of a renewal that HMRC refused: nothing, except that the pair is still in doubt where it was. Somebody else's,
 * which may be under way while an API refuses, keeps its lease and its intent.
 */
export function answered(call: RefusedCall | null) {
  if (call === null) return {};
  const unlessOwn = (column: PgColumn, own: SQL) =>
    sql`case when ${connections.intentId} = ${call.intentId}::uuid then ${own} else ${column} end`;
  const nothing = sql`null`;
  return {
    leaseOwner: unlessOwn(connections.leaseOwner, nothing),
    leaseExpiresAt: unlessOwn(connections.leaseExpiresAt, nothing),
    ...(call.inDoubt
      ? // Whoever tries again need not wait for the call that was just answered.
        { intentDeadline: unlessOwn(connections.intentDeadline, sql`now()`) }
      : {
          intentGeneration: unlessOwn(connections.intentGeneration, nothing),
          intentId: unlessOwn(connections.intentId, nothing),
          intentDeadline: unlessOwn(connections.intentDeadline, nothing),
        }),
  };
}
