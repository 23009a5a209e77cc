import { randomUUID } from 'node:crypto';
import { type createSeals } from '../../apps/web/src/domain/connections/seals.ts';
import { type Pool } from './databases.ts';
import { realConnections, type Hmrc } from './hmrc.ts';

const eventsEach = 20;
const rowsAtOnce = 2_000;

/**
 * Fills an empty database with connected landlords, each with sealed tokens, a sealed NINO and a history. HMRC knows the pairs of
 * the first few; what the others hold only looks like one.
 *
 * @returns the connections' ids
 */
export async function populate(
  pool: Pool,
  of: { connections: number; seals: ReturnType<typeof createSeals>; hmrc: Hmrc },
): Promise<string[]> {
  const ids: string[] = [];
  // Never opened here, so that one will do for all.
  const sealedNino = await of.seals.sealNino('NC270601A', randomUUID());
  while (ids.length < of.connections) {
    const batch = { ids: [] as string[], pairs: [] as string[] };
    while (batch.ids.length < rowsAtOnce && ids.length < of.connections) {
      const id = randomUUID();
      const pair = ids.length < realConnections ? await of.hmrc.givePair() : madeUpPair();
      batch.ids.push(id);
      batch.pairs.push(await of.seals.sealPair(pair, id, 1));
      ids.push(id);
    }
    await pool.query(
      `with made as (select * from unnest($1::uuid[], $2::text[]) as made (id, pair)),
      owners as (
        insert into users (id, name, email, created_at, updated_at)
        select id, '', id || '@example.com', now(), now() from made
      )
      insert into connections (id, owner_id, environment, status, sealed_nino, sealed_tokens, generation,
        access_token_expires_at, refreshed_at, consented_at, authority_ends_on, connected_at, itsa_status, created_at, updated_at)
      select id, id, 'simulator', 'connected', $3, pair, 1, now() + interval '4 hours', now(), now(),
        (now() + interval '18 months')::date, now(), 'MTD Mandated', now(), now() from made`,
      [batch.ids, batch.pairs, sealedNino],
    );
  }
  await withoutIndexes(pool, 'connection_events', () =>
    pool.query(
      `insert into connection_events (owner_id, connection_id, at, kind, correlation_id)
      select owner_id, id, now() - number * interval '9 days', case number when $1 then 'connected' else 'renewed' end,
        gen_random_uuid() from generate_series($1::int, 1, -1) as number, connections`,
      [eventsEach],
    ),
  );
  await pool.query('vacuum analyze');
  // Not every role may; then what was written goes to disk while it is measured.
  await pool.query('checkpoint').catch(() => undefined);
  return ids;
}

/** Takes a table's indexes and references away while millions of rows are written, and makes them again as they were. */
async function withoutIndexes(pool: Pool, table: string, write: () => Promise<unknown>): Promise<void> {
  interface Part {
    drop: string;
    add: string;
  }
  const { rows: constraints } = await pool.query<Part>(
    `select format('alter table %I drop constraint %I', $1::text, conname) as drop,
      format('alter table %I add constraint %I %s', $1::text, conname, pg_get_constraintdef(oid)) as add
    from pg_constraint where conrelid = $1::text::regclass and contype in ('p', 'f')`,
    [table],
  );
  const { rows: indexes } = await pool.query<Part>(
    `select format('drop index %I', indexname) as drop, indexdef as add
    from pg_indexes where tablename = $1::text and indexname not in (select conname from pg_constraint)`,
    [table],
  );
  const parts = [...constraints, ...indexes];
  for (const { drop } of parts) await pool.query(drop);
  await write();
  for (const { add } of parts) await pool.query(add);
}

const madeUpPair = () => ({
  accessToken: randomUUID().replaceAll('-', ''),
  refreshToken: randomUUID().replaceAll('-', ''),
});
