import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../test/database.ts';
import { createOutboxStore, enqueue } from './outbox.ts';
import { outbox, users } from './schema/index.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let store: ReturnType<typeof createOutboxStore>;
const event = (id: string) => ({ id, ownerId: 'owner', name: 'sample.happened', data: { sampleId: id } });

beforeAll(async () => {
  database = await createTestDatabase();
  store = createOutboxStore(database.db);
  const at = new Date('2026-10-06T09:00:00Z');
  const owner = { id: 'owner', name: 'Landlord', email: 'landlord@example.org' };
  await database.db.insert(users).values({ ...owner, createdAt: at, updatedAt: at });
});
beforeEach(() => database.db.delete(outbox));
afterAll(() => database.drop());

const put = (...events: Parameters<typeof enqueue>[1][]) =>
  database.db.transaction(async (tx) => {
    for (const one of events) await enqueue(tx, one);
  });
const letTimePass = (seconds: number) =>
  database.db.update(outbox).set({ notBefore: sql`${outbox.notBefore} - ${seconds} * interval '1 second'` });
const idsOf = (events: { id: string }[]) => events.map(({ id }) => id);

describe('the outbox', () => {
  it('gives an event as it was put in', async () => {
    await put(event('a'));
    expect(await store.takeDue(10)).toEqual([{ id: 'a', name: 'sample.happened', data: { sampleId: 'a' } }]);
  });

  it('keeps nothing of a transaction that was rolled back', async () => {
    const failing = database.db.transaction(async (tx) => {
      await enqueue(tx, event('a'));
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await store.takeDue(10)).toEqual([]);
  });

  it('takes a repeated id for the same event', async () => {
    await put(event('a'));
    await put({ ...event('a'), data: { sampleId: 'other' } });
    expect(await store.takeDue(10)).toMatchObject([{ data: { sampleId: 'a' } }]);
  });

  it('gives the oldest first, and no more than asked for', async () => {
    await put(event('b'));
    await put(event('a'));
    await put(event('c'));
    expect(idsOf(await store.takeDue(2))).toEqual(['b', 'a']);
    expect(idsOf(await store.takeDue(2))).toEqual(['c']);
  });

  it('holds an event back as long as told', async () => {
    await put({ ...event('a'), afterMs: 60_000 });
    await letTimePass(59);
    expect(await store.takeDue(10)).toEqual([]);
    await letTimePass(1);
    expect(idsOf(await store.takeDue(10))).toEqual(['a']);
  });

  it('gives each event to one of those who ask at the same time', async () => {
    await put(...Array.from({ length: 20 }, (_, index) => event(`e${index}`)));
    const taken = await Promise.all(Array.from({ length: 5 }, () => store.takeDue(4)));
    await store.takeDue(20).then((rest) => taken.push(rest));
    expect(new Set(idsOf(taken.flat())).size).toBe(20);
    expect(taken.flat()).toHaveLength(20);
  });

  it('gives an unconfirmed event again, later each time', async () => {
    await put(event('a'));
    for (const seconds of [5, 10, 20]) {
      expect(idsOf(await store.takeDue(10))).toEqual(['a']);
      await letTimePass(seconds - 1);
      expect(await store.takeDue(10)).toEqual([]);
      await letTimePass(1);
    }
    expect(idsOf(await store.takeDue(10))).toEqual(['a']);
  });

  it('waits no longer than an hour', async () => {
    await put(event('a'));
    await database.db.update(outbox).set({ tries: 1000 });
    await store.takeDue(10);
    await letTimePass(3600);
    expect(idsOf(await store.takeDue(10))).toEqual(['a']);
  });

  it('never gives a confirmed event again', async () => {
    await put(event('a'));
    await store.takeDue(10);
    await store.handedOver('a');
    await letTimePass(100_000);
    expect(await store.takeDue(10)).toEqual([]);
  });
});
