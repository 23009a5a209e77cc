import { randomBytes } from 'node:crypto';

import { CompactEncrypt, compactDecrypt } from 'jose';
import { describe, expect, it } from 'vitest';

import { createSealer, sealedStart, sealedStartOf } from './encryption.ts';

const key = (id: string) => ({ id, secret: new Uint8Array(randomBytes(32)) });
const binding = { use: 'tokens', connection: 'c1', generation: 4 };

describe('sealing', () => {
  it('opens what it sealed, for the same binding', async () => {
    const sealer = createSealer([key('a')]);
    expect(await sealer.open(await sealer.seal('secret', binding), binding)).toBe('secret');
  });

  it('never seals the same value to the same text', async () => {
    const sealer = createSealer([key('a')]);
    expect(await sealer.seal('secret', binding)).not.toBe(await sealer.seal('secret', binding));
  });

  it.each([
    ['another connection', { ...binding, connection: 'c2' }],
    ['another generation', { ...binding, generation: 5 }],
    ['another use', { ...binding, use: 'nino' }],
    ['fewer members', { use: 'tokens', connection: 'c1' }],
    ['more members', { ...binding, extra: 1 }],
  ])('stays shut for %s', async (_name, other) => {
    const sealer = createSealer([key('a')]);
    await expect(sealer.open(await sealer.seal('secret', binding), other)).rejects.toMatchObject({
      code: 'wrong-binding',
    });
  });

  it('stays shut when its header was rewritten to match', async () => {
    const sealer = createSealer([key('a')]);
    const [header, ...rest] = (await sealer.seal('secret', binding)).split('.');
    const forged = JSON.parse(Buffer.from(header ?? '', 'base64url').toString()) as Record<string, unknown>;
    forged['qd-connection'] = 'c2';
    const sealed = [Buffer.from(JSON.stringify(forged)).toString('base64url'), ...rest].join('.');
    await expect(sealer.open(sealed, { ...binding, connection: 'c2' })).rejects.toMatchObject({
      code: 'damaged',
    });
  });

  it('opens with an older key of the ring, and seals with the first', async () => {
    const [older, newer] = [key('a'), key('b')];
    const sealed = await createSealer([older]).seal('secret', binding);
    const ring = createSealer([newer, older]);
    expect(await ring.open(sealed, binding)).toBe('secret');
    await expect(createSealer([older]).open(await ring.seal('x', binding), binding)).rejects.toMatchObject({
      code: 'unknown-key',
    });
  });

  it.each(['a', 'ab', 'abc', 'abcd', 'k'.repeat(64)])(
    'can be told by its start from one of another key: %s',
    async (id) => {
      const sealed = await createSealer([key(id)]).seal('secret', binding);
      expect(sealed.startsWith(sealedStart)).toBe(true);
      expect(sealed.startsWith(sealedStartOf(id))).toBe(true);
      expect(Buffer.from(sealed.slice(sealedStart.length), 'base64url').toString()).toMatch(`${id}"`);
      for (const other of [`${id}x`, id.slice(0, -1), `${id.slice(0, -1)}y`]) {
        expect(sealed.startsWith(sealedStartOf(other))).toBe(false);
      }
    },
  );

  it('is a JWE that any library opens', async () => {
    const ours = key('a');
    const sealed = await createSealer([ours]).seal('secret £', binding);
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, ours.secret);
    expect(new TextDecoder().decode(plaintext)).toBe('secret £');
    expect(protectedHeader).toMatchObject({ alg: 'dir', enc: 'A256GCM', kid: 'a' });
  });

  it.each([
    ['a tag cut short', (parts: string[]) => [...parts.slice(0, 4), (parts[4] ?? '').slice(0, 16)]],
    ['another tag', (parts: string[]) => [...parts.slice(0, 4), 'A'.repeat(22)]],
    ['no tag', (parts: string[]) => parts.slice(0, 4)],
    ['another nonce', (parts: string[]) => parts.with(2, 'A'.repeat(16))],
    ['a longer nonce', (parts: string[]) => parts.with(2, 'A'.repeat(22))],
    ['another text', (parts: string[]) => parts.with(3, 'AAAAAAAA')],
    ['an encrypted key', (parts: string[]) => parts.with(1, 'AAAA')],
    ['a sixth part', (parts: string[]) => [...parts, 'AAAA']],
  ])('does not open with %s', async (_name, change) => {
    const sealer = createSealer([key('a')]);
    const sealed = change((await sealer.seal('secret', binding)).split('.')).join('.');
    await expect(sealer.open(sealed, binding)).rejects.toMatchObject({ code: 'damaged' });
  });

  it('does not open what was sealed by another algorithm', async () => {
    const ours = key('a');
    const sealed = await new CompactEncrypt(new TextEncoder().encode('secret'))
      .setProtectedHeader({ alg: 'A256GCMKW', enc: 'A256GCM', kid: 'a', 'qd-use': 'nino' })
      .encrypt(ours.secret);
    await expect(createSealer([ours]).open(sealed, { use: 'nino' })).rejects.toMatchObject({
      code: 'damaged',
    });
  });

  it('shows nothing of the value in its errors', async () => {
    const sealer = createSealer([key('a')]);
    const error: unknown = await sealer.open('secret-canary', binding).catch((cause: unknown) => cause);
    expect(String(error)).not.toContain('canary');
  });
});
