import { randomUUID } from 'node:crypto';
import {
  adjustableSummaries,
  annualSummaryDrafts,
  attempts,
  authorisationRequests,
  businesses,
  calculations,
  connectionEvents,
  connections,
  expenseStyles,
  finalDeclarationObligations,
  mails,
  notices,
  finalisations,
  heldLosses,
  foreignRegistrations,
  obligations,
  outbox,
  pendingImports,
  properties,
  quarterChoices,
  secretUses,
  sends,
  submissions,
  switchedOffNotices,
  transactions,
  verifications,
  yearAmounts,
} from '../data/schema/index.ts';
import { type Database } from '../data/database.ts';
import { addEvidence } from '../data/evidence.ts';

/** Words that stand in what an export must never hold. */
export const secretMark = 'canary-secret';

/**
 * Gives an owner a row in every table that knows owners, each with `mark` in it, and secrets where secrets are kept.
 *
 * @returns the id of the submission, which is `status`
 */
export async function keepEverything(
  db: Database,
  owner: { id: string; sessionId: string },
  mark: string,
  status: 'processing' | 'submitted' = 'submitted',
): Promise<string> {
  const at = new Date('2026-10-06T09:00:00Z');
  const ownerId = owner.id;
  const times = { createdAt: at, updatedAt: at };
  const [propertyId, connectionId, submissionId, attemptId, noticeId] = [
    randomUUID(),
    randomUUID(),
    randomUUID(),
    randomUUID(),
    randomUUID(),
  ];
  const period = { periodStartDate: '2026-04-06', periodEndDate: '2026-07-05', dueDate: '2026-08-07' };

  await db.insert(properties).values({ id: propertyId, ownerId, name: `${mark} house`, ...times });
  await db.insert(transactions).values({
    ownerId,
    propertyId,
    date: '2026-04-08',
    category: 'periodAmount',
    description: `${mark} rent, "April"`,
    moneyInPence: 115_000,
    wholeInPence: 115_000,
    ...times,
  });
  await db
    .insert(pendingImports)
    .values({ ownerId, fileName: `${mark}.csv`, rows: [], problems: [], createdAt: at });
  await db.insert(connections).values({
    id: connectionId,
    ownerId,
    environment: 'simulator',
    status: 'connected',
    reasonCorrelationId: `${mark} connection`,
    sealedNino: `${secretMark} nino`,
    sealedTokens: `${secretMark} tokens`,
    leaseOwner: `${secretMark} lease`,
    ...times,
  });
  await db.insert(authorisationRequests).values({
    ownerId,
    connectionId,
    sessionId: owner.sessionId,
    stateHash: `${secretMark} ${randomUUID()}`,
    sealedVerifier: `${secretMark} verifier`,
    sealedTokens: `${secretMark} tokens`,
    fraudPrevention: { headers: `${mark} click` },
    returnTo: '/',
    createdAt: at,
    expiresAt: at,
    outcome: `${mark} outcome`,
  });
  await db
    .insert(connectionEvents)
    .values({ ownerId, connectionId, at, kind: 'connected', reason: `${mark} event` });
  const about = { note: `${mark} notice` };
  await db
    .insert(notices)
    .values({ id: noticeId, ownerId, key: 'any', kind: 'taken', about, at, isShown: true });
  await db.insert(mails).values({ ownerId, noticeId, createdAt: at, notBefore: at });
  await db.insert(switchedOffNotices).values({ ownerId, kind: 'deadline', channel: 'mail' });
  await db.insert(secretUses).values({
    ownerId,
    connectionId,
    at,
    purpose: `${mark} purpose`,
    accessToken: true,
    refreshToken: false,
    nino: true,
    generation: 1,
  });
  await db
    .insert(businesses)
    .values({ ownerId, businessId: `${mark} business`, typeOfBusiness: 'uk-property', seenAt: at });
  await db.insert(obligations).values({
    ownerId,
    businessId: `${mark} obligation`,
    typeOfBusiness: 'uk-property',
    ...period,
    status: 'open',
    seenAt: at,
  });
  await db.insert(finalDeclarationObligations).values({
    ownerId,
    ...period,
    status: 'open',
    seenAt: at,
  });
  await db.insert(foreignRegistrations).values({
    ownerId,
    propertyId,
    businessId: `${mark} abroad`,
    taxYear: '2026-27',
    hmrcPropertyId: randomUUID(),
    nameAtHmrc: `${mark} villa`,
  });
  await db.insert(expenseStyles).values({
    ...{ ownerId, businessId: `${mark} expenses`, taxYear: '2026-27' },
    ...{ style: 'consolidated', chosenAt: at },
  });
  await db.insert(quarterChoices).values({
    ...{ id: randomUUID(), ownerId, businessId: `${mark} quarters`, taxYear: '2026-27', type: 'calendar' },
    ...{ state: 'asking', fraudPrevention: {}, chosenAt: at, nextAskAt: at, askAfter: at },
  });
  await db.insert(yearAmounts).values({
    ...{ ownerId, businessId: `${mark} costs`, taxYear: '2026-27', propertyId },
    ...{ amountPence: 12_345, enteredAt: at },
  });
  await db
    .insert(annualSummaryDrafts)
    .values({ ownerId, businessId: `${mark} draft`, taxYear: '2026-27', answers: { fields: {} } });
  await db.insert(submissions).values({
    id: submissionId,
    ownerId,
    kind: 'quarterly-update',
    businessId: `${mark} submission`,
    taxYear: '2026-27',
    ...period,
    status,
    ...times,
  });
  await db.insert(attempts).values({
    id: attemptId,
    ownerId,
    submissionId,
    number: 1,
    status,
    figures: { periodAmount: 115_000 },
    fraudPrevention: { 'Gov-Client-Screens': `${mark} screens` },
    requestedAt: at,
  });
  await db
    .insert(sends)
    .values({ ownerId, attemptId, sentAt: at, body: `{"note":"${mark} exact body"}`, settledBy: 'answer' });
  await db.transaction((tx) =>
    addEvidence(tx, {
      ownerId,
      kind: 'attempt-placed',
      submissionId,
      attemptId,
      at,
      content: { note: `${mark} evidence` },
    }),
  );
  await db.insert(adjustableSummaries).values({
    ...{ ownerId, businessId: `${mark} business`, taxYear: '2025-26' },
    answers: { fields: { other: `${mark} adjustment` } },
  });
  await db.insert(finalisations).values({
    ...{ id: randomUUID(), ownerId, businessId: `${mark} business`, taxYear: '2025-26', submissionId },
    ...{ calculationId: `${mark} summary`, confirmedBy: `${mark} name`, confirmedAt: at },
  });
  await db.insert(heldLosses).values({
    ...{ ownerId, businessId: `${mark} business`, taxYear: '2025-26', seenAt: at },
    held: { losses: [{ lossId: `${mark} loss` }] },
  });
  await db.insert(calculations).values({
    id: randomUUID(),
    ownerId,
    taxYear: '2026-27',
    type: 'in-year',
    askedBy: 'person',
    state: 'ready',
    fraudPrevention: { 'Gov-Client-Screens': `${mark} screens` },
    requestedAt: at,
    finishedAt: at,
    answer: { metadata: { calculationId: `${mark} calculation` } },
  });
  await db
    .insert(outbox)
    .values({ id: attemptId, ownerId, name: 'submission/requested', data: {}, createdAt: at, notBefore: at });
  await db
    .insert(verifications)
    .values({ id: randomUUID(), identifier: `${secretMark} link`, value: ownerId, expiresAt: at, ...times });
  return submissionId;
}
