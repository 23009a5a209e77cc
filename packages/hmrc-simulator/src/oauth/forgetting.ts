import type { Clock } from '../clock.ts';
import type { Authority, Code, Token } from '../state/schema.ts';
import type { Store } from '../state/store.ts';

/** Tables that grow with every consent and every refresh. */
type Growing = 'authorities' | 'codes' | 'tokens';
/** By the simulator's clock, in milliseconds; undefined of what is still good. */
type TimeOfDeath<Row> = (row: Row) => number | undefined;

/**
 * How many dead tokens are kept, and as many dead codes and authorities: each token is 470 bytes of every snapshot, and
 * the simulator answers nobody while it writes one (a tenth of a second for these).
 */
const DEAD_KEPT = 20_000;

/**
 * Forgets dead authorities, codes and tokens, the longest dead first; live ones never. A table is looked
 * through only once a quarter more is in it than was left the last time, so that adding to it stays cheap.
 */
export function createForgetting(store: Store, clock: Clock, kept = DEAD_KEPT) {
  const ifPast = (instant: string): number | undefined => {
    const time = Date.parse(instant);
    return time <= clock.now().getTime() ? time : undefined;
  };
  const endOf = ({ revokedAt, endsAt }: Authority): number | undefined =>
    revokedAt === undefined ? ifPast(endsAt) : Date.parse(revokedAt);
  // What belongs to an authority that was forgotten has been dead for longest.
  const endOfAuthority = (id: string): number | undefined => {
    const authority = store.state.authorities[id];
    return authority ? endOf(authority) : 0;
  };
  const endOfCode = ({ usedAt, expiresAt }: Code): number | undefined =>
    usedAt === undefined ? ifPast(expiresAt) : Date.parse(usedAt);
  const endOfToken = ({ replacedAt, authorityId, accessExpiresAt }: Token): number | undefined => {
    if (replacedAt !== undefined) return Date.parse(replacedAt);
    return authorityId === undefined ? ifPast(accessExpiresAt) : endOfAuthority(authorityId);
  };

  const tables = {
    authorities: countingTable(store, 'authorities', kept, endOf, ({ id }) => {
      store.remove('authorities', id);
    }),
    codes: countingTable(store, 'codes', kept, endOfCode, ({ code, usedAt, authorityId }) => {
      store.remove('codes', code);
      // Nothing was ever issued of it, and nothing ever can be.
      if (usedAt === undefined) store.remove('authorities', authorityId);
    }),
    tokens: countingTable(store, 'tokens', kept, endOfToken, ({ accessToken, refreshToken }) => {
      store.remove('tokens', accessToken);
      if (refreshToken !== undefined) store.remove('refreshTokens', refreshToken);
    }),
  };
  /** Says that a row was added to a table. */
  return (table: Growing): void => {
    tables[table]();
  };
}

function countingTable<Name extends Growing>(
  store: Store,
  name: Name,
  kept: number,
  diedAt: TimeOfDeath<RowOf[Name]>,
  forget: (row: RowOf[Name]) => void,
): () => void {
  let counted: unknown;
  let rows = 0;
  let enough = 0;
  return () => {
    // TypeScript cannot see through the union of tables that this one holds this very kind of row.
    const table = store.state[name] as Record<string, RowOf[Name]>;
    if (table === counted) rows += 1;
    else {
      // Another state was loaded, or this is the first.
      rows = Object.keys(table).length;
      counted = table;
      enough = kept;
    }
    if (rows <= enough) return;
    for (const row of longestDead(Object.values(table), kept, diedAt)) forget(row);
    rows = Object.keys(table).length;
    enough = rows + Math.ceil(Math.max(rows, kept) / 4);
  };
}

interface RowOf {
  authorities: Authority;
  codes: Code;
  tokens: Token;
}

/** The dead rows that are too many, by how long they are dead; of those that died together the first issued. */
function longestDead<Row>(rows: readonly Row[], kept: number, diedAt: TimeOfDeath<Row>): Row[] {
  const dead = rows.flatMap((row) => {
    const time = diedAt(row);
    return time === undefined ? [] : [{ row, time }];
  });
  // Rows are in the order of their issue, which sorting keeps for equal times.
  return dead
    .sort((a, b) => a.time - b.time)
    .slice(0, Math.max(0, dead.length - kept))
    .map(({ row }) => row);
}
