import { AsyncLocalStorage } from 'node:async_hooks';

import { type AccountStore } from '../../data/accounts.ts';
import { type Clock } from '../../platform/clock.ts';
import { type Log } from '../../platform/log.ts';
import { type Mailer } from '../../platform/mail.ts';
import { type Accounts, type Person } from './account.ts';
import { createAuth } from './auth.ts';
import { createDeletion } from './deletion.ts';
import { exportAll, exportYear } from './export.ts';
import { createKnownBrowsers } from './known-browser.ts';
import { createLimits } from './limits.ts';
import { createPasswordChanges } from './password-changes.ts';
import { createSignIn } from './sign-in.ts';

export interface AccountOptions {
  store: AccountStore;
  mailer: Mailer;
  log: Log;
  clock: Clock;
  baseUrl: string;
  authSecret: string;
  /** The person's NINO with all but its ends hidden, for the export; null when there is none. */
  maskedNinoOf: (ownerId: string) => Promise<string | null>;
}

/** Wires accounts out of better-auth, the database, the limits and the mail. */
export function createAccounts(options: AccountOptions): Accounts {
  const { store, mailer, baseUrl, authSecret, log } = options;
  /** better-auth hands a link's token to a callback; this leads it back to the call that asked for it. */
  const tokens = new AsyncLocalStorage<{ token?: string }>();
  const auth = createAuth({
    adapter: store.authAdapter,
    baseUrl,
    authSecret,
    log,
    onResetToken: (token) => {
      const asked = tokens.getStore();
      if (asked) asked.token = token;
    },
  });
  const limits = createLimits({ store, authSecret });
  const browsers = createKnownBrowsers({ authSecret, baseUrl });
  const background = createBackground(log);
  const parts = { auth, limits, browsers, store, mailer, baseUrl, background };

  async function createResetLink(email: string): Promise<string | undefined> {
    const asked: { token?: string } = {};
    await tokens.run(asked, () => auth.api.requestPasswordReset({ body: { email } }));
    return asked.token === undefined
      ? undefined
      : new URL(`/password/reset?token=${encodeURIComponent(asked.token)}`, baseUrl).href;
  }

  return {
    async personOf(headers): Promise<Person | null> {
      const found = await auth.api.getSession({ headers });
      return found && { id: found.user.id, email: found.user.email, sessionId: found.session.id };
    },
    ...createSignIn(parts),
    ...createPasswordChanges({ ...parts, createResetLink }),
    ...createDeletion(parts),
    exportAll: (person, receipts = {}) => exportAll(person, receipts, options),
    exportYear: (person, taxYear, receipts) => exportYear(person, taxYear, receipts, options),
    idle: () => background.idle(),
  };
}

/** Work that goes on after the page was answered. */
function createBackground(log: Log) {
  const running = new Set<Promise<void>>();
  return {
    run(what: string, work: () => Promise<unknown>): void {
      const job = work()
        .then(
          () => undefined,
          (err: unknown) => {
            log.error({ err }, `${what} failed.`);
          },
        )
        .finally(() => running.delete(job));
      running.add(job);
    },
    async idle(): Promise<void> {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
