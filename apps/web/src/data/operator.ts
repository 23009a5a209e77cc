import { and, desc, eq, lt, sql } from 'drizzle-orm';

import { type Database } from './database.ts';
import { attempts, operatorAlerts, submissions } from './schema/index.ts';

/** What whoever runs the platform may see: counts and states, never a person, a figure, a token or a NINO. */
export function createOperatorView(db: Database) {
  return {
    /** Submissions whose attempt under way was asked for before `since`, the oldest first. */
    stuckSince: (since: Date) =>
      db
        .select({
          submissionId: submissions.id,
          attemptId: attempts.id,
          kind: submissions.kind,
          requestedAt: attempts.requestedAt,
          step: attempts.step,
          tries: attempts.tries,
          nextTryAt: attempts.nextTryAt,
          waitingFor: attempts.waitingFor,
        })
        .from(submissions)
        .innerJoin(attempts, eq(attempts.submissionId, submissions.id))
        .where(
          and(
            eq(submissions.status, 'processing'),
            eq(attempts.status, 'processing'),
            lt(attempts.requestedAt, since),
          ),
        )
        .orderBy(attempts.requestedAt),

    latestAlerts: (most: number) =>
      db
        .select({
          at: operatorAlerts.at,
          kind: operatorAlerts.kind,
          detail: sql<unknown>`${operatorAlerts.detail}`,
        })
        .from(operatorAlerts)
        .orderBy(desc(operatorAlerts.at))
        .limit(most),
  };
}
