import { sql } from 'drizzle-orm';

import { type Database } from './database.ts';
import { hmrcCallTokens } from './schema/index.ts';

/** The tokens of HMRC's limit, shared by all processes through the database and by its clock. */
export function createCallTokenStore(db: Database) {
  return {
    /** Sees that there are as many tokens as calls are allowed at once; those that exist are left alone. */
    async provide(count: number): Promise<void> {
      await db.execute(sql`
        insert into ${hmrcCallTokens} (id, free_at)
        select number, now() - interval '1 hour' from generate_series(1, ${count}::int) as number
        on conflict (id) do nothing`);
    },

    /**
     * Takes one token, if at least `leave` others stay free.
     *
     * @returns null when a token was taken, else the milliseconds until it is worth asking again
     */
    async take(options: { returnsAfterMs: number; leave: number }): Promise<number | null> {
      const { rows } = await db.execute<{ wait_ms: number | null }>(sql`
        with free as (
          select id from ${hmrcCallTokens} where free_at <= clock_timestamp() order by free_at
          for update skip locked
        ), taken as (
          update ${hmrcCallTokens} set free_at = clock_timestamp() + ${options.returnsAfterMs} * interval '1 millisecond'
          where id = (select id from free limit 1) and (select count(*) from free) > ${options.leave}
          returning id
        )
        select case when exists (select from taken) then null else coalesce((
          select least(100, greatest(5, extract(epoch from min(free_at) - clock_timestamp()) * 1000))::float8
          from ${hmrcCallTokens} where free_at > clock_timestamp()), 5) end as wait_ms`);
      return rows[0]?.wait_ms ?? null;
    },

    /** Keeps every token back for a while: HMRC said that the application as a whole is too fast. */
    async holdBack(ms: number): Promise<void> {
      await db.execute(sql`
        update ${hmrcCallTokens}
        set free_at = greatest(free_at, clock_timestamp() + ${ms} * interval '1 millisecond')`);
    },
  };
}

export type CallTokenStore = ReturnType<typeof createCallTokenStore>;
