import { and, asc, between, gt, ne, not, sql } from 'drizzle-orm';

import { type Database } from './database.ts';
import { notices, obligations } from './schema/index.ts';

/** A quarter whose deadline may have to be told. */
export interface DeadlineCandidate {
  id: string;
  ownerId: string;
  businessId: string;
  periodEndDate: string;
}

/** Deadlines as HMRC last listed them; of all people, for the background. */
export function createDeadlineStore(db: Database) {
  return {
    /**
     * Quarters that HMRC listed as open and whose newest step was not told, by id.
     *
     * @param dates due dates, both included
     * @param after goes on behind this id
     */
    async candidates(request: {
      today: string;
      dates: { from: string; to: string };
      steps: readonly number[];
      after: string | null;
      limit: number;
    }): Promise<DeadlineCandidate[]> {
      const { id, ownerId, businessId, periodStartDate, periodEndDate, dueDate } = obligations;
      // However late it is, the last step is the one below nought.
      const newest = sql`(select min(step) from unnest(${sql.param(request.steps)}::int[]) as step
        where step >= greatest(${dueDate} - ${request.today}::date, -1))`;
      const wasTold = sql`exists (select from ${notices}
        where ${notices.ownerId} = ${ownerId}
          and ${notices.about} ->> 'type' = 'deadline'
          and ${notices.about} ->> 'of' = 'quarterly-update'
          and ${notices.about} ->> 'businessId' = ${businessId}
          and (${notices.about} ->> 'periodStartDate')::date = ${periodStartDate}
          and (${notices.about} ->> 'periodEndDate')::date = ${periodEndDate}
          and (${notices.about} ->> 'dueDate')::date = ${dueDate}
          and (${notices.about} ->> 'step')::int <= ${newest})`;
      return db
        .select({ id, ownerId, businessId, periodEndDate })
        .from(obligations)
        .where(
          and(
            ne(obligations.status, 'fulfilled'),
            between(dueDate, request.dates.from, request.dates.to),
            not(wasTold),
            ...(request.after === null ? [] : [gt(id, request.after)]),
          ),
        )
        .orderBy(asc(id))
        .limit(request.limit);
    },
  };
}

export type DeadlineStore = ReturnType<typeof createDeadlineStore>;
