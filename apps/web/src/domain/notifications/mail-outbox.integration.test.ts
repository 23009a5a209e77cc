import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createMailStore } from '../../data/mails.ts';
import { createNoticeStore } from '../../data/notices.ts';
import { createOperatorStore } from '../../data/operator-alerts.ts';
import { createFixedClock } from '../../platform/clock.ts';
import { createLog } from '../../platform/log.ts';
import { createMailer, type Mailer } from '../../platform/mail.ts';
import { createTestMailer } from '../../test/accounts.ts';
import { createTestDatabase } from '../../test/database.ts';
import { startMailServer } from '../../test/mail-server.ts';
import { createAlerts, createMailOutbox, noticeOf, type StillTrue } from './index.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let server: Awaited<ReturnType<typeof startMailServer>>;
const now = new Date('2026-10-06T09:00:00Z');
const clock = createFixedClock('2026-10-06T09:00:00Z');
const logLines: string[] = [];
const log = createLog({ logLevel: 'trace' }, { write: (line) => void logLines.push(line) });

beforeAll(async () => {
  [database, server] = [await createTestDatabase(), await startMailServer()];
});
beforeEach(async () => {
  await database.pool.query('delete from users');
  await database.pool.query('delete from operator_alerts');
  server.received.length = 0;
  logLines.length = 0;
  delete server.mood.toRecipient;
  delete server.mood.toMail;
});
afterAll(async () => {
  server.close();
  await database.drop();
});

const keep = <T>(_ownerId: string, about: T): Promise<T> => Promise.resolve(about);
const everythingIsTrue: StillTrue = {
  outcome: keep,
  asking: keep,
  deadline: keep,
  lost: keep,
  authority: keep,
};

/** A process of its own. */
function createProcess(options: { mailer?: Mailer; stillTrue?: Partial<StillTrue> } = {}) {
  const mailer =
    options.mailer ?? createMailer({ smtpUrl: server.url, from: 'Quarterday <tax@example.org>', log });
  const { db } = database;
  return createMailOutbox({
    store: createMailStore(db),
    mailer,
    clock,
    log,
    alerts: createAlerts({ store: createOperatorStore(db), clock, log, mailer, operatorEmail: undefined }),
    baseUrl: 'https://tax.example.org',
    stillTrue: { ...everythingIsTrue, ...options.stillTrue },
  });
}

let people = 0;
/** Tells somebody new something. @param name the part of their address before the @ */
async function tellSomebody(name?: string): Promise<string> {
  people += 1;
  const id = `person-${people}`;
  const email = `${name ?? id}@example.org`;
  await database.pool.query(
    `insert into users (id, name, email, created_at, updated_at) values ($1, '', $2, now(), now())`,
    [id, email],
  );
  const expiredAt = now.toISOString();
  const about = { type: 'lost', connectionId: 'c1', expiredAt, why: 'It was.', atRisk: null } as const;
  await createNoticeStore(database.db).tell(noticeOf(id, about, now));
  return email;
}

const letTriesCome = () =>
  database.pool.query(`update mails set not_before = now() - interval '1 second' where status = 'waiting'`);
const mails = async () =>
  (
    await database.pool.query<{ status: string; tries: number; last_code: string | null }>(
      'select status, tries, last_code from mails order by created_at',
    )
  ).rows;
const headerOf = (name: string) => (mail: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(mail)?.[1];
const received = () => server.received.map(headerOf('To')).sort();
const alertKinds = async () =>
  (await database.pool.query<{ kind: string }>('select kind from operator_alerts')).rows.map(
    ({ kind }) => kind,
  );

describe('the outbox', () => {
  it('sends a mail once, in plain text and HTML, by SMTP', async () => {
    const email = await tellSomebody();
    const outbox = createProcess();
    await outbox.sendDue();
    await letTriesCome();
    await outbox.sendDue();
    expect(received()).toEqual([email]);
    const [mail = ''] = server.received;
    expect(headerOf('Subject')(mail)).toBe('Please reconnect your HMRC account');
    expect(mail).toMatch(/^Content-Type: text\/plain/m);
    expect(mail).toMatch(/^Content-Type: text\/html/m);
    expect(mail).toContain('https://tax.example.org/settings/notices');
    expect(await mails()).toEqual([{ status: 'sent', tries: 1, last_code: null }]);
    expect(logLines.join('')).not.toContain('@example.org');
  });

  it('sends each mail once over eight processes', async () => {
    const emails = [];
    for (let count = 0; count < 20; count += 1) emails.push(await tellSomebody());
    await Promise.all(Array.from({ length: 8 }, () => createProcess().sendDue()));
    expect(received()).toEqual(emails.sort());
  });

  it('sends what a process had claimed when it died, once its claim has ended', async () => {
    const email = await tellSomebody();
    const dead = await createMailStore(database.db).takeOne();
    expect(dead).toMatchObject({ email });
    await createProcess().sendDue();
    expect(server.received).toEqual([]);
    await letTriesCome();
    await createProcess().sendDue();
    expect(received()).toEqual([email]);
  });

  it('lets a process that comes late say that a mail was taken, but not that it is to be tried again', async () => {
    await tellSomebody();
    const store = createMailStore(database.db);
    const slow = await store.takeOne();
    await letTriesCome();
    const quick = await store.takeOne();
    if (!slow || !quick) throw new Error('Nothing was taken.');
    await store.tryLater(slow, '451');
    expect(await mails()).toEqual([{ status: 'waiting', tries: 2, last_code: null }]);
    await store.end(slow.id, 'sent');
    await store.tryLater(quick, '451');
    expect(await mails()).toEqual([{ status: 'sent', tries: 2, last_code: null }]);
  });

  it('sends again, under the same Message-ID, where the server took a mail and its answer was lost', async () => {
    await tellSomebody();
    server.mood.toMail = 'no answer';
    await createProcess().sendDue();
    delete server.mood.toMail;
    await letTriesCome();
    await createProcess().sendDue();
    await letTriesCome();
    await createProcess().sendDue();
    const ids = server.received.map(headerOf('Message-ID'));
    expect(ids).toEqual([expect.stringMatching(/^<notice-[\da-f-]{36}@tax\.example\.org>$/), ids[0]]);
  });

  it('gives different mails different Message-IDs', async () => {
    await tellSomebody();
    await tellSomebody();
    await createProcess().sendDue();
    expect(new Set(server.received.map(headerOf('Message-ID'))).size).toBe(2);
  });

  it('waits longer each time that the server says "later", and sends when it takes the mail', async () => {
    const email = await tellSomebody();
    server.mood.toRecipient = '451 greylisted';
    const waits: number[] = [];
    for (let count = 0; count < 8; count += 1) {
      await createProcess().sendDue();
      const { rows } = await database.pool.query<{ minutes: number }>(
        'select extract(epoch from not_before - now())::float8 / 60 as minutes from mails',
      );
      waits.push(Math.round(rows[0]?.minutes ?? 0));
      await letTriesCome();
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    delete server.mood.toRecipient;
    await createProcess().sendDue();
    expect(received()).toEqual([email]);
    expect(await alertKinds()).toEqual([]);
  });

  it('gives up at once what the server refuses for good, tells the operator, and goes on with the others', async () => {
    await tellSomebody('refused');
    const email = await tellSomebody();
    await createProcess().sendDue();
    await letTriesCome();
    await createProcess().sendDue();
    expect(received()).toEqual([email]);
    expect(await mails()).toMatchObject([
      { status: 'refused', tries: 1, last_code: '550' },
      { status: 'sent' },
    ]);
    expect(await alertKinds()).toEqual(['mail-refused']);
    expect(await createMailStore(database.db).troubled(10)).toMatchObject([
      { status: 'refused', lastCode: '550', kind: 'reconnect' },
    ]);
  });

  it('asks a server that is away once a round, not once a mail', async () => {
    for (let count = 0; count < 3; count += 1) await tellSomebody();
    const mailer = createMailer({ smtpUrl: 'smtp://127.0.0.1:1', from: 'tax@example.org', log });
    await createProcess({ mailer }).sendDue();
    expect((await mails()).map(({ tries }) => tries).sort()).toEqual([0, 0, 1]);
  });

  it('drops what is no news any more when it comes to be sent', async () => {
    await tellSomebody();
    await createProcess({ stillTrue: { lost: () => Promise.resolve(null) } }).sendDue();
    expect(server.received).toEqual([]);
    expect(await mails()).toEqual([{ status: 'dropped', tries: 1, last_code: null }]);
  });

  it('gives up after five days; without a mail server it only drops, and alerts nobody', async () => {
    await tellSomebody();
    await createProcess({ mailer: createTestMailer(false) }).sendDue();
    expect(await mails()).toMatchObject([{ status: 'waiting', tries: 0 }]);
    await database.pool.query(`update mails set created_at = now() - interval '121 hours'`);
    await createProcess({ mailer: createTestMailer(false) }).sendDue();
    expect(await mails()).toMatchObject([{ status: 'dropped' }]);
    expect(await alertKinds()).toEqual([]);

    await tellSomebody();
    await database.pool.query(
      `update mails set created_at = now() - interval '121 hours', tries = 40 where status = 'waiting'`,
    );
    await createProcess().sendDue();
    expect(await mails()).toContainEqual({ status: 'given-up', tries: 40, last_code: null });
    expect(server.received).toEqual([]);
    expect(await alertKinds()).toEqual(['mails-given-up']);
  });

  it('goes with the account of whoever was to be told', async () => {
    await tellSomebody();
    await database.pool.query('delete from users');
    await createProcess().sendDue();
    expect(server.received).toEqual([]);
    expect(await mails()).toEqual([]);
  });
});
