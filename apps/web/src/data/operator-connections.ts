import { and, asc, count, desc, eq, isNotNull, type SQL, sql } from 'drizzle-orm';

import { type Database } from './database.ts';
import { authorisationStorms, connectionEvents, connections, secretUses } from './schema/index.ts';
import { isUuid } from './uuid.ts';

/** The states an operator sees: those of a connection, and that a connected one is held. */
export const operatorStates = ['connected', 'held', 'expired', 'not-connected'] as const;
export type OperatorState = (typeof operatorStates)[number];

const isHeld = sql`${connections.status} = 'connected' and ${connections.heldSince} is not null`;
const state = sql<OperatorState>`case when ${isHeld} then 'held' else ${connections.status} end`;
const reason = sql<
  string | null
>`case when ${isHeld} then ${connections.heldReason} else ${connections.reason} end`;

const summary = {
  id: connections.id,
  state: state.as('state'),
  reason: reason.as('reason'),
  environment: connections.environment,
  refreshedAt: connections.refreshedAt,
  authorityEndsOn: connections.authorityEndsOn,
  heldSince: connections.heldSince,
};

/** A connection as whoever runs the platform may see it. */
export type OperatorConnection = NonNullable<
  Awaited<ReturnType<ReturnType<typeof createOperatorConnectionView>['connection']>>
>;

/** Connections for whoever runs the platform: all but tokens, NINOs, names and addresses. */
export function createOperatorConnectionView(db: Database) {
  return {
    countConnections: () =>
      db
        .select({
          environment: connections.environment,
          state: state.as('state'),
          reason: reason.as('reason'),
          count: count(),
        })
        .from(connections)
        // By their places: the database does not see that the two expressions are those that are selected.
        .groupBy(sql`1, 2, 3`)
        .orderBy(sql`1, 2, 3`),

    /** Connections in a state, or all, those that changed last first. */
    list: (wanted: OperatorState | undefined, most: number) =>
      db
        .select(summary)
        .from(connections)
        .where(wanted === undefined ? undefined : eq(state, wanted))
        .orderBy(desc(connections.updatedAt), asc(connections.id))
        .limit(most),

    async connection(id: string) {
      if (!isUuid(id)) return null;
      const isNow = (column: SQL) => sql<boolean>`coalesce(${column} > now(), false)`;
      const rows = await db
        .select({
          ...summary,
          reasonCorrelationId: sql<
            string | null
          >`case when ${isHeld} then ${connections.heldCorrelationId} else ${connections.reasonCorrelationId} end`,
          itsaStatus: connections.itsaStatus,
          generation: connections.generation,
          connectedAt: connections.connectedAt,
          consentedAt: connections.consentedAt,
          accessTokenExpiresAt: connections.accessTokenExpiresAt,
          expiredAt: connections.expiredAt,
          lostToldAt: connections.lostToldAt,
          disconnectRequestedAt: connections.disconnectRequestedAt,
          leaseOwner: connections.leaseOwner,
          leaseExpiresAt: connections.leaseExpiresAt,
          isLeased: isNow(sql`${connections.leaseExpiresAt}`),
          /** A renewal of the pair in place began, and its answer is not stored. */
          hasIntent: sql<boolean>`coalesce(${connections.intentGeneration} = ${connections.generation}, false)`,
          intentDeadline: connections.intentDeadline,
          isUnderWay: isNow(sql`${connections.intentDeadline}`),
        })
        .from(connections)
        .where(eq(connections.id, id));
      return rows[0] ?? null;
    },

    /** What became of a connection, newest first. */
    history: (id: string, most: number) =>
      db
        .select({
          at: connectionEvents.at,
          kind: connectionEvents.kind,
          reason: connectionEvents.reason,
          correlationId: connectionEvents.correlationId,
        })
        .from(connectionEvents)
        .where(eq(connectionEvents.connectionId, id))
        .orderBy(desc(connectionEvents.at), desc(connectionEvents.sequence))
        .limit(most),

    /** What its tokens and its NINO were used for, newest first. */
    uses: (id: string, most: number) =>
      db
        .select()
        .from(secretUses)
        .where(eq(secretUses.connectionId, id))
        .orderBy(desc(secretUses.at), desc(secretUses.id))
        .limit(most),

    countHeld: async (): Promise<number> => {
      const rows = await db
        .select({ count: count() })
        .from(connections)
        .where(and(eq(connections.status, 'connected'), isNotNull(connections.heldSince)));
      return rows[0]?.count ?? 0;
    },

    storms: (most: number) =>
      db.select().from(authorisationStorms).orderBy(desc(authorisationStorms.seenAt)).limit(most),
  };
}
