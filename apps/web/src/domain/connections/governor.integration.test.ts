import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { connectDatabase, type Database } from '../../data/database.ts';
import { createCallTokenStore } from '../../data/governor.ts';
import { createTestDatabase } from '../../test/database.ts';
import { createGovernor } from './governor.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let otherProcess: ReturnType<typeof connectDatabase>;

beforeAll(async () => {
  database = await createTestDatabase();
  otherProcess = connectDatabase(database.url, { max: 5 });
});
beforeEach(() => database.pool.query('delete from hmrc_call_tokens'));
afterAll(async () => {
  await otherProcess.close();
  await database.drop();
});

const govern = (db: Database) => createGovernor(createCallTokenStore(db));

it('two processes with thirty calls at once make no more than three in any second', async () => {
  // Each grant moves one token on by the same time, so that its own time can be read off, by the database's clock.
  await database.pool.query(`
    create table grants (token int, returns_at timestamptz);
    create function note_grant() returns trigger language plpgsql as
      'begin insert into grants values (new.id, new.free_at); return new; end';
    create trigger note_grant after update on hmrc_call_tokens for each row execute function note_grant()`);
  const governors = [govern(database.db), govern(otherProcess.db)];
  await Promise.all(
    Array.from({ length: 30 }, async (_, index) =>
      governors[index % 2]?.admit(index % 3 === 0 ? 'person' : 'background'),
    ),
  );
  await database.pool.query('drop trigger note_grant on hmrc_call_tokens');
  const { rows } = await database.pool.query<{ ms: number | null }>(
    `select (extract(epoch from returns_at - lag(returns_at, 3) over (order by returns_at)) * 1000)::float8 as ms
     from grants`,
  );
  expect(rows).toHaveLength(30);
  expect(rows.filter(({ ms }) => ms !== null && ms <= 1000)).toEqual([]);
});

it('no more than three tokens are out at once', async () => {
  const store = createCallTokenStore(database.db);
  await store.provide(3);
  await store.provide(3);
  const take = () => store.take({ returnsAfterMs: 60_000, leave: 0 });
  expect([await take(), await take(), await take()]).toEqual([null, null, null]);
  expect(await take()).toBeGreaterThan(0);
});

it('a governor has as many tokens as it is told, and three where it is told nothing', async () => {
  const store = createCallTokenStore(database.db);
  const count = async () => (await database.pool.query('select from hmrc_call_tokens')).rowCount;
  await createGovernor(store).admit('person');
  expect(await count()).toBe(3);
  await createGovernor(store, { tokensAtOnce: 12 }).admit('person');
  expect(await count()).toBe(12);
});

it('the last token is left to people', async () => {
  const store = createCallTokenStore(database.db);
  await store.provide(3);
  const take = (leave: number) => store.take({ returnsAfterMs: 60_000, leave });
  expect([await take(1), await take(1)]).toEqual([null, null]);
  expect(await take(1)).toBeGreaterThan(0);
  expect(await take(0)).toBeNull();
});

it('a person goes before background calls that have waited longer', async () => {
  const store = createCallTokenStore(database.db);
  await store.provide(3);
  await store.take({ returnsAfterMs: 60_000, leave: 0 });
  await store.take({ returnsAfterMs: 60_000, leave: 0 });
  const governor = createGovernor(store);
  const givenUp = new AbortController();
  const waiting = Promise.allSettled(
    Array.from({ length: 5 }, () => governor.admit('background', givenUp.signal)),
  );
  await governor.admit('person');
  givenUp.abort(new Error('given up'));
  expect((await waiting).map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'rejected'));
});

it('everybody is held back when HMRC said that we are too fast', async () => {
  const store = createCallTokenStore(database.db);
  const governor = createGovernor(store);
  await governor.admit('person');
  await governor.holdBack(60_000);
  expect(await store.take({ returnsAfterMs: 1, leave: 0 })).toBeGreaterThan(0);
  const { rows } = await database.pool.query(
    `select 1 from hmrc_call_tokens where free_at > now() + interval '50 seconds'`,
  );
  expect(rows).toHaveLength(3);
});

it('a wait ends when nobody wants it any more', async () => {
  const governor = govern(database.db);
  await governor.admit('person');
  await governor.holdBack(60_000);
  const givenUp = new AbortController();
  const waiting = governor.admit('person', givenUp.signal);
  givenUp.abort(new Error('given up'));
  await expect(waiting).rejects.toThrow('given up');
});

it('a database that was away at the first call is asked again at the next', async () => {
  const store = createCallTokenStore(database.db);
  vi.spyOn(store, 'provide').mockRejectedValueOnce(new Error('away'));
  const governor = createGovernor(store);
  await expect(governor.admit('person')).rejects.toThrow('away');
  await governor.admit('person');
});
