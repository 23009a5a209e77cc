import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { connectDatabase, migrate } from './data/database.ts';
import { attempts, connections, mails, notices, operatorAlerts, submissions } from './data/schema/index.ts';
import { startEmbeddedPostgres } from './data/embedded-postgres/index.ts';
import { operate } from './operations.ts';
import { openDataDir } from './platform/data-dir.ts';
import { createBrowser, createTestAccounts } from './test/accounts.ts';
import { createTestDatabase } from './test/database.ts';

const email = 'sam@example.org';
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let ownerId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const accounts = createTestAccounts(database);
  const browser = createBrowser();
  const result = await accounts.signUp({ email, password: 'plum tree by the gate' }, browser.request);
  browser.take(result.ok ? result.setCookies : []);
  ownerId = (await accounts.personOf(browser.headers))?.id ?? '';
});
afterAll(() => database.drop());

function ops(words: string[], more: Record<string, string> = {}) {
  const environment = {
    DATABASE_URL: database.url,
    AUTH_SECRET: 'a-secret-for-tests-that-is-long-enough-1',
    HMRC_ENVIRONMENT: 'sandbox',
    HMRC_CLIENT_ID: 'x',
    HMRC_CLIENT_SECRET: 'y',
    BASE_URL: 'https://tax.example.org',
    ...more,
  };
  return operate(words, readConfig(environment));
}

describe('the operator’s command line', () => {
  test('lists its commands, and fails on one it does not know', async () => {
    const asked = await ops(['help']);
    expect(asked.exitCode).toBe(0);
    for (const command of [
      'connections',
      'stuck',
      'alerts',
      'connection ID',
      'uses CONNECTION',
      'storms',
      'mails',
      'password-reset EMAIL',
    ]) {
      expect(asked.text).toContain(`  ${command}`);
    }
    for (const words of [['drop-everything'], ['constructor'], []]) {
      const refused = await ops(words);
      expect(refused.exitCode).toBe(1);
      expect(refused.text).toContain(asked.text);
    }
    expect((await ops(['drop-everything'])).text).toContain('There is no command "drop-everything".');
  });

  test('runs as a program, which fails on standard error', async () => {
    const script = fileURLToPath(new URL('ops.ts', import.meta.url));
    const run = promisify(execFile)(process.execPath, ['--import', 'tsx', script, 'drop-everything']);
    await expect(run).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('There is no command "drop-everything".') as string,
    });
  });

  test('says what is wrong with a setting', async () => {
    expect(await ops(['connections'], { PORT: 'x' })).toEqual({
      exitCode: 1,
      text: 'PORT must be a whole number from 1 to 65535.',
    });
  });

  test('prints a link that sets a new password', async () => {
    const { exitCode, text } = await ops(['password-reset', 'Sam@Example.org']);
    expect(exitCode).toBe(0);
    const link = new URL(/https:\S+/.exec(text)?.[0] ?? '');
    expect(link.href).toMatch(/^https:\/\/tax\.example\.org\/password\/reset\?token=\w{20,}$/);
    const token = link.searchParams.get('token') ?? '';
    const accounts = createTestAccounts(database);
    expect(await accounts.isResetLinkValid(token)).toBe(true);
    expect(await accounts.resetPassword({ token, newPassword: 'pear tree by the gate' })).toEqual({
      ok: true,
    });
  });

  test('says so when there is no such account, or no address given', async () => {
    expect(await ops(['password-reset', 'nobody@example.org'])).toEqual({
      exitCode: 1,
      text: 'There is no account with this email address.',
    });
    expect(await ops(['password-reset'])).toEqual({
      exitCode: 1,
      text: 'It is: npm run ops -- password-reset EMAIL',
    });
  });

  test('counts connections, and shows stuck submissions and alerts without naming anybody', async () => {
    expect((await ops(['connections'])).text).toBe('There are no connections.');
    const at = new Date();
    const longAgo = new Date(at.getTime() - 2 * 60 * 60 * 1000);
    await database.db.insert(connections).values({
      ownerId,
      environment: 'sandbox',
      status: 'expired',
      reason: 'authority-withdrawn',
      sealedNino: 'canary-sealed',
      sealedTokens: 'canary-sealed',
      createdAt: at,
      updatedAt: at,
    });
    const submissionIds = [randomUUID(), randomUUID()];
    for (const [index, id] of submissionIds.entries()) {
      const requestedAt = index === 0 ? longAgo : at;
      await database.db.insert(submissions).values({
        id,
        ownerId,
        kind: 'quarterly-update',
        businessId: `X${index}`,
        taxYear: '2026-27',
        periodStartDate: '2026-04-06',
        periodEndDate: '2026-07-05',
        status: 'processing',
        createdAt: requestedAt,
        updatedAt: requestedAt,
      });
      await database.db.insert(attempts).values({
        id: randomUUID(),
        ownerId,
        submissionId: id,
        number: 1,
        status: 'processing',
        figures: { canary: 1 },
        fraudPrevention: { canary: 1 },
        requestedAt,
        step: 'submit-period',
        tries: 3,
      });
    }
    await database.db
      .insert(operatorAlerts)
      .values({ at, kind: 'invalid-client', detail: { operation: 'refresh', nino: 'AA123456A' } });

    const [counts, stuck, alerts] = await Promise.all([
      ops(['connections']),
      ops(['stuck']),
      ops(['alerts']),
    ]);
    expect(counts.text).toMatch(/^sandbox +expired +authority-withdrawn +1$/m);
    expect(stuck.text).toContain(submissionIds[0]);
    expect(stuck.text).not.toContain(submissionIds[1]);
    expect(stuck.text).toMatch(/submit-period +3/);
    expect(alerts.text).toMatch(/invalid-client +\{"nino":"\[redacted\]","operation":"refresh"\}/);
    expect(counts.text + stuck.text + alerts.text).not.toMatch(/canary|AA123456A|sam@|plum/);
  });

  test('counts mails and shows those that never arrived, without naming anybody', async () => {
    expect((await ops(['mails'])).text).toBe(
      'SMTP_URL is not set here: nothing is mailed.\n\nThere are no mails.\n\nNo mail is in trouble.',
    );
    const at = new Date();
    const tell = async (mail: Partial<typeof mails.$inferInsert>): Promise<void> => {
      const noticeId = randomUUID();
      const about = { type: 'lost', why: 'canary' };
      const notice = { id: noticeId, ownerId, key: noticeId, kind: 'reconnect', about, at } as const;
      await database.db.insert(notices).values({ ...notice, isShown: true });
      await database.db.insert(mails).values({ ownerId, noticeId, createdAt: at, notBefore: at, ...mail });
    };
    await tell({ status: 'sent', tries: 1 });
    await tell({});
    await tell({ tries: 2, lastCode: '451' });
    await tell({ status: 'refused', tries: 1, lastCode: '550', endedAt: at });
    const { text } = await ops(['mails'], { SMTP_URL: 'smtp://canary@127.0.0.1:1' });
    expect(text).toMatch(/^refused +reconnect +1$/m);
    expect(text).toMatch(/^waiting +reconnect +2$/m);
    expect(text).toMatch(/^[\da-f-]{36} +reconnect +refused +550 +1 /m);
    expect(text).toMatch(/^[\da-f-]{36} +reconnect +waiting +451 +2 /m);
    expect(text.match(/^[\da-f-]{36}/gm)).toHaveLength(2);
    expect(text).not.toMatch(/canary|sam@/);
  });

  test('finds the database of a platform that runs on the data folder, and says when none does', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'quarterday-ops-'));
    const dataDir = await openDataDir(folder);
    const more = { DATABASE_URL: '', AUTH_SECRET: '', DATA_DIR: folder };
    try {
      const without = await ops(['connections'], more);
      expect(without).toEqual({
        exitCode: 1,
        text: `No Quarterday runs on ${folder}: start it, or set DATA_DIR or DATABASE_URL as it has them.`,
      });
      const postgres = await startEmbeddedPostgres({
        dataDir: folder,
        password: dataDir.secrets.postgresPassword,
        isDurable: false,
      });
      const running = connectDatabase(postgres.url, { max: 1 });
      running.pool.on('error', () => undefined); // The server may stop before it has seen the session end.
      await migrate(running.pool);
      await running.close();
      expect(await ops(['connections'], more)).toEqual({ exitCode: 0, text: 'There are no connections.' });
      await postgres.stop();
    } finally {
      dataDir.release();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
