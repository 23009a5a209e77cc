import { sql } from 'drizzle-orm';
import { date, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

import { users } from './accounts.ts';
import { inOrder, instant, personId } from './columns.ts';

const owner = () => personId('owner_id').references(() => users.id, { onDelete: 'cascade' });

/**
 * A landlord's connection to HMRC.
 *
 * `generation` counts the token pairs; a pair is stored only by moving it on by one. The lease says which process may call
 * HMRC's token endpoint, by the database's clock; the intent says that such a call may be under way.
 */
export const connections = pgTable(
  'connections',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    ownerId: owner().unique(),
    environment: text('environment').notNull(),
    status: text('status', { enum: ['not-connected', 'connected', 'expired'] })
      .notNull()
      .default('not-connected'),
    /** Why the connection is not usable: a key of the table of reasons. */
    reason: text('reason'),
    reasonCorrelationId: text('reason_correlation_id'),
    sealedNino: text('sealed_nino'),
    sealedTokens: text('sealed_tokens'),
    generation: integer('generation').notNull().default(0),
    accessTokenExpiresAt: instant('access_token_expires_at'),
    refreshedAt: instant('refreshed_at'),
    consentedAt: instant('consented_at'),
    authorityEndsOn: date('authority_ends_on', { mode: 'string' }),
    connectedAt: instant('connected_at'),
    /** How HMRC has the landlord down for MTD for Income Tax, as it last said. */
    itsaStatus: text('itsa_status'),
    expiredAt: instant('expired_at'),
    /** When the owner was told that the connection is lost. */
    lostToldAt: instant('lost_told_at'),
    /**
     * Since when HMRC's refusal waits to be judged, because it refused many others too; with what it said. Beside `expired`:
     * that it waited before it was called so.
     */
    heldSince: instant('held_since'),
    heldReason: text('held_reason'),
    heldCorrelationId: text('held_correlation_id'),
    disconnectRequestedAt: instant('disconnect_requested_at'),
    leaseOwner: text('lease_owner'),
    leaseExpiresAt: instant('lease_expires_at'),
    intentGeneration: integer('intent_generation'),
    intentId: uuid('intent_id'),
    intentDeadline: instant('intent_deadline'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  // For the reminders, which look for it every half minute.
  (table) => [
    index('connections_authority_end').on(table.authorityEndsOn),
    index('connections_held')
      .on(table.heldSince)
      .where(sql`${table.heldSince} is not null`),
    index('connections_expired')
      .on(table.expiredAt)
      .where(sql`${table.expiredAt} is not null`),
  ],
);

/** A journey to HMRC's sign-in that has begun; good once, for an hour, for the session that began it. */
export const authorisationRequests = pgTable(
  'authorisation_requests',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    ownerId: owner(),
    connectionId: uuid('connection_id')
      .notNull()
      .references(() => connections.id, { onDelete: 'cascade' }),
    sessionId: text('session_id').notNull(),
    /** SHA-256 of the state; the state itself is only in the person's browser. */
    stateHash: text('state_hash').notNull().unique(),
    sealedVerifier: text('sealed_verifier').notNull(),
    /** The pair that HMRC gave, until it is proved whose it is. */
    sealedTokens: text('sealed_tokens'),
    consentedAt: instant('consented_at'),
    accessTokenExpiresAt: instant('access_token_expires_at'),
    /** Fraud prevention headers of the click, and what was left out and why. */
    fraudPrevention: jsonb('fraud_prevention').notNull(),
    /** Where to go on afterwards, a path of ours. */
    returnTo: text('return_to').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    outcome: text('outcome'),
  },
  (table) => [index('authorisation_requests_owner').on(table.ownerId)],
);

/** What became of a connection, in order. */
export const connectionEvents = pgTable(
  'connection_events',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    ownerId: owner(),
    connectionId: uuid('connection_id')
      .notNull()
      .references(() => connections.id, { onDelete: 'cascade' }),
    at: instant('at').notNull(),
    sequence: inOrder(),
    kind: text('kind').notNull(),
    reason: text('reason'),
    correlationId: text('correlation_id'),
  },
  (table) => [
    index('connection_events_connection').on(table.connectionId, table.at),
    // For the look at how many connections HMRC refused of late, and how many it renewed.
    index('connection_events_kind').on(table.kind, table.at),
  ],
);

/** The landlord's businesses as HMRC last listed them. */
export const businesses = pgTable(
  'businesses',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    ownerId: owner(),
    /** HMRC's business id. */
    businessId: text('business_id').notNull(),
    typeOfBusiness: text('type_of_business').notNull(),
    tradingName: text('trading_name'),
    seenAt: instant('seen_at').notNull(),
  },
  (table) => [uniqueIndex('businesses_owner_business').on(table.ownerId, table.businessId)],
);

/** The landlord's quarterly obligations as HMRC last listed them. */
export const obligations = pgTable(
  'obligations',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    ownerId: owner(),
    businessId: text('business_id').notNull(),
    typeOfBusiness: text('type_of_business').notNull(),
    periodStartDate: date('period_start_date', { mode: 'string' }).notNull(),
    periodEndDate: date('period_end_date', { mode: 'string' }).notNull(),
    dueDate: date('due_date', { mode: 'string' }).notNull(),
    status: text('status').notNull(),
    receivedDate: date('received_date', { mode: 'string' }),
    seenAt: instant('seen_at').notNull(),
  },
  (table) => [
    uniqueIndex('obligations_owner_business_period').on(
      table.ownerId,
      table.businessId,
      table.periodStartDate,
      table.periodEndDate,
    ),
  ],
);

/** The final declarations that HMRC waits for or has, as it last listed them. */
export const finalDeclarationObligations = pgTable(
  'final_declaration_obligations',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    ownerId: owner(),
    periodStartDate: date('period_start_date', { mode: 'string' }).notNull(),
    periodEndDate: date('period_end_date', { mode: 'string' }).notNull(),
    dueDate: date('due_date', { mode: 'string' }).notNull(),
    status: text('status').notNull(),
    receivedDate: date('received_date', { mode: 'string' }),
    seenAt: instant('seen_at').notNull(),
  },
  (table) => [
    uniqueIndex('final_declaration_obligations_owner_period').on(table.ownerId, table.periodEndDate),
  ],
);

/** HMRC's limit for the whole application: each row is a token, free again at `free_at` by the database's clock. */
export const hmrcCallTokens = pgTable('hmrc_call_tokens', {
  id: integer('id').primaryKey(),
  freeAt: instant('free_at').notNull(),
});

/** What the operator should look at. */
export const operatorAlerts = pgTable('operator_alerts', {
  id: uuid('id').primaryKey().defaultRandom(),
  at: instant('at').notNull(),
  kind: text('kind').notNull(),
  detail: jsonb('detail').notNull(),
});
