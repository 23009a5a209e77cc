import { sql } from 'drizzle-orm';

import { type Database } from './database.ts';
import { type secretUses } from './schema/index.ts';

/** A row of the audit log before it is kept; whose the connection is, the database knows. */
export type NewSecretUse = Omit<Required<typeof secretUses.$inferInsert>, 'id' | 'ownerId'>;

/** The audit log of tokens and NINOs: written in batches, never changed, removed when old. All owners', for the background. */
export function createSecretUseStore(db: Database) {
  return {
    /**
     * Keeps a batch. Uses of connections whose owners were deleted meanwhile are left out.
     *
     * The owners' rows are locked before anything else is: whoever deletes an account locks them first too, so that the two
     * wait for one another and never for good.
     */
    async keepSecretUses(uses: readonly NewSecretUse[]): Promise<void> {
      const column = <Key extends keyof NewSecretUse>(key: Key) => sql.param(uses.map((use) => use[key]));
      const instants = sql.param(uses.map(({ at }) => at.toISOString()));
      await db.execute(sql`
        with used as (
          select * from unnest(${column('connectionId')}::uuid[], ${instants}::timestamptz[], ${column('purpose')}::text[],
            ${column('accessToken')}::boolean[], ${column('refreshToken')}::boolean[], ${column('nino')}::boolean[],
            ${column('generation')}::integer[])
          with ordinality as u (connection_id, at, purpose, access_token, refresh_token, nino, generation, place)
        ), alive as (
          select c.id, c.owner_id from connections c join users on users.id = c.owner_id
          where c.id in (select connection_id from used) for key share of users
        )
        insert into secret_uses (owner_id, connection_id, at, purpose, access_token, refresh_token, nino, generation)
        select alive.owner_id, u.connection_id, u.at, u.purpose, u.access_token, u.refresh_token, u.nino, u.generation
        from used u join alive on alive.id = u.connection_id order by u.place`);
    },

    /**
     * Removes rows from before an instant, as long as there are any among the `most` oldest by their ids: the log grows in the
     * order of time, so that no index by time is needed for this alone.
     *
     * @returns how many were removed
     */
    async forgetSecretUses(before: Date, most: number): Promise<number> {
      const { rowCount } = await db.execute(sql`
        delete from secret_uses
        where id in (select id from secret_uses order by id limit ${most}) and at < ${before.toISOString()}`);
      return rowCount ?? 0;
    },
  };
}

export type SecretUseStore = ReturnType<typeof createSecretUseStore>;
