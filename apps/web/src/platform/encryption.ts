import { createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';

import { CompactEncrypt, decodeProtectedHeader } from 'jose';

/** A 256-bit key with the name under which sealed values remember it. */
export interface SealingKey {
  id: string;
  secret: Uint8Array;
}

/** What a sealed value belongs to. Every member must be the same again when it is opened. */
export type Binding = Readonly<Record<string, string | number>>;

export interface Sealer {
  /** Seals with the ring's first key. */
  seal(plain: string, binding: Binding): Promise<string>;
  /** Opens a value sealed with any key of the ring. @throws {SealError} */
  open(sealed: string, binding: Binding): Promise<string>;
}

/** A sealed value that does not open. The message names neither the value nor the key. */
class SealError extends Error {
  override readonly name = 'SealError';
  readonly code: 'unknown-key' | 'wrong-binding' | 'damaged';

  constructor(code: SealError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

const prefix = 'qd-';
const always = { alg: 'dir', enc: 'A256GCM' } as const;

/** What every sealed value begins with; its key's id comes next, up to a quotation mark, in base64url as well. */
export const sealedStart = base64url(JSON.stringify({ ...always, kid: '' }).slice(0, -2));

/** What every value begins with that this key has sealed, and none that another has: any binding comes after it. */
export function sealedStartOf(keyId: string): string {
  const start = base64url(JSON.stringify({ ...always, kid: keyId, [prefix]: 0 }).replace(/":0}$/, ''));
  // What follows has a share in the characters of an unfinished group of three.
  return start.slice(0, start.length - (start.length % 4));
}

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}

/**
 * Seals secrets at rest as compact JWE (`dir`, A256GCM, the key's id in the header).
 *
 * The binding travels in the protected header: readable, but not changeable without breaking the seal, and compared on
 * opening, so that a value copied to another row, connection or generation stays shut.
 */
export function createSealer(keys: readonly SealingKey[]): Sealer {
  const [first] = keys;
  if (!first) throw new SealError('unknown-key', 'There is no sealing key. Set TOKEN_KEYS.');
  const keyObjects = new Map<unknown, KeyObject>(keys.map((key) => [key.id, createSecretKey(key.secret)]));

  return {
    async seal(plain, binding) {
      const bound = Object.fromEntries(Object.entries(binding).map(([k, v]) => [prefix + k, v]));
      return new CompactEncrypt(new TextEncoder().encode(plain))
        .setProtectedHeader({ ...always, kid: first.id, ...bound })
        .encrypt(first.secret);
    },

    open: (sealed, binding) =>
      new Promise((resolve) => {
        resolve(openNow(sealed, binding));
      }),
  };

  function openNow(sealed: string, binding: Binding): string {
    const header = readHeader(sealed);
    const key = keyObjects.get(header['kid']);
    if (!key) {
      throw new SealError('unknown-key', 'A value is sealed with a key that TOKEN_KEYS does not hold.');
    }
    const members = Object.keys(header).filter((member) => member.startsWith(prefix));
    const same =
      members.length === Object.keys(binding).length &&
      Object.entries(binding).every(([member, value]) => header[prefix + member] === value);
    if (!same) throw new SealError('wrong-binding', 'A sealed value belongs to something else.');
    if (header['alg'] !== always.alg || header['enc'] !== always.enc) throw damaged();
    try {
      return decrypt(sealed, key);
    } catch {
      // The cause is dropped on purpose: it may hold the value.
      throw damaged();
    }
  }
}

const ivBytes = 12;
const tagBytes = 16;

/**
 * Opens a compact JWE of the kind that is sealed here (RFC 7516 section 5.2, without an encrypted key), by Node's own cipher:
 * a library that goes through WebCrypto takes ten times as long, and each token given waits for it (decision 0010).
 */
function decrypt(sealed: string, key: KeyObject): string {
  const [header = '', encryptedKey, iv = '', ciphertext = '', tag = '', ...more] = sealed.split('.');
  if (encryptedKey !== '' || more.length > 0) throw damaged();
  const nonce = Buffer.from(iv, 'base64url');
  if (nonce.length !== ivBytes) throw damaged();
  // Without the length Node would take a tag that was cut short.
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(header, 'ascii'));
  decipher.setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(ciphertext, 'base64url')), decipher.final()]).toString(
    'utf8',
  );
}

function damaged(): SealError {
  return new SealError('damaged', 'A sealed value is damaged and does not open.');
}

function readHeader(sealed: string): Record<string, unknown> {
  try {
    return { ...decodeProtectedHeader(sealed) };
  } catch {
    throw damaged();
  }
}
