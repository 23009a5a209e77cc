import { sql } from 'drizzle-orm';

import { type Database } from './database.ts';

/** A connection with what decides whether it is looked after. Dates are Europe/London's. */
export interface CareRow {
  id: string;
  ownerId: string;
  dueDate: string | null;
  renewedOn: string;
  datesSeenOn: string | null;
  /** From 0 to 1, made of its id. */
  share: number;
}

/** Connections to look after, all owners', for the background. */
export function createCareStore(db: Database) {
  return {
    /**
     * Connections in use that may have to be looked after: not renewed today, and with a deadline near or none known.
     * A quarter that an update of ours covers has no deadline any more, even where HMRC's list is not that far yet.
     *
     * @param after the id after which to go on; rows come in order of it
     */
    async candidates(
      today: string,
      dueWithinDays: number,
      after: string | null,
      limit: number,
    ): Promise<CareRow[]> {
      const { rows } = await db.execute<{
        id: string;
        owner_id: string;
        due_date: string | null;
        renewed_on: string;
        dates_seen_on: string | null;
        share: number;
      }>(sql`
        select c.id, c.owner_id, next.due_date::text, next.dates_seen_on::text,
          (c.refreshed_at at time zone 'Europe/London')::date::text as renewed_on,
          (('x' || left(md5(c.id::text), 8))::bit(32)::bigint / 4294967296.0)::float8 as share
        from connections c
        cross join lateral (
          select
            (max(o.seen_at) at time zone 'Europe/London')::date as dates_seen_on,
            min(o.due_date) filter (where o.status = 'open' and o.due_date >= ${today}::date and not exists (
              select from submissions s where s.owner_id = o.owner_id and s.business_id = o.business_id
                and s.kind = 'quarterly-update' and s.status = 'submitted' and s.period_start_date = o.period_start_date
                and s.period_end_date >= o.period_end_date)) as due_date
          from obligations o where o.owner_id = c.owner_id
        ) next
        where c.status = 'connected' and c.sealed_tokens is not null and c.held_since is null
          and c.disconnect_requested_at is null and c.refreshed_at is not null
          and (c.refreshed_at at time zone 'Europe/London')::date < ${today}::date
          and (next.due_date is null or next.due_date <= ${today}::date + ${dueWithinDays}::int)
          and (${after}::uuid is null or c.id > ${after}::uuid)
        order by c.id
        limit ${limit}`);
      return rows.map((row) => ({
        id: row.id,
        ownerId: row.owner_id,
        dueDate: row.due_date,
        renewedOn: row.renewed_on,
        datesSeenOn: row.dates_seen_on,
        share: row.share,
      }));
    },
  };
}

export type CareStore = ReturnType<typeof createCareStore>;
