import { sql } from 'drizzle-orm';

import { type Database } from './database.ts';
import { enqueue, type OutboxEvent } from './outbox.ts';
import { type SubmissionRow } from './submission-rows.ts';

/** An attempt that nobody works on any more. */
export interface LostRun {
  attemptId: string;
  ownerId: string;
  connectionId: string;
  kind: SubmissionRow['kind'];
  /** How often it was taken up anew. */
  rescues: number;
}

/** Attempts whose runs the engine has lost, all owners', for the background. */
export function createLostRunStore(db: Database) {
  return {
    /**
     * Attempts under way whose last event was handed to the engine so long ago that no run of it can still be at it, by the
     * database's clock, and that no event is on its way to. Those that wait for something which will wake them, or for
     * nothing any more, are left out.
     */
    async find(quietForMs: number, limit: number): Promise<LostRun[]> {
      const { rows } = await db.execute<{
        attempt_id: string;
        owner_id: string;
        connection_id: string;
        kind: SubmissionRow['kind'];
        rescues: number;
      }>(sql`
        select a.id as attempt_id, a.owner_id, c.id as connection_id, s.kind, events.rescues
        from attempts a
        join submissions s on s.id = a.submission_id
        join connections c on c.owner_id = a.owner_id
        cross join lateral (
          select max(handed_over_at) as last, bool_or(handed_over_at is null) as on_its_way,
            (count(*) filter (where id like '%:rescue:%'))::int as rescues
          from outbox where data ->> 'attemptId' = a.id::text
        ) events
        where a.status = 'processing' and (a.waiting_for is null or a.waiting_for not in ('reconnect', 'storm'))
          and (a.waiting_for is distinct from 'untold' or a.next_try_at is not null)
          and not coalesce(events.on_its_way, false)
          and (events.last is null or events.last < now() - ${quietForMs} * interval '1 millisecond')
        order by a.requested_at
        limit ${limit}`);
      return rows.map((row) => ({
        attemptId: row.attempt_id,
        ownerId: row.owner_id,
        connectionId: row.connection_id,
        kind: row.kind,
        rescues: row.rescues,
      }));
    },

    /** Puts an event on its way; one with the same id is there once, whichever process found the run lost. */
    async takeUp(event: OutboxEvent & { ownerId: string }): Promise<void> {
      await db.transaction((tx) => enqueue(tx, event));
    },
  };
}

export type LostRunStore = ReturnType<typeof createLostRunStore>;
