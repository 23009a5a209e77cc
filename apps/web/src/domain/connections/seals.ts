import { type Binding, type Sealer } from '../../platform/encryption.ts';

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

/** Seals and opens each kind of secret for what it belongs to. */
export function createSeals(sealer: Sealer) {
  const sealTokens = (pair: OpenPair, binding: Binding) =>
    sealer.seal(JSON.stringify([pair.accessToken, pair.refreshToken]), binding);

  return {
    sealPair: (pair: OpenPair, connection: string, generation: number) =>
      sealTokens(pair, bindings.tokens(connection, generation)),
    openPair: async (sealed: string, connection: string, generation: number): Promise<OpenPair> =>
      readPair(await sealer.open(sealed, bindings.tokens(connection, generation))),

    sealCandidate: (pair: OpenPair, request: string) => sealTokens(pair, bindings.candidate(request)),
    openCandidate: async (sealed: string, request: string): Promise<OpenPair> =>
      readPair(await sealer.open(sealed, bindings.candidate(request))),

    sealNino: (nino: string, connection: string) => sealer.seal(nino, bindings.nino(connection)),
    openNino: (sealed: string, connection: string) => sealer.open(sealed, bindings.nino(connection)),

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
