import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createMailStore } from '../../data/mails.ts';
import { createNoticeStore } from '../../data/notices.ts';
import { createFixedClock } from '../../platform/clock.ts';
import { createTestDatabase } from '../../test/database.ts';
import { createForgetting, createNotices, noticeOf } from './index.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
const clock = createFixedClock('2028-04-10T09:00:00Z');
const ownerId = 'landlord';

beforeAll(async () => {
  database = await createTestDatabase();
  await database.pool.query(
    `insert into users (id, name, email, created_at, updated_at) values ($1, '', 'a@example.org', now(), now())`,
    [ownerId],
  );
});
afterAll(() => database.drop());

const outcome = (attemptId: string, at: string) =>
  noticeOf(
    ownerId,
    {
      type: 'outcome',
      submissionId: 's1',
      attemptId,
      submissionKind: 'annual-summary',
      business: '',
      taxYear: '2026-27',
      periodStartDate: '2026-04-06',
      periodEndDate: '2027-04-05',
      status: 'submitted',
      sentence: attemptId,
      reconnect: false,
    },
    new Date(at),
  );

async function column(sql: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ of: string }>(sql);
  return rows.map((row) => row.of);
}

describe('what people were told long ago', () => {
  it('is removed: notices read and 18 months old, mails 90 days after they ended', async () => {
    const store = createNoticeStore(database.db);
    const mails = createMailStore(database.db);
    const told = {
      old: '2026-10-01T09:00:00Z',
      unread: '2026-10-01T09:00:00Z',
      young: '2026-10-12T09:00:00Z',
    };
    for (const [name, at] of Object.entries(told)) await store.tell(outcome(name, at));
    await database.pool.query(`update notices set read_at = at where key <> 'outcome:unread'`);
    const end = (name: string, days: number) =>
      database.pool.query(
        `update mails set status = 'sent', ended_at = now() - $1 * interval '1 day'
         where notice_id = (select id from notices where key = $2)`,
        [days, `outcome:${name}`],
      );
    await end('unread', 91);
    await end('young', 89);
    await createForgetting({ notices: store, mails, clock })();
    expect(await column(`select key as of from notices order by key`)).toEqual([
      'outcome:unread',
      'outcome:young',
    ]);
    expect(
      await column(`select n.key as of from mails m join notices n on n.id = m.notice_id order by n.key`),
    ).toEqual(['outcome:young']);
  });
});

describe('notices of the same instant', () => {
  it('are listed in the order in which they were told, the newest first', async () => {
    await database.pool.query('delete from notices');
    const store = createNoticeStore(database.db);
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    for (const name of names) await store.tell(outcome(name, '2028-04-10T09:00:00Z'));
    const { notices } = await createNotices({ store, clock }).list(ownerId, 1);
    expect(notices.map(({ paragraphs }) => paragraphs[0])).toEqual(names.toReversed());
  });
});
