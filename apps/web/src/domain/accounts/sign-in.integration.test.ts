import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createBrowser, createTestAccounts } from '../../test/accounts.ts';
import { createTestDatabase } from '../../test/database.ts';
import { type Accounts } from './index.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let accounts: Accounts;
const logLines: string[] = [];
const password = 'plum tree by the gate';

beforeAll(async () => {
  database = await createTestDatabase();
  accounts = createTestAccounts(database, { logLines });
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query('delete from sign_in_limits');
});

let people = 0;
async function newPerson() {
  people += 1;
  const email = `sam${people}@example.org`;
  const browser = createBrowser('192.0.2.77');
  const result = await accounts.signUp({ email, password }, browser.request);
  if (!result.ok) throw new Error(`no account: ${result.reason}`);
  browser.take(result.setCookies);
  const person = await accounts.personOf(browser.headers);
  if (!person) throw new Error('not signed in');
  return { email, browser, person };
}

async function signIn(email: string, browser = createBrowser(), typed = password) {
  const result = await accounts.signIn({ email, password: typed }, browser.request);
  if (result.ok) browser.take(result.setCookies);
  return result;
}

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('signing up', () => {
  test('makes an account, signs in and keeps the e-mail in lower case', async () => {
    const browser = createBrowser();
    const result = await accounts.signUp({ email: ' New.Person@Example.org ', password }, browser.request);
    if (!result.ok) throw new Error(result.reason);
    browser.take(result.setCookies);
    expect(await accounts.personOf(browser.headers)).toEqual({
      id: expect.any(String) as string,
      email: 'new.person@example.org',
      sessionId: expect.any(String) as string,
    });
    expect(await signIn('NEW.person@example.org')).toMatchObject({ ok: true });
  });

  test('keeps the password only as an argon2id hash with OWASP’s setting', async () => {
    const { person } = await newPerson();
    const { rows } = await database.pool.query('select password from sign_in_methods where user_id = $1', [
      person.id,
    ]);
    expect(rows).toEqual([
      { password: expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/) as string },
    ]);
  });

  test('keeps neither the address nor the browser of a session', async () => {
    const { person } = await newPerson();
    const { rows } = await database.pool.query('select ip_address, user_agent from sessions where id = $1', [
      person.sessionId,
    ]);
    expect(rows).toEqual([{ ip_address: '', user_agent: '' }]);
  });

  test('names each field that must change', async () => {
    expect(await accounts.signUp({ email: 'nobody', password: 'short' }, createBrowser().request)).toEqual({
      ok: false,
      reason: 'invalid',
      problems: [
        { field: 'email', message: expect.stringContaining('correct format') as string },
        { field: 'password', message: 'Password must be 10 characters or more' },
      ],
    });
  });

  test('leaves an existing account and its password as they are', async () => {
    const { email } = await newPerson();
    const other = createBrowser('203.0.113.5');
    const again = await accounts.signUp(
      { email: email.toUpperCase(), password: 'another long one' },
      other.request,
    );
    expect(again).toEqual({ ok: false, reason: 'not-created' });
    expect(await signIn(email)).toMatchObject({ ok: true });
  });

  test('makes one account when the same address signs up twice at once', async () => {
    const both = await Promise.all(
      times(2).map(() => accounts.signUp({ email: 'twice@example.org', password }, createBrowser().request)),
    );
    expect(both.map((result) => result.ok).sort()).toEqual([false, true]);
  });

  test('is limited per address', async () => {
    const from = createBrowser('203.0.113.200').request;
    const results = await Promise.all(
      times(61).map((index) => accounts.signUp({ email: `many${index}@example.org`, password }, from)),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(60);
    expect(results.find((result) => !result.ok)).toMatchObject({
      reason: 'limited',
      retryInSeconds: expect.any(Number) as number,
    });
  });
});

describe('the session', () => {
  test('is a cookie that scripts and other sites cannot use, and that names no person', async () => {
    const { email } = await newPerson();
    const result = await accounts.signIn({ email, password }, createBrowser().request);
    const cookies = result.ok ? result.setCookies : [];
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^quarterday\.(session_token|known_browser)=/);
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; SameSite=Lax/);
      expect(cookie).toMatch(/; Path=\//);
      expect(cookie).not.toMatch(/Secure|Domain/);
    }
  });

  test('is sent over https alone where the platform is served over https', async () => {
    const secure = createTestAccounts(database, { baseUrl: 'https://tax.example.org' });
    const result = await secure.signUp({ email: 'https@example.org', password }, createBrowser().request);
    const cookies = result.ok ? result.setCookies : [];
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies) expect(cookie).toMatch(/^__Secure-.*; Secure/);
  });

  test('is a new one at each sign-in, whatever cookie a stranger planted before', async () => {
    const victim = await newPerson();
    const attacker = await newPerson();
    const planted = createBrowser();
    planted.take([...attacker.browser.jar].map(([name, value]) => `${name}=${value}`));
    const before = planted.jar.get('quarterday.session_token');
    expect(await signIn(victim.email, planted)).toMatchObject({ ok: true });

    expect(planted.jar.get('quarterday.session_token')).not.toBe(before);
    expect(await accounts.personOf(planted.headers)).toMatchObject({ id: victim.person.id });
    expect(await accounts.personOf(attacker.browser.headers)).toBeNull();
  });

  test('is nobody’s when its cookie was changed, or never signed', async () => {
    const { browser } = await newPerson();
    const value = browser.jar.get('quarterday.session_token') ?? '';
    const token = decodeURIComponent(value).split('.')[0] ?? '';
    for (const forged of [`${value}x`, token, `${token}.AAAA`, 'x'.repeat(32), '']) {
      const headers = new Headers({ cookie: `quarterday.session_token=${forged}` });
      expect(await accounts.personOf(headers)).toBeNull();
    }
  });

  test('ends after a week', async () => {
    const { browser, person } = await newPerson();
    const { rows } = await database.pool.query(
      "update sessions set expires_at = expires_at - interval '7 days' where id = $1 returning created_at",
      [person.sessionId],
    );
    expect(rows).toHaveLength(1);
    expect(await accounts.personOf(browser.headers)).toBeNull();
  });

  test('ends at signing out, and no other does', async () => {
    const { email, browser } = await newPerson();
    const elsewhere = createBrowser();
    await signIn(email, elsewhere);
    const before = browser.headers;
    const result = await accounts.signOut(browser.headers);
    browser.take(result.setCookies);
    expect(browser.jar.has('quarterday.session_token')).toBe(false);
    expect(await accounts.personOf(before)).toBeNull();
    expect(await accounts.personOf(elsewhere.headers)).not.toBeNull();
  });

  test('ends everywhere when asked, and never another person’s', async () => {
    const { email, browser, person } = await newPerson();
    const other = await newPerson();
    const elsewhere = createBrowser();
    await signIn(email, elsewhere);
    await accounts.signOutEverywhere(person, browser.headers);
    expect(await accounts.personOf(browser.headers)).toBeNull();
    expect(await accounts.personOf(elsewhere.headers)).toBeNull();
    expect(await accounts.personOf(other.browser.headers)).not.toBeNull();
  });
});

describe('signing in', () => {
  test('answers the same to a wrong password and to an unknown address', async () => {
    const { email } = await newPerson();
    const wrong = await signIn(email, createBrowser(), 'not the password');
    expect(wrong).toEqual({ ok: false, reason: 'wrong-credentials' });
    expect(await signIn('nobody@example.org', createBrowser(), 'not the password')).toEqual(wrong);
    expect(await signIn(email, createBrowser(), 'x'.repeat(5000))).toEqual(wrong);
  });

  test('takes a password typed with other code points of the same characters', async () => {
    const email = 'composed@example.org';
    const composed = 'café au lait é';
    await accounts.signUp({ email, password: composed.normalize('NFD') }, createBrowser().request);
    expect(await signIn(email, createBrowser(), composed.normalize('NFC'))).toMatchObject({ ok: true });
  });

  test('writes no e-mail address and no password to the log', async () => {
    const { email } = await newPerson();
    await signIn(email, createBrowser(), 'canary password');
    await signIn('unknown-canary@example.org', createBrowser(), 'canary password');
    await accounts.signUp({ email, password }, createBrowser().request);
    expect(logLines.join('')).not.toMatch(/@example\.org|canary|plum tree/);
  });
});

describe('the limit on signing in', () => {
  test('rests an account for a place after ten wrong passwords, and says for how long', async () => {
    const { email } = await newPerson();
    for (let time = 0; time < 10; time += 1) {
      expect(await signIn(email, createBrowser(), 'wrong password')).toMatchObject({
        reason: 'wrong-credentials',
      });
    }
    const refused = await signIn(email);
    expect(refused).toMatchObject({ ok: false, reason: 'limited' });
    const seconds = 'retryInSeconds' in refused ? refused.retryInSeconds : 0;
    expect(seconds).toBeGreaterThan(14 * 60);
    expect(seconds).toBeLessThanOrEqual(15 * 60);
  });

  test('does not lock the owner out who comes from another place', async () => {
    const { email } = await newPerson();
    for (let time = 0; time < 30; time += 1)
      await signIn(email, createBrowser('203.0.113.66'), 'wrong password');
    expect(await signIn(email, createBrowser('198.51.100.20'))).toMatchObject({ ok: true });
  });

  test('is over when its window is, and counts anew', async () => {
    const { email } = await newPerson();
    for (let time = 0; time < 11; time += 1) await signIn(email, createBrowser(), 'wrong password');
    await database.pool.query("update sign_in_limits set ends_at = now() - interval '1 second'");
    expect(await signIn(email)).toMatchObject({ ok: true });
  });

  test('counts nothing against somebody who gets it right', async () => {
    const { email } = await newPerson();
    for (let time = 0; time < 60; time += 1) expect(await signIn(email)).toMatchObject({ ok: true });
    for (let time = 0; time < 9; time += 1) await signIn(email, createBrowser(), 'wrong password');
    expect(await signIn(email)).toMatchObject({ ok: true });
    for (let time = 0; time < 9; time += 1) await signIn(email, createBrowser(), 'wrong password');
    expect(await signIn(email)).toMatchObject({ ok: true });
  });

  test('stops one place that tries a password on many accounts, IPv6 networks counted as one place', async () => {
    const from = (index: number) => createBrowser(`2001:db8:5:5::${index.toString(16)}`);
    const sprayed = await Promise.all(
      times(50).map((index) => signIn(`spray${index}@example.org`, from(index))),
    );
    for (const result of sprayed) expect(result).toMatchObject({ reason: 'wrong-credentials' });
    expect(await signIn('spray50@example.org', from(50))).toMatchObject({ reason: 'limited' });
    expect(await signIn('spray50@example.org', createBrowser('2001:db8:5:6::1'))).toMatchObject({
      reason: 'wrong-credentials',
    });
  });

  test('counts all whose address is unknown as one place', async () => {
    const { email } = await newPerson();
    for (let time = 0; time < 10; time += 1) await signIn(email, createBrowser(null), 'wrong password');
    expect(await signIn(email, createBrowser(null))).toMatchObject({ reason: 'limited' });
  });

  test('stops guessing from many places, yet lets in a browser that was in before', async () => {
    const { email, browser } = await newPerson();
    await accounts.signOut(browser.headers);
    await Promise.all(
      times(100).map((index) => signIn(email, createBrowser(`203.0.113.${index}`), 'wrong password')),
    );
    expect(await signIn(email, createBrowser('198.51.100.99'))).toMatchObject({ reason: 'limited' });
    expect(await signIn(email, browser)).toMatchObject({ ok: true });
  });

  test('lets no more tries through at once than one after another', async () => {
    const { email } = await newPerson();
    const results = await Promise.all(times(40).map(() => signIn(email, createBrowser(), 'wrong password')));
    expect(
      results.filter((result) => 'reason' in result && result.reason === 'wrong-credentials'),
    ).toHaveLength(10);
  });

  test('keeps neither e-mail nor address in the table', async () => {
    await signIn('canary@example.org', createBrowser('203.0.113.250'));
    const { rows } = await database.pool.query('select * from sign_in_limits');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/canary|203\.0\.113/);
  });
});
