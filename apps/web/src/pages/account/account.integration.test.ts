import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Accounts } from '../../domain/accounts/index.ts';
import { createTestAccountApp, createTestAccounts, createTestMailer } from '../../test/accounts.ts';
import { createTestDatabase } from '../../test/database.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let accounts: Accounts;
let open: ReturnType<typeof createTestAccountApp>;
const mailer = createTestMailer();
const password = 'plum tree by the gate';

beforeAll(async () => {
  database = await createTestDatabase();
  accounts = createTestAccounts(database, { mailer });
  open = createTestAccountApp(accounts);
});
afterAll(async () => {
  await accounts.idle();
  await database.drop();
});
beforeEach(async () => {
  await database.pool.query('delete from sign_in_limits');
  mailer.sent.length = 0;
});

let people = 0;
async function newBrowser() {
  people += 1;
  const email = `sam${people}@example.org`;
  const browser = open('192.0.2.77');
  const answer = await browser.post('/sign-up', { email, password });
  expect(answer.status).toBe(303);
  return { email, browser };
}

const place = (answer: Response) => answer.headers.get('location');

describe('signing up and in', () => {
  test('leads to the home page, signed in', async () => {
    const browser = open();
    const answer = await browser.post('/sign-up', { email: 'first@example.org', password });
    expect([answer.status, place(answer)]).toEqual([303, '/']);
    expect(await (await browser.get('/')).text()).toBe('home of first@example.org');
  });

  test('goes on to the page that was asked for, and never to another site', async () => {
    const { email } = await newBrowser();
    for (const [returnTo, expected] of [
      ['/settings/hmrc-connection?from=home', '/settings/hmrc-connection?from=home'],
      ['https://example.org/', '/'],
      ['//example.org', '/'],
      ['/\\example.org', '/'],
    ] as const) {
      expect(place(await open().post('/sign-in', { email, password, returnTo }))).toBe(expected);
    }
    const form = await (await open().get('/sign-in?returnTo=%2Frecords%22%3E')).text();
    expect(form).toContain('name="returnTo" value="/records&quot;&gt;"');
  });

  test('sends somebody away who is signed in already', async () => {
    const { browser } = await newBrowser();
    expect(place(await browser.get('/sign-in?returnTo=/account'))).toBe('/account');
    expect(place(await browser.get('/sign-up'))).toBe('/');
  });

  test('shows errors beside their fields, keeps the address and never the password', async () => {
    const answer = await open().post('/sign-up', { email: '<b>not-an-address', password: 'canary' });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('<title>Error: Create an account');
    expect(html).toContain('href="#password">Password must be 10 characters or more</a>');
    expect(html).toContain('href="#email"');
    expect(html).toContain('value="&lt;b&gt;not-an-address"');
    expect(html).not.toContain('canary');
  });

  test('answers alike to a wrong password and an unknown address', async () => {
    const { email } = await newBrowser();
    const answers = await Promise.all(
      [email, 'unknown@example.org'].map(async (address) => {
        const answer = await open().post('/sign-in', { email: address, password: 'wrong password' });
        return [answer.status, (await answer.text()).replaceAll(address, 'ADDRESS')];
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.[1]).toContain('The email address or the password is not right');
  });

  test('takes a form without its fields for an empty one', async () => {
    const answer = await open().post('/sign-in', { 'email[]': 'sam@example.org', constructor: 'x' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Enter your email address');
  });

  test('is refused from a form on another site', async () => {
    const { email } = await newBrowser();
    const answer = await open().post('/sign-in', { email, password }, { origin: 'https://example.org' });
    expect(answer.status).toBe(403);
  });
});

describe('too many tries', () => {
  test('are a page that says when to try again, whatever forwarding headers claim', async () => {
    const { email } = await newBrowser();
    const forge = (index: number) => ({
      'x-forwarded-for': `203.0.113.${index}`,
      'x-real-ip': `203.0.113.${index}`,
      'x-client-ip': `203.0.113.${index}`,
      'cf-connecting-ip': `203.0.113.${index}`,
      'true-client-ip': `203.0.113.${index}`,
      forwarded: `for=203.0.113.${index}`,
    });
    for (let index = 0; index < 10; index += 1) {
      const answer = await open().post('/sign-in', { email, password: 'wrong password' }, forge(index));
      expect(answer.status).toBe(422);
    }
    const answer = await open().post('/sign-in', { email, password }, forge(200));
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await answer.text()).toContain('You can try again <strong>in 15 minutes</strong>');
  });

  test('are counted by the address a trusted proxy saw, not by what the client wrote', async () => {
    const behindProxy = createTestAccountApp(accounts, { trustedProxies: ['10.0.0.0/8'] });
    const { email } = await newBrowser();
    const from = (header: string) =>
      behindProxy('10.0.0.5').post(
        '/sign-in',
        { email, password: 'wrong password' },
        { 'x-forwarded-for': header },
      );
    for (let index = 0; index < 10; index += 1) {
      expect((await from(`203.0.113.${index}, 198.51.100.9`)).status).toBe(422);
    }
    expect((await from('203.0.113.99, 198.51.100.9')).status).toBe(429);
    expect((await from('198.51.100.10')).status).toBe(422);
  });
});

describe('the account', () => {
  const guarded = ['/settings', '/account', '/account/password', '/account/delete', '/account/export'];

  test.each(guarded)('asks nobody to sign in before %s', async (path) => {
    const answer = await open().get(path);
    expect(answer.status).toBe(303);
    expect(place(answer)).toMatch(/^\/sign-in/);
  });

  test.each(['/account/password', '/account/delete', '/account/sign-out-everywhere'])(
    'does nothing for nobody at %s',
    async (path) => {
      expect(place(await open().post(path, { password, confirmation: 'delete' }))).toMatch(/^\/sign-in/);
    },
  );

  test('shows the address and leads on', async () => {
    const { email, browser } = await newBrowser();
    expect(await (await browser.get('/settings')).text()).toContain('/settings/hmrc-connection');
    expect(await (await browser.get('/account')).text()).toContain(email);
  });

  test('changes the password and stays signed in here, not elsewhere', async () => {
    const { email, browser } = await newBrowser();
    const elsewhere = open('198.51.100.2');
    await elsewhere.post('/sign-in', { email, password });
    const wrong = await browser.post('/account/password', {
      currentPassword: 'not the one',
      newPassword: 'pear tree by the gate',
    });
    expect([wrong.status, await wrong.text()]).toEqual([
      422,
      expect.stringContaining('href="#currentPassword">Your current password is not right</a>') as string,
    ]);
    const answer = await browser.post('/account/password', {
      currentPassword: password,
      newPassword: 'pear tree by the gate',
    });
    expect(place(answer)).toBe('/account?notice=password-changed');
    expect(await (await browser.get('/account?notice=password-changed')).text()).toContain(
      'Your password is changed',
    );
    expect(place(await elsewhere.get('/account'))).toMatch(/^\/sign-in/);
  });

  test('shows no notice that it does not know', async () => {
    const { browser } = await newBrowser();
    expect(await (await browser.get('/account?notice=constructor')).text()).not.toContain(
      'notification-banner',
    );
  });

  test('signs out here', async () => {
    const { browser } = await newBrowser();
    expect(place(await browser.post('/sign-out'))).toBe('/sign-in?notice=signed-out');
    expect(await (await browser.get('/')).text()).toBe('home of nobody');
  });

  test('is deleted with the password and the word, and signed out', async () => {
    const { email, browser } = await newBrowser();
    const refused = await browser.post('/account/delete', {
      password: 'wrong password',
      confirmation: 'delete',
    });
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringContaining('Your password is not right') as string,
    ]);
    expect((await browser.post('/account/delete', { password, confirmation: 'no' })).status).toBe(422);
    const answer = await browser.post('/account/delete', { password, confirmation: 'delete' });
    expect(place(answer)).toBe('/sign-in?notice=account-deleted');
    expect([...browser.jar.keys()]).toEqual([]);
    expect((await open().post('/sign-in', { email, password })).status).toBe(422);
  });
});

describe('a forgotten password', () => {
  const linkIn = () => {
    const link = mailer.sent.flatMap((mail) => mail.paragraphs).find((part) => typeof part !== 'string');
    return new URL(link?.href ?? '');
  };

  test('gets the same page for an address with and without an account', async () => {
    const { email } = await newBrowser();
    const [known, unknown] = await Promise.all(
      [email, 'unknown@example.org'].map(async (address) => {
        const answer = await open().post('/password/forgot', { email: address });
        return [answer.status, await answer.text()];
      }),
    );
    expect(known).toEqual(unknown);
    await accounts.idle();
    expect(mailer.sent.map((mail) => mail.to)).toEqual([email]);
  });

  test('is replaced through the link in the mail, once', async () => {
    const { email, browser: signedInBrowser } = await newBrowser();
    await open().post('/password/forgot', { email });
    await accounts.idle();
    const link = linkIn();
    const browser = open('198.51.100.3');
    const first = await browser.get(`${link.pathname}${link.search}`);
    expect([first.status, place(first), first.headers.get('referrer-policy')]).toEqual([
      303,
      '/password/reset',
      'no-referrer',
    ]);
    expect(first.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax$/);
    const form = await browser.get('/password/reset');
    const html = await form.text();
    expect(form.headers.get('cache-control')).toBe('no-store');
    expect(html).toContain('name="newPassword"');
    expect(html).not.toContain(link.searchParams.get('token'));

    const short = await browser.post('/password/reset', { newPassword: 'short' });
    expect(short.status).toBe(422);
    const done = await browser.post('/password/reset', { newPassword: 'pear tree by the gate' });
    expect(place(done)).toBe('/sign-in?notice=password-reset');
    expect(browser.jar.size).toBe(0);
    expect(place(await signedInBrowser.get('/account'))).toMatch(/^\/sign-in/);
    expect((await open().post('/sign-in', { email, password: 'pear tree by the gate' })).status).toBe(303);

    const again = open('198.51.100.4');
    await again.get(`${link.pathname}${link.search}`);
    const gone = await again.get('/password/reset');
    expect([gone.status, await gone.text()]).toEqual([
      410,
      expect.stringContaining('This link does not work any more') as string,
    ]);
    expect((await again.post('/password/reset', { newPassword: 'third tree by the gate' })).status).toBe(410);
  });

  test('is the operator’s to replace where no mail can be sent', async () => {
    const quiet = createTestAccountApp(createTestAccounts(database, { mailer: createTestMailer(false) }))();
    expect(await (await quiet.get('/password/forgot')).text()).toContain('npm run ops -- password-reset');
    const answer = await quiet.post('/password/forgot', { email: 'canary@example.org' });
    expect(await answer.text()).not.toContain('canary');
  });

  test('cannot be asked for without end', async () => {
    const statuses = [];
    for (let index = 0; index < 11; index += 1) {
      statuses.push((await open().post('/password/forgot', { email: `x${index}@example.org` })).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(200), 429]);
  });
});
