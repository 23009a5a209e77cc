import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createAnnouncements } from '../platform/announcements.ts';
import { createTestDatabase } from '../test/database.ts';
import { listenForAnnouncements } from './announcements.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** A process that listens, and what it heard. */
async function listen(topic: string) {
  const announcements = createAnnouncements();
  const heard = vi.fn();
  const listening = await listenForAnnouncements(database.url, announcements);
  announcements.on(topic, heard);
  return { heard, close: () => listening.close() };
}

const announce = (topic: string) => database.pool.query(`select pg_notify('quarterday', $1)`, [topic]);

const countListeners = async () => {
  const { rows } = await database.pool.query<{ pid: number }>(
    `select pid from pg_stat_activity where application_name = 'quarterday announcements' and datname = current_database()`,
  );
  return rows.length;
};

it('what one process announces is heard by every process that listens for it, and by no other topic', async () => {
  const [one, two, other] = [
    await listen('submission:1'),
    await listen('submission:1'),
    await listen('submission:2'),
  ];
  await announce('submission:1');
  await announce('the end');
  await vi.waitFor(() => {
    expect([one.heard.mock.calls.length, two.heard.mock.calls.length]).toEqual([1, 1]);
  });
  expect(other.heard).not.toHaveBeenCalled();
  await Promise.all([one.close(), two.close(), other.close()]);
});

it('what a transaction announces is heard when it is committed, and not when it is given up', async () => {
  const { heard, close } = await listen('submission:1');
  const client = new pg.Client(database.url);
  await client.connect();
  await client.query('begin');
  await client.query(`select pg_notify('quarterday', 'submission:1')`);
  await client.query('rollback');
  await client.query('begin');
  await client.query(`select pg_notify('quarterday', 'submission:1')`);
  await client.query('commit');
  await client.end();
  await vi.waitFor(() => {
    expect(heard).toHaveBeenCalledTimes(1);
  });
  await close();
});

it('a listener whose connection was ended comes back, and looks for itself at what it missed', async () => {
  const { heard, close } = await listen('submission:1');
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'quarterday announcements' and datname = current_database()`,
  );
  await vi.waitFor(
    () => {
      expect(heard).toHaveBeenCalledTimes(1);
    },
    { timeout: 10_000 },
  );
  await announce('submission:1');
  await vi.waitFor(() => {
    expect(heard).toHaveBeenCalledTimes(2);
  });
  await close();
});

it('closing ends the connection for good, also while it is away', async () => {
  const { close } = await listen('submission:1');
  expect(await countListeners()).toBe(1);
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'quarterday announcements' and datname = current_database()`,
  );
  await close();
  await vi.waitFor(async () => {
    expect(await countListeners()).toBe(0);
  });
});
