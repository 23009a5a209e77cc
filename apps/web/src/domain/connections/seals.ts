import { type Binding, type Sealer } from '../../platform/encryption.ts';
import { type SecretUse } from './secret-uses.ts';

/** The two tokens, opened. Lives only around a call. */
export interface OpenPair {
  accessToken: string;
  refreshToken: string;
}

/** What each kind of sealed value is bound to: its use, and the row that it lies in. */
export const bindings = {
  tokens: (connection: string, generation: number) => ({ use: 'tokens', connection, generation }),
  nino: (connection: string) => ({ use: 'nino', connection }),
  candidate: (request: string) => ({ use: 'candidate', request }),
  verifier: (request: string) => ({ use: 'verifier', request }),
} as const satisfies Record<string, (id: string, generation: number) => Binding>;

/**
 * Seals and opens each kind of secret for what it belongs to.
 *
 * A token or a NINO is opened for a use alone, which is noted once it is open. A pair lies in one seal; noted is what was taken
 * out of it.
 */
export function createSeals(sealer: Sealer) {
  const sealTokens = (pair: OpenPair, binding: Binding) =>
    sealer.seal(JSON.stringify([pair.accessToken, pair.refreshToken]), binding);

  return {
    sealPair: (pair: OpenPair, connection: string, generation: number) =>
      sealTokens(pair, bindings.tokens(connection, generation)),
    openAccessToken: async (
      sealed: string,
      connection: string,
      generation: number,
      use: SecretUse,
    ): Promise<string> => {
      const { accessToken } = readPair(await sealer.open(sealed, bindings.tokens(connection, generation)));
      use.note('accessToken', generation);
      return accessToken;
    },
    openRefreshToken: async (
      sealed: string,
      connection: string,
      generation: number,
      use: SecretUse,
    ): Promise<string> => {
      const { refreshToken } = readPair(await sealer.open(sealed, bindings.tokens(connection, generation)));
      use.note('refreshToken', generation);
      return refreshToken;
    },

    sealCandidate: (pair: OpenPair, request: string) => sealTokens(pair, bindings.candidate(request)),
    openCandidate: async (sealed: string, request: string, use: SecretUse): Promise<OpenPair> => {
      const pair = readPair(await sealer.open(sealed, bindings.candidate(request)));
      use.note('accessToken', null);
      // To be sealed anew for the connection.
      use.note('refreshToken', null);
      return pair;
    },

    sealNino: (nino: string, connection: string) => sealer.seal(nino, bindings.nino(connection)),
    openNino: async (sealed: string, connection: string, use: SecretUse): Promise<string> => {
      const nino = await sealer.open(sealed, bindings.nino(connection));
      use.note('nino', null);
      return nino;
    },

    sealVerifier: (verifier: string, request: string) => sealer.seal(verifier, bindings.verifier(request)),
    openVerifier: (sealed: string, request: string) => sealer.open(sealed, bindings.verifier(request)),
  };
}

function readPair(text: string): OpenPair {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value) || typeof value[0] !== 'string' || typeof value[1] !== 'string') {
    throw new TypeError('A sealed pair of tokens does not hold two tokens.');
  }
  return { accessToken: value[0], refreshToken: value[1] };
}
