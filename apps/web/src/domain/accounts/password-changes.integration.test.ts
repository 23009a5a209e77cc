import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createBrowser, createTestAccounts, createTestMailer } from '../../test/accounts.ts';
import { createTestDatabase } from '../../test/database.ts';
import { type Accounts } from './index.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let accounts: Accounts;
const mailer = createTestMailer();
const logLines: string[] = [];
const [password, newPassword] = ['plum tree by the gate', 'pear tree by the gate'];

beforeAll(async () => {
  database = await createTestDatabase();
  accounts = createTestAccounts(database, { mailer, logLines });
});
afterAll(async () => {
  await accounts.idle();
  await database.drop();
});
beforeEach(async () => {
  await accounts.idle();
  mailer.sent.length = 0;
  await database.pool.query('delete from sign_in_limits');
});

let people = 0;
async function newPerson() {
  people += 1;
  const email = `sam${people}@example.org`;
  const browser = createBrowser('192.0.2.77');
  const result = await accounts.signUp({ email, password }, browser.request);
  browser.take(result.ok ? result.setCookies : []);
  const person = await accounts.personOf(browser.headers);
  if (!person) throw new Error('not signed in');
  return { email, browser, person };
}

async function signIn(email: string, typed: string) {
  const browser = createBrowser();
  const result = await accounts.signIn({ email, password: typed }, browser.request);
  browser.take(result.ok ? result.setCookies : []);
  return { result, browser };
}

async function tokenFor(email: string): Promise<string> {
  const link = await accounts.createResetLink(email);
  return new URL(link ?? '').searchParams.get('token') ?? '';
}

describe('changing a password', () => {
  test('needs the present one, ends all other sessions, and leaves this browser signed in anew', async () => {
    const { email, browser, person } = await newPerson();
    const elsewhere = await signIn(email, password);
    const before = browser.headers;
    const result = await accounts.changePassword(
      person,
      { currentPassword: password, newPassword },
      browser.request,
    );
    browser.take(result.ok ? result.setCookies : []);
    expect(await accounts.personOf(browser.headers)).toMatchObject({ id: person.id });
    expect(await accounts.personOf(before)).toBeNull();
    expect(await accounts.personOf(elsewhere.browser.headers)).toBeNull();
    expect((await signIn(email, password)).result.ok).toBe(false);
    expect((await signIn(email, newPassword)).result.ok).toBe(true);
  });

  test('changes nothing with a wrong one, and is limited like signing in', async () => {
    const { email, browser, person } = await newPerson();
    const input = { currentPassword: 'wrong password', newPassword };
    for (let time = 0; time < 10; time += 1) {
      expect(await accounts.changePassword(person, input, browser.request)).toEqual({
        ok: false,
        reason: 'wrong-password',
      });
    }
    expect(
      await accounts.changePassword(person, { currentPassword: password, newPassword }, browser.request),
    ).toMatchObject({ reason: 'limited' });
    expect((await signIn(email, password)).result.ok).toBe(true);
  });

  test('refuses a weak one beside its field', async () => {
    const { email, browser, person } = await newPerson();
    expect(
      await accounts.changePassword(person, { currentPassword: '', newPassword: email }, browser.request),
    ).toEqual({
      ok: false,
      reason: 'invalid',
      problems: [
        { field: 'currentPassword', message: 'Enter your current password' },
        { field: 'newPassword', message: 'Password must not be your email address' },
      ],
    });
  });

  test('makes links that are out worthless, and tells the owner', async () => {
    const { email, browser, person } = await newPerson();
    const token = await tokenFor(email);
    await accounts.changePassword(person, { currentPassword: password, newPassword }, browser.request);
    expect(await accounts.isResetLinkValid(token)).toBe(false);
    await accounts.idle();
    expect(mailer.sent).toMatchObject([{ to: email, subject: 'Your Quarterday password was changed' }]);
  });
});

describe('a reset link', () => {
  test('works once, and ends every session', async () => {
    const { email, browser } = await newPerson();
    const token = await tokenFor(email);
    expect(await accounts.resetPassword({ token, newPassword })).toEqual({ ok: true });
    expect(await accounts.personOf(browser.headers)).toBeNull();
    expect((await signIn(email, newPassword)).result.ok).toBe(true);
    expect(await accounts.resetPassword({ token, newPassword: 'third tree by the gate' })).toEqual({
      ok: false,
      reason: 'link-not-valid',
    });
    expect((await signIn(email, newPassword)).result.ok).toBe(true);
  });

  test('works for one of two who use it at the same moment', async () => {
    const { email } = await newPerson();
    const token = await tokenFor(email);
    const results = await Promise.all(
      ['third tree by the gate', 'fourth tree by the gate'].map((typed) =>
        accounts.resetPassword({ token, newPassword: typed }),
      ),
    );
    expect(results.map((result) => result.ok).sort()).toEqual([false, true]);
  });

  test('is used up neither by looking at it nor by a password that is refused', async () => {
    const { email } = await newPerson();
    const token = await tokenFor(email);
    expect(await accounts.isResetLinkValid(token)).toBe(true);
    expect(await accounts.resetPassword({ token, newPassword: email })).toMatchObject({ reason: 'invalid' });
    expect(await accounts.isResetLinkValid(token)).toBe(true);
  });

  test('ends after an hour', async () => {
    const { email, person } = await newPerson();
    const token = await tokenFor(email);
    const { rows } = await database.pool.query<{ minutes: number }>(
      'select round(extract(epoch from expires_at - created_at) / 60)::int as minutes from verifications where value = $1',
      [person.id],
    );
    expect(rows).toEqual([{ minutes: 60 }]);
    await database.pool.query("update verifications set expires_at = now() - interval '1 second'");
    expect(await accounts.isResetLinkValid(token)).toBe(false);
    expect(await accounts.resetPassword({ token, newPassword })).toMatchObject({ reason: 'link-not-valid' });
  });

  test('takes its older sisters with it when it is used', async () => {
    const { email } = await newPerson();
    const [first, second] = [await tokenFor(email), await tokenFor(email)];
    await accounts.resetPassword({ token: second, newPassword });
    expect(await accounts.isResetLinkValid(first)).toBe(false);
  });

  test('does not stand in the database', async () => {
    const { email } = await newPerson();
    const token = await tokenFor(email);
    const { rows } = await database.pool.query('select * from verifications');
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test('is none for a made-up token or an address without an account', async () => {
    expect(await accounts.isResetLinkValid('')).toBe(false);
    expect(await accounts.isResetLinkValid('A'.repeat(24))).toBe(false);
    expect(await accounts.createResetLink('nobody@example.org')).toBeUndefined();
  });

  test('lets its owner in again when strangers have used up the tries at the account', async () => {
    const { email } = await newPerson();
    const input = { email, password: 'wrong password' };
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        accounts.signIn(input, createBrowser(`203.0.113.${index}`).request),
      ),
    );
    expect((await signIn(email, password)).result).toMatchObject({ reason: 'limited' });
    await accounts.resetPassword({ token: await tokenFor(email), newPassword });
    expect((await signIn(email, newPassword)).result.ok).toBe(true);
  });
});

describe('asking for a reset by e-mail', () => {
  test('sends one mail with a link that works, to the owner alone', async () => {
    const { email } = await newPerson();
    expect(
      await accounts.requestReset({ email: ` ${email.toUpperCase()}` }, createBrowser().request),
    ).toEqual({ ok: true });
    await accounts.idle();
    expect(mailer.sent).toMatchObject([{ to: email, subject: 'Choose a new password for Quarterday' }]);
    const link = mailer.sent[0]?.paragraphs.find((part) => typeof part !== 'string');
    const token = new URL(link?.href ?? '').searchParams.get('token') ?? '';
    expect(await accounts.isResetLinkValid(token)).toBe(true);
    expect(logLines.join('')).not.toContain(token);
  });

  test('sends nobody anything for an unknown address', async () => {
    expect(await accounts.requestReset({ email: 'nobody@example.org' }, createBrowser().request)).toEqual({
      ok: true,
    });
    await accounts.idle();
    expect(mailer.sent).toEqual([]);
  });

  test('sends no more than five mails an hour to one person, whoever asks from wherever', async () => {
    const { email } = await newPerson();
    for (let index = 0; index < 8; index += 1) {
      const from = createBrowser(`203.0.113.${index}`).request;
      expect(await accounts.requestReset({ email }, from)).toEqual({ ok: true });
    }
    await accounts.idle();
    expect(mailer.sent).toHaveLength(5);
  });

  test('logs a mail that could not be sent, without whom to', async () => {
    const { email } = await newPerson();
    const lines: string[] = [];
    const failing = createTestAccounts(database, {
      logLines: lines,
      mailer: { ...createTestMailer(), send: () => Promise.reject(new Error('no mail server')) },
    });
    expect(await failing.requestReset({ email }, createBrowser().request)).toEqual({ ok: true });
    await failing.idle();
    expect(lines.join('')).toContain('Sending a password reset failed.');
    expect(lines.join('')).not.toContain(email);
  });
});
