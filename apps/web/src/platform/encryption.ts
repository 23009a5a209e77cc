import { CompactEncrypt, compactDecrypt, decodeProtectedHeader, type CryptoKey } from 'jose';

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
  const importOnce = createImporter();

  return {
    async seal(plain, binding) {
      const bound = Object.fromEntries(Object.entries(binding).map(([k, v]) => [prefix + k, v]));
      return new CompactEncrypt(new TextEncoder().encode(plain))
        .setProtectedHeader({ ...always, kid: first.id, ...bound })
        .encrypt(await importOnce(first));
    },

    async open(sealed, binding) {
      const header = readHeader(sealed);
      const key = keys.find((candidate) => candidate.id === header['kid']);
      if (!key) {
        throw new SealError('unknown-key', 'A value is sealed with a key that TOKEN_KEYS does not hold.');
      }
      const members = Object.keys(header).filter((member) => member.startsWith(prefix));
      const same =
        members.length === Object.keys(binding).length &&
        Object.entries(binding).every(([member, value]) => header[prefix + member] === value);
      if (!same) throw new SealError('wrong-binding', 'A sealed value belongs to something else.');
      try {
        const { plaintext } = await compactDecrypt(sealed, await importOnce(key), {
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
        });
        return new TextDecoder().decode(plaintext);
      } catch {
        // The cause is dropped on purpose: it may hold the value.
        throw new SealError('damaged', 'A sealed value is damaged and does not open.');
      }
    },
  };
}

/** Makes each key ready for use once: doing it for every value costs a third of opening one. */
function createImporter(): (key: SealingKey) => Promise<CryptoKey> {
  const imported = new Map<SealingKey, Promise<CryptoKey>>();
  return (key) => {
    const ready =
      imported.get(key) ??
      crypto.subtle.importKey('raw', new Uint8Array(key.secret), 'AES-GCM', false, ['encrypt', 'decrypt']);
    imported.set(key, ready);
    return ready;
  };
}

function readHeader(sealed: string): Record<string, unknown> {
  try {
    return { ...decodeProtectedHeader(sealed) };
  } catch {
    throw new SealError('damaged', 'A sealed value is damaged and does not open.');
  }
}
