import { sql } from 'drizzle-orm';

import { type Database } from './database.ts';
import { finalDeclarationObligations, notices, obligations } from './schema/index.ts';

/** Something that HMRC waits for, whose deadline may have to be told. */
export interface DeadlineCandidate {
  id: string;
  ownerId: string;
  of: 'quarterly-update' | 'final-declaration';
  /** HMRC's business id; empty for a final declaration. */
  businessId: string;
  periodEndDate: string;
}

type Row = { [Column in keyof DeadlineCandidate]: DeadlineCandidate[Column] };

/** Deadlines as HMRC last listed them; of all people, for the background. */
export function createDeadlineStore(db: Database) {
  return {
    /**
     * What HMRC listed as open and whose newest step was not told, by id.
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
      const { rows } = await db.execute<Row>(sql`
        with listed as (
          select id, owner_id, 'quarterly-update' as "of", business_id, period_end_date, due_date, status
          from ${obligations}
          union all
          select id, owner_id, 'final-declaration', '', period_end_date, due_date, status
          from ${finalDeclarationObligations}
        )
        select id, owner_id as "ownerId", "of", business_id as "businessId", period_end_date as "periodEndDate"
        from listed
        -- However late it is, the last step is the one below nought.
        cross join lateral (
          select min(step) as step from unnest(${sql.param(request.steps)}::int[]) as step
          where step >= greatest(due_date - ${request.today}::date, -1)
        ) as newest
        where status <> 'fulfilled'
          and due_date between ${request.dates.from}::date and ${request.dates.to}::date
          and not exists (
            select from ${notices} as told
            where told.owner_id = listed.owner_id
              and told.about ->> 'type' = 'deadline'
              and told.about ->> 'of' = listed."of"
              and told.about ->> 'businessId' = listed.business_id
              and (told.about ->> 'periodEndDate')::date = listed.period_end_date
              and (told.about ->> 'dueDate')::date = listed.due_date
              and (told.about ->> 'step')::int <= newest.step
          )
          and (${request.after}::uuid is null or id > ${request.after}::uuid)
        order by id
        limit ${request.limit}`);
      return rows;
    },
  };
}

export type DeadlineStore = ReturnType<typeof createDeadlineStore>;
