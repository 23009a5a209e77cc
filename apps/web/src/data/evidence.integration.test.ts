import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { problemsOf } from '../test/chains.ts';
import { createTestDatabase } from '../test/database.ts';
import { createAccountStore } from './accounts.ts';
import { type Tx } from './database.ts';
import { addEvidence, createEvidenceStore, type EvidenceStore } from './evidence.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let store: EvidenceStore;

beforeAll(async () => {
  database = await createTestDatabase({ max: 20 });
  store = createEvidenceStore(database.db);
});
afterAll(() => database.drop());

async function addOwner(id: string) {
  await database.pool.query(
    `insert into users (id, name, email, created_at, updated_at) values ($1, '', $1, now(), now())`,
    [id],
  );
}

const add = (tx: Tx, ownerId: string, what: string) =>
  addEvidence(tx, {
    ownerId,
    kind: 'attempt-placed',
    submissionId: randomUUID(),
    attemptId: randomUUID(),
    at: new Date('2026-10-06T09:00:00Z'),
    content: { what },
  });
const addNow = (ownerId: string, what: string) => database.db.transaction((tx) => add(tx, ownerId, what));

it('keeps one chain whole when many add to it at once, and another’s apart', async () => {
  await addOwner('crowd');
  await addOwner('neighbour');
  await Promise.all(
    Array.from({ length: 60 }, (_, number) => addNow(number % 3 === 0 ? 'neighbour' : 'crowd', `${number}`)),
  );
  for (const [owner, count] of [
    ['crowd', 40],
    ['neighbour', 20],
  ] as const) {
    const rows = await store.chainOf(owner);
    expect(rows.map(({ sequence }) => sequence)).toEqual(Array.from({ length: count }, (_, n) => n + 1));
    expect(problemsOf(rows)).toEqual([]);
    expect(await store.headOf(owner)).toEqual({ sequence: count, hash: rows.at(-1)?.hash });
  }
  const all = (await store.chainOf('crowd')).map(({ text }) => text).join('');
  expect(all).not.toContain('neighbour');
});

it('leaves no gap where a transaction is undone', async () => {
  await addOwner('undone');
  await addNow('undone', 'kept');
  await expect(
    database.db.transaction(async (tx) => {
      await add(tx, 'undone', 'lost');
      throw new Error('undone');
    }),
  ).rejects.toThrow('undone');
  await addNow('undone', 'kept too');
  const rows = await store.chainOf('undone');
  expect(rows.map(({ text }) => text.includes('kept'))).toEqual([true, true]);
  expect(problemsOf(rows)).toEqual([]);
});

it.each([
  ['changed', `update evidence set record = replace(record, 'kept', 'forged') where owner_id = 'kept'`],
  ['taken out', `delete from evidence where owner_id = 'kept'`],
])('can’t be %s by a statement, also by one of ours', async (what, statement) => {
  await database.pool.query(
    `insert into users (id, name, email, created_at, updated_at) values ('kept', '', 'kept', now(), now()) on conflict do nothing`,
  );
  await addNow('kept', `kept from being ${what}`);
  await expect(database.pool.query(statement)).rejects.toThrow('Evidence is only ever added to');
  expect(problemsOf(await store.chainOf('kept'))).toEqual([]);
});

it('goes with the whole account', async () => {
  await addOwner('leaver');
  await addNow('leaver', 'gone');
  expect(await createAccountStore(database.db).deleteAccount('leaver')).toBe('deleted');
  expect(await store.chainOf('leaver')).toEqual([]);
  expect(await store.owners()).not.toContain('leaver');
});
