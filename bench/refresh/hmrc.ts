import { defaultApplication } from '../../packages/hmrc-simulator/src/index.ts';
import { connect } from '../../packages/hmrc-simulator/src/test/landlord.ts';

export interface Pair {
  accessToken: string;
  refreshToken: string;
}

/** What the sides need of the simulator, and what they did to it. */
export interface Hmrc {
  url: string;
  /** A pair of a permission of its own. */
  givePair(): Promise<Pair>;
  /** Makes all access tokens given so far end; refresh tokens still work. */
  expireAccessTokens(): Promise<void>;
  /** How often the token endpoint was asked to refresh while something was done, and how often it did. */
  countRefreshes<T>(during: () => Promise<T>): Promise<{ result: T; asked: number; done: number }>;
}

type Control = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<unknown>;

export const { clientId, clientSecret } = defaultApplication;

/** So many connections of each side are real at HMRC; they take turns. */
export const realConnections = 8;

/** The simulator at an address, steered by a call of its control API. */
export function hmrcAt(url: string, control: Control): Hmrc {
  return {
    url,
    givePair: async () => {
      const { access, refresh } = await connect((path, init) => fetch(new URL(path, url), init));
      return { accessToken: access, refreshToken: refresh };
    },
    expireAccessTokens: async () => {
      await control('POST', 'faults', { name: 'expire-access-tokens' });
    },
    countRefreshes: async (during) => {
      await control('DELETE', 'requests');
      const result = await during();
      const seen = (await control('GET', 'requests')) as { operation?: string; status?: number }[]; // the simulator's own form
      const tokenCalls = seen.filter(({ operation }) => operation === 'token');
      return {
        result,
        asked: tokenCalls.length,
        done: tokenCalls.filter(({ status }) => status === 200).length,
      };
    },
  };
}
