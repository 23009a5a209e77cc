import { betterAuth } from 'better-auth/minimal';

import { type AccountStore } from '../../data/accounts.ts';
import { type Log } from '../../platform/log.ts';
import { passwordHashing } from './passwords.ts';

const hour = 60 * 60;
/** Signed in for a week, and no longer however often the person comes: reading a session then never writes. */
const sessionSeconds = 7 * 24 * hour;
const resetLinkSeconds = hour;

/**
 * better-auth as a library: it keeps people, sessions and links, and makes the session's cookie. Its own web routes are
 * not served, its rate limit (which believes forwarding headers) is off, and it calls nobody.
 */
export function createAuth(options: {
  adapter: AccountStore['authAdapter'];
  baseUrl: string;
  authSecret: string;
  log: Log;
  onResetToken: (token: string) => void;
}) {
  const isSecure = options.baseUrl.startsWith('https:');
  return betterAuth({
    appName: 'Quarterday',
    baseURL: options.baseUrl,
    secret: options.authSecret,
    database: options.adapter,
    emailAndPassword: {
      enabled: true,
      // What a password must be like is decided by our own rules, which count characters rather than UTF-16 units.
      minPasswordLength: 1,
      maxPasswordLength: 1000,
      password: passwordHashing,
      resetPasswordTokenExpiresIn: resetLinkSeconds,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ token }) => {
        options.onResetToken(token);
        return Promise.resolve();
      },
    },
    session: { expiresIn: sessionSeconds, disableSessionRefresh: true, cookieCache: { enabled: false } },
    // A reader of the database must not be able to use a link that is out.
    verification: { storeIdentifier: 'hashed' },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    experimental: { instrumentation: { enabled: false } },
    advanced: {
      useSecureCookies: isSecure,
      cookiePrefix: 'quarterday',
      ipAddress: { disableIpTracking: true },
    },
    logger: {
      level: 'error',
      // Its lower levels name e-mail addresses.
      log: (level, message, ...details: unknown[]) => {
        if (level !== 'error') return;
        const err = details.find((detail) => detail instanceof Error);
        options.log.error(err === undefined ? {} : { err }, `better-auth: ${message}`);
      },
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;
