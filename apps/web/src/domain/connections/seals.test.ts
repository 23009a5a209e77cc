import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSealer } from '../../platform/encryption.ts';
import { createSeals } from './seals.ts';
import { type SecretUse } from './secret-uses.ts';

const seals = createSeals(createSealer([{ id: 'k', secret: new Uint8Array(32).fill(3) }]));
const pair = { accessToken: 'access', refreshToken: 'refresh' };
const [row, otherRow] = [randomUUID(), randomUUID()];

let noted: [string, number | null][] = [];
const use: SecretUse = { note: (...of) => void noted.push(of), end: () => undefined };
beforeEach(() => {
  noted = [];
});

/** Every way to open a value, as what is kept in a row of this id. */
const openings = {
  accessToken: (sealed: string, id: string) => seals.openAccessToken(sealed, id, 4, use),
  refreshToken: (sealed: string, id: string) => seals.openRefreshToken(sealed, id, 4, use),
  'tokens, a generation on': (sealed: string, id: string) => seals.openAccessToken(sealed, id, 5, use),
  'tokens, a generation back': (sealed: string, id: string) => seals.openRefreshToken(sealed, id, 3, use),
  candidate: (sealed: string, id: string) => seals.openCandidate(sealed, id, use),
  nino: (sealed: string, id: string) => seals.openNino(sealed, id, use),
  verifier: (sealed: string, id: string) => seals.openVerifier(sealed, id),
};

type Noted = typeof noted;
const kinds: {
  kind: keyof typeof openings;
  /** What lies in the same seal. */
  besides: string[];
  seal: () => Promise<string>;
  secret: unknown;
  notes: Noted;
}[] = [
  {
    kind: 'accessToken',
    besides: ['refreshToken'],
    seal: () => seals.sealPair(pair, row, 4),
    secret: 'access',
    notes: [['accessToken', 4]],
  },
  {
    kind: 'refreshToken',
    besides: ['accessToken'],
    seal: () => seals.sealPair(pair, row, 4),
    secret: 'refresh',
    notes: [['refreshToken', 4]],
  },
  {
    kind: 'candidate',
    besides: [],
    seal: () => seals.sealCandidate(pair, row),
    secret: pair,
    notes: [
      ['accessToken', null],
      ['refreshToken', null],
    ],
  },
  {
    kind: 'nino',
    besides: [],
    seal: () => seals.sealNino('AA123456A', row),
    secret: 'AA123456A',
    notes: [['nino', null]],
  },
  {
    kind: 'verifier',
    besides: [],
    seal: () => seals.sealVerifier('verifier', row),
    secret: 'verifier',
    notes: [],
  },
];

describe.each(kinds)('a sealed value: $kind', ({ kind, besides, seal, secret, notes }) => {
  it('opens where it belongs, and its use is noted', async () => {
    expect(await openings[kind](await seal(), row)).toEqual(secret);
    expect(noted).toEqual(notes);
  });

  it('does not open in another row, as another kind or of another generation, and nothing is noted', async () => {
    const sealed = await seal();
    for (const [name, open] of Object.entries(openings)) {
      for (const id of [row, otherRow]) {
        if ([kind, ...besides].includes(name) && id === row) continue;
        await expect(open(sealed, id), `${name} ${id}`).rejects.toMatchObject({ code: 'wrong-binding' });
      }
    }
    expect(noted).toEqual([]);
  });
});
