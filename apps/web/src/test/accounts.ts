import { Hono } from 'hono';
import { createAccountStore } from '../data/accounts.ts';
import { createAccounts, type Accounts } from '../domain/accounts/index.ts';
import { accountPages } from '../pages/account/index.ts';
import { type AppEnv } from '../pages/env.ts';
import { guardPages } from '../pages/frame.ts';
import { checkOrigin } from '../pages/origin.ts';
import { createClientReader, type Peer } from '../platform/client-address.ts';
import { createFixedClock } from '../platform/clock.ts';
import { createLog } from '../platform/log.ts';
import { type Mail, type MailOutcome, type Mailer } from '../platform/mail.ts';
import { type createTestDatabase } from './database.ts';

type TestDatabase = Awaited<ReturnType<typeof createTestDatabase>>;

/** What a mailer says while its mail server takes nothing. */
export const notTaken: MailOutcome = { taken: false, isFinal: false, isAboutTheMail: true, code: '451' };

/** A mailer that keeps what it was to send. */
export function createTestMailer(isSetUp = true): Mailer & { sent: Mail[] } {
  const sent: Mail[] = [];
  return {
    isSetUp,
    sent,
    send: (mail) => {
      sent.push(mail);
      return Promise.resolve({ taken: true });
    },
    close: () => undefined,
  };
}

/** Accounts on a test database, with mail that is kept and a log that can be read. */
export function createTestAccounts(
  database: TestDatabase,
  options: { baseUrl?: string; mailer?: Mailer; logLines?: string[] } = {},
) {
  const { logLines = [] } = options;
  return createAccounts({
    store: createAccountStore(database.db),
    mailer: options.mailer ?? createTestMailer(),
    log: createLog({ logLevel: 'trace' }, { write: (line) => void logLines.push(line) }),
    clock: createFixedClock('2026-10-06T09:00:00Z'),
    baseUrl: options.baseUrl ?? 'http://localhost:3000',
    authSecret: 'a-secret-for-tests-that-is-long-enough-1',
    maskedNinoOf: () => Promise.resolve('AA ** ** ** A'),
  });
}

/** What a browser is: cookies, and an address. */
export function createBrowser(address: string | null = '198.51.100.1') {
  const jar = new Map<string, string>();
  return {
    jar,
    /** Takes over the cookies of an answer. */
    take(setCookies: readonly string[]): void {
      for (const cookie of setCookies) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        if (/max-age=0/i.test(cookie) || value === '') jar.delete(name);
        else jar.set(name, value);
      }
    },
    get headers(): Headers {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      return new Headers({ 'user-agent': 'test', ...(cookie === '' ? {} : { cookie }) });
    },
    get request() {
      return { headers: this.headers, client: { address } };
    },
  };
}

/** The pages of accounts as `app.tsx` serves them, with a socket whose address can be chosen. */
export function createTestAccountApp(
  accounts: Accounts,
  options: { trustedProxies?: readonly string[]; baseUrl?: string } = {},
) {
  const readClient = createClientReader(options.trustedProxies ?? []);
  const baseUrl = options.baseUrl ?? 'http://localhost:3000';
  const app = new Hono<AppEnv & { Bindings: { socket: Peer } }>();
  app.use(checkOrigin(baseUrl));
  app.use(async (c, next) => {
    const person = await accounts.personOf(c.req.raw.headers);
    c.set('person', person);
    c.set('client', readClient(c.env.socket, c.req.raw.headers));
    c.set('page', { nav: { signedIn: person !== null }, environment: 'simulator', today: '2026-10-06' });
    await next();
  });
  app.use(guardPages());
  app.route('/', accountPages({ accounts, config: { baseUrl } }));
  app.get('/', (c) => c.text(`home of ${c.get('person')?.email ?? 'nobody'}`));

  /** A browser that keeps cookies, and posts forms as browsers do. */
  return (remoteAddress = '198.51.100.1') => {
    const browser = createBrowser(remoteAddress);
    const ask = async (path: string, init: RequestInit) => {
      const headers = browser.headers;
      for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
      const answer = await app.request(
        `${baseUrl}${path}`,
        { ...init, headers },
        {
          socket: { remoteAddress, remotePort: 4711 },
        },
      );
      browser.take(answer.headers.getSetCookie());
      return answer;
    };
    return {
      jar: browser.jar,
      get: (path: string) => ask(path, {}),
      post: (path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
        ask(path, {
          method: 'POST',
          body: new URLSearchParams(fields),
          headers: { origin: baseUrl, ...headers },
        }),
    };
  };
}
