import { type Sealer } from '../../platform/encryption.ts';

/** The two tokens, opened. Lives only around a call. */
export interface OpenPair {
  accessToken: string;
  refreshToken: string;
}

/** How each secret is bound to what it belongs to. */
export function createSeals(sealer: Sealer) {
  const tokensOf = (connection: string, generation: number) => ({ use: 'tokens', connection, generation });

  return {
    sealPair: (pair: OpenPair, connection: string, generation: number) =>
      sealer.seal(JSON.stringify([pair.accessToken, pair.refreshToken]), tokensOf(connection, generation)),
    openPair: async (sealed: string, connection: string, generation: number): Promise<OpenPair> =>
      readPair(await sealer.open(sealed, tokensOf(connection, generation))),

    sealCandidate: (pair: OpenPair, request: string) =>
      sealer.seal(JSON.stringify([pair.accessToken, pair.refreshToken]), { use: 'candidate', request }),
    openCandidate: async (sealed: string, request: string): Promise<OpenPair> =>
      readPair(await sealer.open(sealed, { use: 'candidate', request })),

    sealNino: (nino: string, connection: string) => sealer.seal(nino, { use: 'nino', connection }),
    openNino: (sealed: string, connection: string) => sealer.open(sealed, { use: 'nino', connection }),

    sealVerifier: (verifier: string, request: string) => sealer.seal(verifier, { use: 'verifier', request }),
    openVerifier: (sealed: string, request: string) => sealer.open(sealed, { use: 'verifier', request }),
  };
}

function readPair(text: string): OpenPair {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value) || typeof value[0] !== 'string' || typeof value[1] !== 'string') {
    throw new TypeError('A sealed pair of tokens does not hold two tokens.');
  }
  return { accessToken: value[0], refreshToken: value[1] };
}
