import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { authorisationStorms, connectionEvents, connections, secretUses } from './data/schema/index.ts';
import { operate } from './operations.ts';
import { createTestDatabase } from './test/database.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** What stands in every row and must never be printed. */
const canary = 'canary';
const at = new Date('2026-10-06T09:00:00Z');

function ops(...words: string[]) {
  const environment = {
    DATABASE_URL: database.url,
    HMRC_ENVIRONMENT: 'sandbox',
    HMRC_CLIENT_ID: 'x',
    HMRC_CLIENT_SECRET: 'y',
    BASE_URL: 'https://tax.example.org',
    AUTH_SECRET: 'a-secret-for-tests-that-is-long-enough-1',
  };
  return operate(words, readConfig(environment));
}

/** A connection of a new person. */
async function add(row: Partial<typeof connections.$inferInsert>): Promise<{ id: string; ownerId: string }> {
  const [id, ownerId] = [randomUUID(), `${canary}-${randomUUID()}`];
  await database.pool.query(
    `insert into users (id, name, email, created_at, updated_at) values ($1, '${canary} name', $1 || '@example.org', now(), now())`,
    [ownerId],
  );
  await database.db.insert(connections).values({
    id,
    ownerId,
    environment: 'sandbox',
    status: 'connected',
    sealedNino: `${canary} nino`,
    sealedTokens: `${canary} tokens`,
    createdAt: at,
    updatedAt: at,
    ...row,
  });
  return { id, ownerId };
}

const cells = (text: string) => text.split('\n').map((line) => line.trim().split(/\s{2,}/));

test('connections are counted and listed by state, held ones on their own', async () => {
  const fine = await add({ refreshedAt: at, authorityEndsOn: '2028-04-06' });
  const held = await add({ heldSince: at, heldReason: 'token-refused' });
  // That it waited before it was called expired does not make it held.
  const expired = await add({ status: 'expired', reason: 'authority-ended', expiredAt: at, heldSince: at });

  expect(cells((await ops('connections')).text)).toEqual([
    ['environment', 'state', 'reason', 'count'],
    ['sandbox', 'connected', '-', '1'],
    ['sandbox', 'expired', 'authority-ended', '1'],
    ['sandbox', 'held', 'token-refused', '1'],
  ]);
  const listed = async (...state: string[]) =>
    cells((await ops('connections', '--list', ...state)).text)
      .slice(1)
      .map(([id]) => id)
      .sort();
  expect(await listed()).toEqual([fine.id, held.id, expired.id].sort());
  expect(await listed('connected')).toEqual([fine.id]);
  expect(await listed('held')).toEqual([held.id]);
  expect(await listed('expired')).toEqual([expired.id]);
  expect((await ops('connections', '--list', 'not-connected')).text).toBe('There are no such connections.');
  for (const words of [['--list', 'dead'], ['held'], ['--lists']]) {
    expect(await ops('connections', ...words)).toMatchObject({ exitCode: 1 });
  }
  for (const text of [(await ops('connections', '--list')).text, (await ops('connections')).text]) {
    expect(text).not.toContain(canary);
  }
});

test('one connection is shown with its history, and without a secret or a name', async () => {
  const { id, ownerId } = await add({
    status: 'expired',
    reason: 'authority-ended',
    reasonCorrelationId: 'ref-expired',
    generation: 7,
    refreshedAt: new Date('2026-10-05T09:00:00Z'),
    authorityEndsOn: '2028-04-06',
    expiredAt: at,
    intentGeneration: 7,
    intentId: randomUUID(),
    intentDeadline: new Date(Date.now() - 1000),
    leaseOwner: 'process-1/the-call',
    leaseExpiresAt: new Date(Date.now() - 1000),
  });
  for (const [kind, day, reason] of [
    ['connected', '01', null],
    ['renewed', '05', null],
    ['expired', '06', 'authority-ended'],
  ] as const) {
    await database.db.insert(connectionEvents).values({
      ownerId,
      connectionId: id,
      at: new Date(`2026-10-${day}T09:00:00Z`),
      kind,
      reason,
      correlationId: `ref-${kind}`,
    });
  }
  const { exitCode, text } = await ops('connection', id);
  expect(exitCode).toBe(0);
  for (const [name, value] of [
    ['state', 'expired'],
    ['reason', 'authority-ended'],
    ['correlation id of that', 'ref-expired'],
    ['last renewed', '2026-10-05T09:00:00.000Z'],
    ['authority ends', '2028-04-06'],
    ['token generation', '7'],
    ['renewal', 'in doubt: the last one ended without an answer that was kept'],
  ]) {
    expect(cells(text)).toContainEqual([name, value]);
  }
  expect(text).toMatch(/lease +ran out with process process-1, until/);
  expect(cells(text).slice(-3)).toEqual([
    ['2026-10-06T09:00:00.000Z', 'expired', 'authority-ended', 'ref-expired'],
    ['2026-10-05T09:00:00.000Z', 'renewed', '-', 'ref-renewed'],
    ['2026-10-01T09:00:00.000Z', 'connected', '-', 'ref-connected'],
  ]);
  expect(text).not.toContain(canary);
});

test.each([
  [{}, 'none under way', 'free'],
  [
    {
      generation: 3,
      intentGeneration: 3,
      intentDeadline: new Date(Date.now() + 60_000),
      leaseOwner: 'one/x',
      leaseExpiresAt: new Date(Date.now() + 60_000),
    },
    'may be under way',
    'held by process one',
  ],
  // Of a pair that is gone: it says nothing of the one in place.
  [
    { generation: 3, intentGeneration: 2, intentDeadline: new Date(Date.now() + 60_000) },
    'none under way',
    'free',
  ],
])('a renewal is told by its intent and its lease: %#', async (row, renewal, lease) => {
  const { id } = await add(row);
  const { text } = await ops('connection', id);
  expect(text).toMatch(new RegExp(`renewal +${renewal}`));
  expect(text).toMatch(new RegExp(`lease +${lease}`));
});

test('the uses of its tokens and its NINO are listed, the newest first', async () => {
  const { id, ownerId } = await add({});
  expect((await ops('uses', id)).text).toContain('Nothing of it was used yet');
  const use = { ownerId, connectionId: id, refreshToken: false };
  await database.db.insert(secretUses).values([
    { ...use, at, purpose: 'reveal-masked', accessToken: false, nino: true, generation: null },
    {
      ...use,
      at: new Date('2026-10-06T10:00:00Z'),
      purpose: 'submit-period',
      accessToken: true,
      nino: true,
      generation: 4,
    },
  ]);
  expect(cells((await ops('uses', id)).text).slice(1)).toEqual([
    ['2026-10-06T10:00:00.000Z', 'submit-period', 'yes', '-', 'yes', '4'],
    ['2026-10-06T09:00:00.000Z', 'reveal-masked', '-', '-', 'yes', '-'],
  ]);
  await database.db
    .insert(secretUses)
    .values(
      Array.from({ length: 100 }, () => ({ ...use, at, purpose: 'prove', accessToken: true, nino: true })),
    );
  expect((await ops('uses', id)).text).toMatch(/There are more; these 100 are the latest\.$/);
});

test('an id that is nobody’s is told so', async () => {
  for (const command of ['connection', 'uses']) {
    for (const id of [randomUUID(), 'no-id']) {
      expect(await ops(command, id)).toMatchObject({
        exitCode: 1,
        text: expect.stringContaining('There is no connection with this id') as string,
      });
    }
    expect(await ops(command)).toMatchObject({ exitCode: 1 });
  }
});

test('storms are listed with how they ended', async () => {
  expect((await ops('storms')).text).toContain('HMRC has never refused many connections at once.');
  await database.db.insert(authorisationStorms).values([
    {
      isOpen: false,
      seenAt: at,
      refused: 12,
      probes: 4,
      nextProbeAt: at,
      endedAt: new Date('2026-10-06T09:10:00Z'),
      outcome: 'over',
    },
    { seenAt: new Date('2026-10-07T09:00:00Z'), refused: 6, nextProbeAt: new Date('2026-10-07T09:01:00Z') },
  ]);
  const { text } = await ops('storms');
  expect(cells(text).slice(1, 3)).toEqual([
    ['2026-10-07T09:00:00.000Z', '6', '0', '2026-10-07T09:01:00.000Z', '-', 'goes on'],
    ['2026-10-06T09:00:00.000Z', '12', '4', '-', '2026-10-06T09:10:00.000Z', 'over'],
  ]);
  expect(text).toMatch(/Connections held now: 1\.$/);
});
