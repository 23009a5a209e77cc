import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSealer } from '../../platform/encryption.ts';
import { createSeals } from './seals.ts';

const seals = createSeals(createSealer([{ id: 'k', secret: new Uint8Array(32).fill(3) }]));
const pair = { accessToken: 'access', refreshToken: 'refresh' };
const [row, otherRow] = [randomUUID(), randomUUID()];

/** Every way to open a value, as what is kept in a row of this id. */
const openings = {
  tokens: (sealed: string, id: string) => seals.openPair(sealed, id, 4),
  'tokens, a generation on': (sealed: string, id: string) => seals.openPair(sealed, id, 5),
  'tokens, a generation back': (sealed: string, id: string) => seals.openPair(sealed, id, 3),
  candidate: (sealed: string, id: string) => seals.openCandidate(sealed, id),
  nino: (sealed: string, id: string) => seals.openNino(sealed, id),
  verifier: (sealed: string, id: string) => seals.openVerifier(sealed, id),
};

const kinds = [
  { kind: 'tokens', seal: () => seals.sealPair(pair, row, 4), secret: pair },
  { kind: 'candidate', seal: () => seals.sealCandidate(pair, row), secret: pair },
  { kind: 'nino', seal: () => seals.sealNino('AA123456A', row), secret: 'AA123456A' },
  { kind: 'verifier', seal: () => seals.sealVerifier('verifier', row), secret: 'verifier' },
] as const;

describe.each(kinds)('a sealed value: $kind', ({ kind, seal, secret }) => {
  it('opens where it belongs', async () => {
    expect(await openings[kind](await seal(), row)).toEqual(secret);
  });

  it('does not open in another row, as another kind or of another generation', async () => {
    const sealed = await seal();
    for (const [name, open] of Object.entries(openings)) {
      for (const id of [row, otherRow]) {
        if (name === kind && id === row) continue;
        await expect(open(sealed, id), `${name} ${id}`).rejects.toMatchObject({ code: 'wrong-binding' });
      }
    }
  });
});
