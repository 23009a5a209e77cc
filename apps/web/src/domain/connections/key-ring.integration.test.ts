import { randomBytes } from 'node:crypto';
import { getTableName } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { announceKeys, countKeyHolders } from '../../data/key-holders.ts';
import { createConnectionStore } from '../../data/connections.ts';
import { createSealedValueStore, everySealedPlace, sealedPlaces } from '../../data/sealed-values.ts';
import { createSealer, type SealingKey } from '../../platform/encryption.ts';
import { createTestDatabase } from '../../test/database.ts';
import { addSealed, openSealed, type Kept, unnoted } from '../../test/sealed-values.ts';
import { createKeyRing } from './key-ring.ts';
import { createSeals } from './seals.ts';

const key = (id: string): SealingKey => ({ id, secret: new Uint8Array(randomBytes(32)) });
const [older, newer, other] = [key('2025-old_key'), key('n'), key('k'.repeat(64))];

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const ringOf = (...keys: SealingKey[]) => createKeyRing(createSealedValueStore(database.db), keys);
const add = (count: number, by: SealingKey) => addSealed(database.pool, createSealer([by]), count);
const firstPage = { keyId: 'n', after: null, rows: 10 };
const counts = () => createSealedValueStore(database.db).countByKey(['n']);
const openAll = (kept: readonly Kept[], ...keys: SealingKey[]) =>
  openSealed(database.pool, createSealer(keys), kept);

describe('the sealed values of the database', () => {
  it('are in the columns that are looked through, and in no others', async () => {
    const { rows } = await database.pool.query<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns
       where table_schema = 'public' and column_name like '%seal%' order by 1`,
    );
    const known = everySealedPlace.map((place) => {
      const { table, column } = sealedPlaces[place];
      return `${getTableName(table)}.${column.name}`;
    });
    expect(known.sort()).toEqual(rows.map(({ name }) => name));
  });

  it('are counted by key, whatever its name, and what is none is told apart', async () => {
    await add(2, older);
    await add(1, newer);
    const [odd] = await add(3, other);
    const counted = [
      { keyId: other.id, count: 12 },
      { keyId: older.id, count: 8 },
      { keyId: newer.id, count: 4 },
    ];
    expect(await counts()).toEqual(counted);
    for (const none of ['', 'canary', 'A'.repeat(400), '/+=é'.repeat(100), `${'_'.repeat(400)}.`]) {
      await database.pool.query(
        'update connections set sealed_tokens = null, sealed_nino = $1 where id = $2',
        [none, odd?.connection],
      );
      const missing = await ringOf(newer).missing();
      expect(missing).toEqual([
        { keyId: other.id, count: 10 },
        { keyId: older.id, count: 8 },
      ]);
      expect(await counts()).toContainEqual({ keyId: null, count: 1 });
    }
  });
});

describe('a rotation', () => {
  it('seals with the first key all that others seal, and nothing else', async () => {
    const kept = [...(await add(3, older)), ...(await add(2, other)), ...(await add(2, newer))];
    const { rows: before } = await database.pool.query('select * from connections order by id');
    const ring = ringOf(newer, older, other);
    expect(await ring.rotate()).toEqual({ ok: true, values: 28, resealed: 20, left: 0, shut: [] });
    expect(await counts()).toEqual([{ keyId: 'n', count: 28 }]);
    expect(await openAll(kept, newer)).toEqual(kept);
    const { rows: after } = await database.pool.query<Record<string, unknown>>(
      'select * from connections order by id',
    );
    const without = (row: Record<string, unknown>) => ({ ...row, sealed_nino: '', sealed_tokens: '' });
    expect(after.map(without)).toEqual(before.map(without));
    expect(await ring.rotate()).toMatchObject({ resealed: 0, left: 0 });
  });

  it('tells how far it has come', async () => {
    await add(260, older);
    const seen: number[] = [];
    await ringOf(newer, older).rotate((resealed) => seen.push(resealed));
    expect(seen).toEqual([250, 260, 510, 520, 770, 780, 1030, 1040]);
  });

  it('leaves what does not open, says which rows, and does the rest', async () => {
    const kept = await add(3, older);
    const [moved, , whole] = kept;
    await database.pool.query(
      `update connections set sealed_tokens = (select sealed_tokens from connections where id = $2) where id = $1`,
      [moved?.connection, whole?.connection],
    );
    expect(await ringOf(newer, older).rotate()).toEqual({
      ok: true,
      values: 12,
      resealed: 11,
      left: 1,
      shut: [{ place: 'tokens', id: moved?.connection }],
    });
    await add(1, other);
    expect(await ringOf(newer, older).rotate()).toMatchObject({ resealed: 0, left: 5, shut: { length: 5 } });
  });

  it('neither waits for a row that somebody holds nor forgets it', async () => {
    const kept = await add(2, older);
    const holder = await database.pool.connect();
    await holder.query('begin');
    await holder.query('select 1 from connections where id = $1 for update', [kept[0]?.connection]);
    expect(await ringOf(newer, older).rotate()).toMatchObject({ resealed: 6, left: 2, shut: [] });
    await holder.query('rollback');
    holder.release();
    expect(await ringOf(newer, older).rotate()).toMatchObject({ resealed: 2, left: 0 });
  });

  it('does nothing while a process runs that does not know the first key', async () => {
    const kept = await add(1, older);
    const check = () => Promise.resolve();
    const knows = await announceKeys(database.url, ['2025-old_key', 'n'], check);
    const doesNot = await announceKeys(database.url, ['2025-old_key'], check);
    expect(await ringOf(newer, older).rotate()).toEqual({ ok: false, reason: 'key-unknown-to-a-process' });
    expect(await openAll(kept, older)).toEqual(kept);

    await doesNot.close();
    await expect.poll(() => ringOf(newer, older).rotate()).toMatchObject({ ok: true, left: 0 });
    await knows.close();
  });

  it('knows again of a process whose session the server has ended', async () => {
    const announced = await announceKeys(database.url, ['n', '2025-old_key'], () => Promise.resolve());
    const holders = async () => (await countKeyHolders(database.db, ['n'])).keys.get('n');
    expect(await holders()).toEqual({ open: 1, seal: 1 });
    await database.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'quarterday keys' and datname = current_database()`);
    await expect.poll(holders).toEqual({ open: 0, seal: 0 });
    await expect.poll(holders, { timeout: 10_000 }).toEqual({ open: 1, seal: 1 });
    await announced.close();
    await expect.poll(holders).toEqual({ open: 0, seal: 0 });
  });

  it('lets no process start between the look at who runs and what it then seals', async () => {
    await add(1, older);
    const order: string[] = [];
    let letGo: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    const starting = announceKeys(database.url, ['2025-old_key'], async () => {
      order.push('checked');
      await gate;
    });
    await expect.poll(() => order).toEqual(['checked']);
    const rotating = ringOf(newer, older).rotate();
    letGo();
    expect(await rotating).toMatchObject({ ok: false });
    await (await starting).close();
  });
});

describe('a value that is sealed anew', () => {
  it.each(everySealedPlace)('does not take the place of another one: %s', async (place) => {
    await add(1, older);
    const store = createSealedValueStore(database.db);
    const [value] = (await store.sealedByOthers(place, firstPage)).values;
    if (!value) throw new Error('nothing is sealed');
    const before = await counts();
    const stale = { ...value, sealed: `${value.sealed}, before somebody replaced it`, resealed: 'stale' };
    expect(await store.replace(place, 'n', [stale])).toBe(0);
    const movedOn = { ...value, generation: value.generation + 1, resealed: 'stale' };
    expect(await store.replace(place, 'n', [movedOn])).toBe(0);
    expect(await store.replace(place, 'n', [])).toBe(0);
    expect(await counts()).toEqual(before);
    expect(await store.replace(place, 'n', [{ ...value, resealed: 'as it should be' }])).toBe(1);
  });

  it('waits for nobody, yet gives way to a renewal that was first', async () => {
    const [kept] = await add(1, older);
    const store = createSealedValueStore(database.db);
    const [value] = (await store.sealedByOthers('tokens', firstPage)).values;
    if (!kept || !value) throw new Error('nothing is sealed');
    const renewal = await database.pool.connect();
    await renewal.query('begin');
    await renewal.query(
      `update connections set sealed_tokens = 'renewed', generation = generation + 1 where id = $1`,
      [kept.connection],
    );
    expect(await store.replace('tokens', 'n', [{ ...value, resealed: 'stale' }])).toBe(0);
    await renewal.query('commit');
    renewal.release();
    expect(await store.replace('tokens', 'n', [{ ...value, resealed: 'stale' }])).toBe(0);
    const { rows } = await database.pool.query('select sealed_tokens, generation from connections');
    expect(rows).toEqual([{ sealed_tokens: 'renewed', generation: kept.generation + 1 }]);
  });
});

describe('renewals that race with a rotation', () => {
  it.each([
    ['by processes that seal with the new key', [newer, older]],
    ['by processes that still seal with the old one', [older, newer]],
  ])('lose no pair: %s', async (_name, ring) => {
    const kept = await add(120, older);
    const seals = createSeals(createSealer(ring));
    const connections = createConnectionStore(database.db);
    const latest = new Map<string, string>();
    /** Renews a connection again and again, each time from what it then reads. */
    const renew = async ({ connection }: Kept, times: number) => {
      for (let time = 1; time <= times; time += 1) {
        const row = await connections.byId(connection);
        if (!row?.sealedTokens) throw new Error('the pair is gone');
        await seals.openRefreshToken(row.sealedTokens, row.id, row.generation, unnoted);
        const pair = { accessToken: `${connection} ${time}`, refreshToken: '' };
        const stored = await connections.storeRenewed({
          id: row.id,
          generation: row.generation,
          sealedTokens: await seals.sealPair(pair, row.id, row.generation + 1),
          accessTokenExpiresAt: new Date(),
          correlationId: null,
          now: new Date(),
        });
        expect(stored).toBe(true);
        latest.set(connection, pair.accessToken);
      }
    };
    const [rotation] = await Promise.all([
      ringOf(newer, older).rotate(),
      ...kept.slice(0, 40).map((one, index) => renew(one, 1 + (index % 5))),
    ]);
    expect(rotation).toMatchObject({ ok: true, shut: [] });

    const after = await openAll(kept, newer, older);
    expect(after.map(({ accessToken }) => accessToken)).toEqual(
      kept.map(({ connection, accessToken }) => latest.get(connection) ?? accessToken),
    );
    await ringOf(newer, older).rotate();
    expect(await counts()).toEqual([{ keyId: 'n', count: 480 }]);
    expect(await openAll(kept, newer)).toEqual(after);
  });
});
