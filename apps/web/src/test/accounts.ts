import { createAccountStore } from '../data/accounts.ts';
import { createAccounts } from '../domain/accounts/index.ts';
import { createFixedClock } from '../platform/clock.ts';
import { createLog } from '../platform/log.ts';
import { type Mail, type Mailer } from '../platform/mail.ts';
import { type createTestDatabase } from './database.ts';

type TestDatabase = Awaited<ReturnType<typeof createTestDatabase>>;

/** A mailer that keeps what it was to send. */
export function createTestMailer(isSetUp = true): Mailer & { sent: Mail[] } {
  const sent: Mail[] = [];
  return {
    isSetUp,
    sent,
    send: (mail) => {
      sent.push(mail);
      return Promise.resolve(true);
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
