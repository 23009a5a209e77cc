import { sql, type SQL } from 'drizzle-orm';

import { type Database } from './database.ts';
import { sealedStart, sealedStartOf } from '../platform/encryption.ts';
import { lockKeys } from './key-holders.ts';
import { authorisationRequests, connections } from './schema/index.ts';

/** Where sealed values are kept, and whether the row's generation is part of what binds a value there. */
export const sealedPlaces = {
  nino: { table: connections, column: connections.sealedNino, generation: connections.generation },
  tokens: { table: connections, column: connections.sealedTokens, generation: connections.generation },
  verifier: {
    table: authorisationRequests,
    column: authorisationRequests.sealedVerifier,
    generation: sql`0`,
  },
  candidate: {
    table: authorisationRequests,
    column: authorisationRequests.sealedTokens,
    generation: sql`0`,
  },
} as const;

export type SealedPlace = keyof typeof sealedPlaces;

export const everySealedPlace = Object.keys(sealedPlaces) as SealedPlace[]; // Nothing else can be added to it.

/** A sealed value where it lies. `generation` is 0 where the row counts none. */
export interface SealedValue {
  id: string;
  generation: number;
  sealed: string;
}

const isSealedBy = (column: SQL, keyId: string) => sql`starts_with(${column}, ${sealedStartOf(keyId)})`;

/**
 * The id of the key that sealed a value; null where it is no sealed value at all.
 *
 * Keys that are named beforehand cost a comparison. Any other id is read out of the protected header: it comes after what all
 * headers begin with, and 88 characters, fewer than follow, hold the longest that there may be.
 */
const keyIdIn = (column: SQL, known: readonly string[]) => {
  const next = sql`substr(${column}, ${sealedStart.length + 1}, 88)`;
  return sql`case ${sql.join(
    known.map((id) => sql`when ${isSealedBy(column, id)} then ${id}`),
    sql` `,
  )} when starts_with(${column}, ${sealedStart}) and length(${next}) = 88 and ${next} ~ '^[A-Za-z0-9_-]+$'
    then split_part(encode(decode(translate(${next}, '-_', '+/'), 'base64'), 'escape'), '"', 1) end`;
};

/** Sealed values of every kind, by the key that sealed them. What they hold stays shut here. */
export function createSealedValueStore(db: Database) {
  return {
    /**
     * How many values each key seals; under null those that are no sealed values at all.
     *
     * @param known keys that most values are likely to be sealed with
     */
    async countByKey(known: readonly string[]): Promise<{ keyId: string | null; count: number }[]> {
      const values = [
        [connections, connections.sealedNino, connections.sealedTokens],
        [authorisationRequests, authorisationRequests.sealedVerifier, authorisationRequests.sealedTokens],
      ] as const;
      const each = values.map(
        ([table, one, other]) =>
          sql`select ${keyIdIn(sql`sealed`, known)} as key_id from ${table}, lateral (values (${one}), (${other})) as v(sealed)
            where sealed is not null`,
      );
      const { rows } = await db.execute<{ keyId: string | null; count: number }>(sql`
        select key_id as "keyId", count(*)::int as count from (${sql.join(each, sql` union all `)}) as each
        group by key_id order by count(*) desc, key_id`);
      return rows;
    },

    /**
     * The next rows of a place, in order, and those of their values that another key than this one seals. A page is so many
     * rows, not values: looking for the next value, Postgres may prefer to read the whole table for each page.
     *
     * @returns `last` the row to go on after; null when there are no more
     */
    async sealedByOthers(
      place: SealedPlace,
      page: { keyId: string; after: string | null; rows: number },
    ): Promise<{ values: SealedValue[]; last: string | null }> {
      const { table, column, generation } = sealedPlaces[place];
      const isOthers = sql`starts_with(${column}, ${sealedStart}) and not ${isSealedBy(sql`${column}`, page.keyId)}`;
      const { rows } = await db.execute<{ id: string; generation: number; sealed: string | null }>(sql`
        select id, ${generation} as generation, case when ${isOthers} then ${column} end as sealed from ${table}
        where ${page.after === null ? sql`true` : sql`id > ${page.after}`} order by id limit ${page.rows}`);
      const values = rows.flatMap(({ sealed, ...row }) => (sealed === null ? [] : [{ ...row, sealed }]));
      return { values, last: rows.at(-1)?.id ?? null };
    },

    /**
     * Puts values in the place of those they were made from. A row that has moved on keeps what it has, and one that
     * somebody holds is passed by: neither waits for the other.
     *
     * @returns how many were put in place; null, and none was, where a process runs that could not open them
     */
    async replace(
      place: SealedPlace,
      keyId: string,
      values: readonly (SealedValue & { resealed: string })[],
    ): Promise<number | null> {
      const { table, column, generation } = sealedPlaces[place];
      return db.transaction(async (tx) => {
        if (!(await lockKeys(tx, keyId))) return null;
        const { rowCount } = await tx.execute(sql`
          with v as (
            select * from jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
              as v(id uuid, generation int, sealed text, resealed text)
          ), free as materialized (
            select id from ${table} where id in (select id from v) for no key update skip locked
          )
          update ${table} set ${sql.identifier(column.name)} = v.resealed from v join free on free.id = v.id
          where ${table}.id = v.id and ${column} = v.sealed and ${generation} = v.generation`);
        return rowCount ?? 0;
      });
    },
  };
}

export type SealedValueStore = ReturnType<typeof createSealedValueStore>;
