import { createHmac } from 'node:crypto';

import { type AccountStore, type Limit } from '../../data/accounts.ts';
import { networkOf } from '../../platform/client-address.ts';
import { type Limited, type RequestFacts } from './account.ts';

const minute = 60;
const hour = 60 * minute;

/**
 * How often somebody may try, and why so.
 *
 * - `accountFromNetwork` is the one people meet: ten wrong passwords for one account from one place, then a quarter of an
 *   hour's rest. A stranger elsewhere who uses theirs up locks nobody out.
 * - `account` stops guessing from many places at once. One place can never use it up, because its own limit comes first
 *   (40 an hour of the 100). Should many do, browsers that have signed in to the account before still get in, and a
 *   password reset sets the count back, so that nobody is kept out of their own account.
 * - `network` stops one place from trying one common password on many accounts.
 * - Only failures count in the end: what turned out well is taken back.
 * - `signUp` is wide, since a household or an office shares one address; it bounds how many addresses a stranger can ask
 *   about, for without a mail server sign-up cannot help telling that an account exists.
 * - `resetForAccount` bounds the mail one person can be sent. Over it nothing is sent and the page stays the same: they
 *   have five good links by then.
 */
const limits = {
  network: { most: 50, windowSeconds: 15 * minute },
  accountFromNetwork: { most: 10, windowSeconds: 15 * minute },
  account: { most: 100, windowSeconds: hour },
  signUp: { most: 60, windowSeconds: hour },
  resetFromNetwork: { most: 10, windowSeconds: hour },
  resetForAccount: { most: 5, windowSeconds: hour },
} satisfies Record<string, Limit>;

/** A password that may be tried now; `succeeded` says afterwards that it was right. */
export interface PasswordTry {
  ok: true;
  succeeded(): Promise<void>;
}

type Counter = Pick<AccountStore, 'countTry' | 'takeBackTries' | 'forgetTries'>;

/**
 * Limits tries per account and per network. The network comes from the socket or a trusted proxy alone, never from a
 * header that anybody can send; where it is unknown, all who are unknown share one count.
 */
export function createLimits(options: { store: Counter; authSecret: string }) {
  const { store, authSecret } = options;

  const keyOf = (limit: keyof typeof limits, ...parts: string[]) =>
    createHmac('sha256', authSecret)
      .update(JSON.stringify(['limit', limit, ...parts]))
      .digest('base64url');

  async function count(limit: keyof typeof limits, key: string): Promise<Limited | { ok: true }> {
    const retryInSeconds = await store.countTry(key, limits[limit]);
    return retryInSeconds === null ? { ok: true } : { ok: false, reason: 'limited', retryInSeconds };
  }

  return {
    /**
     * Counts a try at an account's password.
     *
     * @param isKnownBrowser whether this browser has signed in to this account before
     */
    async tryPassword(
      email: string,
      request: RequestFacts,
      isKnownBrowser: boolean,
    ): Promise<Limited | PasswordTry> {
      const network = networkName(request);
      const own = keyOf('accountFromNetwork', email, network);
      const shared: { limit: keyof typeof limits; key: string }[] = [
        { limit: 'network', key: keyOf('network', network) },
        { limit: 'accountFromNetwork', key: own },
      ];
      if (!isKnownBrowser) shared.push({ limit: 'account', key: keyOf('account', email) });
      for (const { limit, key } of shared) {
        const counted = await count(limit, key);
        if (!counted.ok) return counted;
      }
      return {
        ok: true,
        succeeded: async () => {
          await store.takeBackTries(shared.map(({ key }) => key));
          await store.forgetTries(own);
        },
      };
    },

    trySignUp: (request: RequestFacts) => count('signUp', keyOf('signUp', networkName(request))),

    tryReset: (request: RequestFacts) =>
      count('resetFromNetwork', keyOf('resetFromNetwork', networkName(request))),

    /** Whether one more reset may be sent to this address. */
    maySendReset: async (email: string): Promise<boolean> =>
      (await count('resetForAccount', keyOf('resetForAccount', email))).ok,

    /** Forgets the tries from everywhere at an account, after its owner has proved themselves in another way. */
    forgetAccount: async (email: string): Promise<void> => {
      await store.forgetTries(keyOf('account', email));
      await store.forgetTries(keyOf('resetForAccount', email));
    },
  };
}

export type Limits = ReturnType<typeof createLimits>;

function networkName(request: RequestFacts): string {
  return request.client.address === null ? 'unknown' : networkOf(request.client.address);
}
