import { type Journey } from '../../../apps/web/src/test/journey.ts';

/** A time in which somebody was told to reconnect. */
export interface Span {
  ownerId: string;
  from: Date;
  /** Null: still. */
  until: Date | null;
}

/** Every time in which a connection was expired, by its history. */
export async function expiredSpans(journey: Journey): Promise<Span[]> {
  const { rows } = await journey.pool.query<{ owner_id: string; at: Date; next: Date | null }>(`
    select owner_id, at, next from (
      select owner_id, kind, at, lead(at) over (partition by owner_id order by at, kind) as next
      from connection_events
    ) told where kind = 'expired' order by at`);
  return rows.map(({ owner_id, at, next }) => ({ ownerId: owner_id, from: at, until: next }));
}
