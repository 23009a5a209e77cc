import { and, asc, eq, getTableColumns } from 'drizzle-orm';

import { type Database, type Tx } from './database.ts';
import {
  adjustableSummaries,
  annualSummaryDrafts,
  attempts,
  authorisationRequests,
  businesses,
  calculations,
  connectionEvents,
  connections,
  finalDeclarationObligations,
  mails,
  notices,
  evidence,
  expenseStyles,
  finalisations,
  heldLosses,
  foreignRegistrations,
  obligations,
  pendingImports,
  properties,
  quarterChoices,
  secretUses,
  sends,
  sessions,
  submissions,
  switchedOffNotices,
  transactions,
  users,
  yearAmounts,
} from './schema/index.ts';

/**
 * Makes the reader of everything kept about a person, as of one instant.
 *
 * Secrets stay behind: the password's hash, session tokens, HMRC's tokens, the NINO, and what belongs to a sign-in at HMRC
 * that is under way. So do the lease and the intent of a connection and the outbox, which are the platform's own
 * bookkeeping.
 */
export function createAccountExport(db: Database) {
  return (ownerId: string) =>
    db.transaction(
      async (tx) => ({
        ...(await readAccount(tx, ownerId)),
        ...(await readRecords(tx, ownerId)),
        ...(await readConnection(tx, ownerId)),
        ...(await readSubmissions(tx, ownerId)),
        ...(await readNotices(tx, ownerId)),
        ...(await readYearEnds(tx, ownerId)),
      }),
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    );
}

export type AccountExport = Awaited<ReturnType<ReturnType<typeof createAccountExport>>>;

async function readAccount(tx: Tx, ownerId: string) {
  const { id, email, createdAt, updatedAt } = users;
  return {
    account: await tx.select({ id, email, createdAt, updatedAt }).from(users).where(eq(users.id, ownerId)),
    sessions: await tx
      .select({
        id: sessions.id,
        signedInAt: sessions.createdAt,
        expiresAt: sessions.expiresAt,
      })
      .from(sessions)
      .where(eq(sessions.userId, ownerId))
      .orderBy(asc(sessions.createdAt)),
  };
}

async function readRecords(tx: Tx, ownerId: string) {
  const property = withoutOwner(getTableColumns(properties));
  const transaction = withoutOwner(getTableColumns(transactions));
  const pendingImport = withoutOwner(getTableColumns(pendingImports));
  return {
    properties: await tx
      .select(property)
      .from(properties)
      .where(eq(properties.ownerId, ownerId))
      .orderBy(asc(properties.createdAt), asc(properties.id)),
    transactions: await tx
      .select({
        ...transaction,
        propertyName: properties.name,
        propertyCountry: properties.countryCode,
        propertyShareBasisPoints: properties.shareBasisPoints,
      })
      .from(transactions)
      .innerJoin(properties, and(eq(properties.id, transactions.propertyId), eq(properties.ownerId, ownerId)))
      .where(eq(transactions.ownerId, ownerId))
      .orderBy(asc(transactions.date), asc(transactions.createdAt), asc(transactions.id)),
    pendingImports: await tx
      .select(pendingImport)
      .from(pendingImports)
      .where(eq(pendingImports.ownerId, ownerId))
      .orderBy(asc(pendingImports.createdAt)),
  };
}

async function readConnection(tx: Tx, ownerId: string) {
  const event = withoutOwner(getTableColumns(connectionEvents));
  const business = withoutOwner(getTableColumns(businesses));
  const obligation = withoutOwner(getTableColumns(obligations));
  const declaration = withoutOwner(getTableColumns(finalDeclarationObligations));
  const c = connections;
  const request = authorisationRequests;
  const use = withoutOwner(getTableColumns(secretUses));
  return {
    connections: await tx
      .select({
        id: c.id,
        environment: c.environment,
        status: c.status,
        reason: c.reason,
        reasonCorrelationId: c.reasonCorrelationId,
        itsaStatus: c.itsaStatus,
        consentedAt: c.consentedAt,
        authorityEndsOn: c.authorityEndsOn,
        connectedAt: c.connectedAt,
        refreshedAt: c.refreshedAt,
        expiredAt: c.expiredAt,
        heldSince: c.heldSince,
        heldReason: c.heldReason,
        disconnectRequestedAt: c.disconnectRequestedAt,
        createdAt: c.createdAt,
        updatedAt: c.updatedAt,
      })
      .from(c)
      .where(eq(c.ownerId, ownerId)),
    connectionEvents: await tx
      .select(event)
      .from(connectionEvents)
      .where(eq(connectionEvents.ownerId, ownerId))
      .orderBy(asc(connectionEvents.at), asc(connectionEvents.sequence)),
    authorisationRequests: await tx
      .select({
        id: request.id,
        connectionId: request.connectionId,
        createdAt: request.createdAt,
        expiresAt: request.expiresAt,
        usedAt: request.usedAt,
        consentedAt: request.consentedAt,
        fraudPrevention: request.fraudPrevention,
        outcome: request.outcome,
      })
      .from(request)
      .where(eq(request.ownerId, ownerId))
      .orderBy(asc(request.createdAt)),
    secretUses: await tx
      .select(use)
      .from(secretUses)
      .where(eq(secretUses.ownerId, ownerId))
      .orderBy(asc(secretUses.id)),
    businesses: await tx.select(business).from(businesses).where(eq(businesses.ownerId, ownerId)),
    obligations: await tx
      .select(obligation)
      .from(obligations)
      .where(eq(obligations.ownerId, ownerId))
      .orderBy(asc(obligations.periodEndDate)),
    finalDeclarationObligations: await tx
      .select(declaration)
      .from(finalDeclarationObligations)
      .where(eq(finalDeclarationObligations.ownerId, ownerId))
      .orderBy(asc(finalDeclarationObligations.periodEndDate)),
  };
}

async function readSubmissions(tx: Tx, ownerId: string) {
  const submission = withoutOwner(getTableColumns(submissions));
  const attempt = withoutOwner(getTableColumns(attempts));
  const send = withoutOwner(getTableColumns(sends));
  const draft = withoutOwner(getTableColumns(annualSummaryDrafts));
  const calculation = withoutOwner(getTableColumns(calculations));
  const expenseStyle = withoutOwner(getTableColumns(expenseStyles));
  const quarterChoice = withoutOwner(getTableColumns(quarterChoices));
  const yearAmount = withoutOwner(getTableColumns(yearAmounts));
  const registration = withoutOwner(getTableColumns(foreignRegistrations));
  return {
    submissions: await tx
      .select(submission)
      .from(submissions)
      .where(eq(submissions.ownerId, ownerId))
      .orderBy(asc(submissions.createdAt), asc(submissions.sequence)),
    attempts: await tx
      .select(attempt)
      .from(attempts)
      .where(eq(attempts.ownerId, ownerId))
      .orderBy(asc(attempts.requestedAt), asc(attempts.number)),
    calculations: await tx
      .select(calculation)
      .from(calculations)
      .where(eq(calculations.ownerId, ownerId))
      .orderBy(asc(calculations.requestedAt), asc(calculations.sequence)),
    sends: await tx
      .select(send)
      .from(sends)
      .where(eq(sends.ownerId, ownerId))
      .orderBy(asc(sends.sentAt), asc(sends.sequence)),
    /** The chain whole, in the form of its files. */
    evidence: await tx
      .select({ sequence: evidence.sequence, text: evidence.record, hash: evidence.hash })
      .from(evidence)
      .where(eq(evidence.ownerId, ownerId))
      .orderBy(asc(evidence.sequence)),
    foreignRegistrations: await tx
      .select(registration)
      .from(foreignRegistrations)
      .where(eq(foreignRegistrations.ownerId, ownerId))
      .orderBy(asc(foreignRegistrations.taxYear), asc(foreignRegistrations.propertyId)),
    expenseStyles: await tx
      .select(expenseStyle)
      .from(expenseStyles)
      .where(eq(expenseStyles.ownerId, ownerId))
      .orderBy(asc(expenseStyles.taxYear), asc(expenseStyles.businessId)),
    quarterChoices: await tx
      .select(quarterChoice)
      .from(quarterChoices)
      .where(eq(quarterChoices.ownerId, ownerId))
      .orderBy(asc(quarterChoices.taxYear), asc(quarterChoices.businessId)),
    yearAmounts: await tx
      .select(yearAmount)
      .from(yearAmounts)
      .where(eq(yearAmounts.ownerId, ownerId))
      .orderBy(asc(yearAmounts.taxYear), asc(yearAmounts.businessId), asc(yearAmounts.id)),
    annualSummaryDrafts: await tx
      .select(draft)
      .from(annualSummaryDrafts)
      .where(eq(annualSummaryDrafts.ownerId, ownerId))
      .orderBy(asc(annualSummaryDrafts.taxYear), asc(annualSummaryDrafts.businessId)),
  };
}

async function readNotices(tx: Tx, ownerId: string) {
  const notice = withoutOwner(getTableColumns(notices));
  const { id, noticeId, status, createdAt, tries, endedAt } = mails;
  return {
    notices: await tx
      .select(notice)
      .from(notices)
      .where(eq(notices.ownerId, ownerId))
      .orderBy(asc(notices.at), asc(notices.sequence)),
    mails: await tx
      .select({ id, noticeId, status, createdAt, tries, endedAt })
      .from(mails)
      .where(eq(mails.ownerId, ownerId))
      .orderBy(asc(createdAt)),
    switchedOffNotices: await tx
      .select(withoutOwner(getTableColumns(switchedOffNotices)))
      .from(switchedOffNotices)
      .where(eq(switchedOffNotices.ownerId, ownerId)),
  };
}

async function readYearEnds(tx: Tx, ownerId: string) {
  const summary = withoutOwner(getTableColumns(adjustableSummaries));
  const finalisation = withoutOwner(getTableColumns(finalisations));
  const losses = withoutOwner(getTableColumns(heldLosses));
  return {
    adjustableSummaries: await tx
      .select(summary)
      .from(adjustableSummaries)
      .where(eq(adjustableSummaries.ownerId, ownerId))
      .orderBy(asc(adjustableSummaries.taxYear), asc(adjustableSummaries.businessId)),
    finalisations: await tx
      .select(finalisation)
      .from(finalisations)
      .where(eq(finalisations.ownerId, ownerId))
      .orderBy(asc(finalisations.confirmedAt)),
    heldLosses: await tx
      .select(losses)
      .from(heldLosses)
      .where(eq(heldLosses.ownerId, ownerId))
      .orderBy(asc(heldLosses.taxYear), asc(heldLosses.businessId)),
  };
}

/** All columns but the owner, which is the same in every row, and the number that a row has among those of everybody. */
function withoutOwner<Columns extends { ownerId: unknown }>(
  columns: Columns,
): Omit<Columns, 'ownerId' | 'sequence'> {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- taken out so that they are not among the others
  const { ownerId, sequence, ...others } = columns as Columns & { sequence?: unknown };
  return others;
}
