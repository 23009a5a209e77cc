import { type SQL, sql } from 'drizzle-orm';

import { type Database } from './database.ts';
import { enqueue, type OutboxEvent } from './outbox.ts';
import { type SubmissionRow } from './submission-rows.ts';

interface Lost {
  ownerId: string;
  connectionId: string;
  /** How often it was taken up anew. */
  rescues: number;
}

/** An attempt that nobody works on any more. */
export interface LostRun extends Lost {
  attemptId: string;
  kind: SubmissionRow['kind'];
}

/** A calculation that is waited for, and that nobody asks HMRC for any more. */
export interface LostCalculation extends Lost {
  calculation: string;
}

interface LostRow extends Record<string, unknown> {
  id: string;
  owner_id: string;
  connection_id: string;
  rescues: number;
}

/** What was set off by events whose data name one thing. */
const eventsOf = (name: SQL, id: SQL) => sql`lateral (
    select max(handed_over_at) as last, bool_or(handed_over_at is null) as on_its_way,
      (count(*) filter (where id like '%:rescue:%'))::int as rescues
    from outbox where data ->> ${name} = ${id}::text
  ) events`;

/**
 * The last event was handed to the engine so long ago that no run of it can still be at it, by the database's clock, and none is on
 * its way.
 */
const areQuiet = (forMs: number) => sql`not coalesce(events.on_its_way, false)
    and (events.last is null or events.last < now() - ${forMs} * interval '1 millisecond')`;

/** Attempts and calculations whose runs the engine has lost, all owners', for the background. */
export function createLostRunStore(db: Database) {
  return {
    /** Attempts under way; those that wait for something which will wake them, or for nothing any more, are left out. */
    async find(quietForMs: number, limit: number): Promise<LostRun[]> {
      const { rows } = await db.execute<LostRow & { kind: SubmissionRow['kind'] }>(sql`
        select a.id, a.owner_id, c.id as connection_id, s.kind, events.rescues
        from attempts a
        join submissions s on s.id = a.submission_id
        join connections c on c.owner_id = a.owner_id
        cross join ${eventsOf(sql`'attemptId'`, sql`a.id`)}
        where a.status = 'processing' and (a.waiting_for is null or a.waiting_for not in ('reconnect', 'storm'))
          and (a.waiting_for is distinct from 'untold' or a.next_try_at is not null)
          and ${areQuiet(quietForMs)}
        order by a.requested_at
        limit ${limit}`);
      return rows.map((row) => ({ attemptId: row.id, kind: row.kind, ...lostOf(row) }));
    },

    /** Calculations that are waited for. */
    async findCalculations(quietForMs: number, limit: number): Promise<LostCalculation[]> {
      const { rows } = await db.execute<LostRow>(sql`
        select a.id, a.owner_id, c.id as connection_id, events.rescues
        from calculations a
        join connections c on c.owner_id = a.owner_id
        cross join ${eventsOf(sql`'calculation'`, sql`a.id`)}
        where a.state = 'waiting' and ${areQuiet(quietForMs)}
        order by a.requested_at
        limit ${limit}`);
      return rows.map((row) => ({ calculation: row.id, ...lostOf(row) }));
    },

    /**
     * Puts an event on its way; one with the same id is there once, whichever process found the run lost.
     *
     * @returns false where it was there already
     */
    async takeUp(event: OutboxEvent & { ownerId: string }): Promise<boolean> {
      return db.transaction((tx) => enqueue(tx, event));
    },
  };
}

const lostOf = (row: LostRow): Lost => ({
  ownerId: row.owner_id,
  connectionId: row.connection_id,
  rescues: row.rescues,
});

export type LostRunStore = ReturnType<typeof createLostRunStore>;
