import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBrowser } from './test/accounts.ts';
import { startMailServer } from './test/mail-server.ts';
import { preparePlatform } from './test/platform-process.ts';

// A whole platform is started four times here, and may have to share the machine with other tests.
vi.setConfig({ testTimeout: 120_000 });

let home: Awaited<ReturnType<typeof preparePlatform>>;
let mailServer: Awaited<ReturnType<typeof startMailServer>>;
beforeEach(async () => {
  [home, mailServer] = [await preparePlatform(), await startMailServer()];
});
afterEach(async () => {
  await home.clear();
  mailServer.close();
});

const simulated = (path: string, body: object) =>
  fetch(`${home.simulatorUrl}/__simulator/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Makes an account and connects it, as a browser does that shows nothing. */
async function connectSomebody(demoUser: { userId: string; password: string; nino: string }): Promise<void> {
  const browser = createBrowser();
  const post = (url: string, fields: Record<string, string>) =>
    ask(url, { method: 'POST', body: new URLSearchParams(fields) });
  async function ask(url: string, init: RequestInit = {}): Promise<string> {
    const headers = browser.headers;
    headers.set('origin', new URL(url).origin);
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    browser.take(answer.headers.getSetCookie());
    return new URL(answer.headers.get('location') ?? '', url).href;
  }
  const own = `http://localhost:${home.port}`;
  await post(`${own}/sign-up`, { email: 'sam@example.org', password: 'a long enough passphrase' });
  await post(`${own}/settings/hmrc-connection/nino`, { nino: demoUser.nino });
  const signIn = await ask(await post(`${own}/settings/hmrc-connection/connect`, {}));
  const { userId, password } = demoUser;
  const consent = await post(signIn, { userId, password });
  const back = await post(consent, { decision: 'give' });
  expect(await ask(back)).toBe(`${own}/settings/hmrc-connection?done=connected`);
}

test('a platform that is killed and started again while an authority comes to its end mails each reminder once', async () => {
  const start = () => home.start({ settings: { SMTP_URL: mailServer.url } });
  let platform = start();
  await platform.ready();
  const users = await fetch(`${home.simulatorUrl}/__simulator/users`);
  const [demoUser] = (await users.json()) as { userId: string; password: string; nino: string }[];
  if (!demoUser) throw new Error('The simulator knows nobody.');
  await connectSomebody(demoUser);

  // The simulator's clock starts on 6 October 2026.
  for (const [duration, mails] of [
    ['P17M', 1],
    ['P25D', 2],
    ['PT1H', 2],
    ['P10D', 3],
  ] as const) {
    await simulated('clock/advance', { duration });
    await platform.kill();
    platform = start();
    await platform.ready();
    await expect.poll(() => reminders().length, { timeout: 30_000 }).toBe(mails);
  }
  await platform.pressCtrlC();
  expect(reminders().map(read)).toEqual([
    ['sam@example.org', 'ends on 6 April 2028', 'in 31 days'],
    ['sam@example.org', 'ends on 6 April 2028', 'in 6 days'],
    ['sam@example.org', 'ended on 6 April 2028', undefined],
  ]);
});

/** Other notices are mailed on the way. */
const reminders = () => mailServer.received.filter((mail) => /^Subject: Your HMRC authority/m.test(mail));

/** Whom a mail is to, what its subject says of the authority, and the days its text tells. */
function read(mail: string): (string | undefined)[] {
  const text = mail.replaceAll(/=?\n/g, ' ');
  return [
    /^To: (.*)$/m.exec(mail)?.[1],
    /^Subject: Your HMRC authority (.*)$/m.exec(mail)?.[1],
    /in \d+ days/.exec(text.replaceAll(/ +/g, ' '))?.[0],
  ];
}
