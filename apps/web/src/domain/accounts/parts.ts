import { isAPIError } from 'better-auth/api';

import { type AccountStore } from '../../data/accounts.ts';
import { type Mailer } from '../../platform/mail.ts';
import { type Invalid } from './account.ts';
import { type Auth } from './auth.ts';
import { type createKnownBrowsers } from './known-browser.ts';
import { type Limits } from './limits.ts';
import { type FieldProblem } from './rules.ts';

/** What the use cases of accounts are made of. */
export interface AccountParts {
  auth: Auth;
  store: AccountStore;
  limits: Limits;
  browsers: ReturnType<typeof createKnownBrowsers>;
  mailer: Mailer;
  baseUrl: string;
  /** Starts work that goes on after the page was answered; a failure is logged. */
  background: { run(what: string, work: () => Promise<unknown>): void };
}

export function invalid(problems: FieldProblem[]): Invalid | undefined {
  return problems.length > 0 ? { ok: false, reason: 'invalid', problems } : undefined;
}

/** Lets a refusal by better-auth pass as undefined; anything else is a real failure. */
export async function unlessRefused<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) return undefined;
    throw error;
  }
}
