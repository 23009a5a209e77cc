import { randomBytes, randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { SealingKey } from './encryption.ts';
import { lockFolder } from './folder-lock.ts';
import { StartError } from './start-error.ts';

/** What the platform made for itself because nobody set it. */
export interface Secrets {
  authSecret: string;
  tokenKeys: SealingKey[];
  simulatorClientId: string;
  simulatorClientSecret: string;
  /** Names this installation to the engine, so that no other one takes up its work. */
  executorId: string;
  postgresPassword: string;
}

export interface DataDir {
  path: string;
  secrets: Secrets;
  /** Gives the folder free for another process. */
  release: () => void;
}

/**
 * Makes the data folder where it is missing, takes it for this process alone, and reads the secrets kept in it.
 * @throws {StartError} when it cannot be written or another process uses it.
 */
export async function openDataDir(path: string, options: { patienceMs?: number } = {}): Promise<DataDir> {
  makeWritable(path);
  const release = await lockFolder(path, options);
  try {
    return { path, secrets: readSecrets(path), release };
  } catch (error) {
    release();
    throw error;
  }
}

function makeWritable(path: string): void {
  const trial = join(path, `.writable-${process.pid}`);
  try {
    // Postgres does not run as root: then another user must be able to pass through, though not to list what is here.
    mkdirSync(path, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    writeFileSync(trial, '');
    rmSync(trial);
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw new StartError(
      `The data folder ${path} cannot be written${reason}: let this user write there, or set DATA_DIR to another folder.`,
      { cause },
    );
  }
}

const keptKey = z.object({ id: z.string().regex(/^[\w-]{1,64}$/), secret: z.base64().length(44) });
const keptSecrets = z.object({
  authSecret: z.string().min(32),
  /** The first seals, all open. Folders of before the second key was thought of have one `tokenKey`. */
  tokenKeys: z.array(keptKey).min(1).optional(),
  tokenKey: keptKey.optional(),
  simulatorClientId: z.string(),
  simulatorClientSecret: z.string(),
  executorId: z.string(),
  postgresPassword: z.string(),
});

/** The secrets of a data folder that another process uses; undefined when it keeps none. @throws {StartError} */
export function readKeptSecrets(path: string): Secrets | undefined {
  const file = secretsFile(path);
  return existsSync(file) ? parseSecrets(file) : undefined;
}

const secretsFile = (path: string) => join(path, 'secrets.json');

function readSecrets(path: string): Secrets {
  const file = secretsFile(path);
  if (!existsSync(file)) writeSecrets(file);
  return parseSecrets(file);
}

function parseSecrets(file: string): Secrets {
  const { tokenKeys, ...others } = parseKept(file);
  return {
    ...others,
    tokenKeys: tokenKeys.map(({ id, secret }) => ({
      id,
      secret: new Uint8Array(Buffer.from(secret, 'base64')),
    })),
  };
}

type Kept = Omit<z.infer<typeof keptSecrets>, 'tokenKey' | 'tokenKeys'> & {
  tokenKeys: z.infer<typeof keptKey>[];
};

function parseKept(file: string): Kept {
  try {
    const { tokenKey, tokenKeys, ...others } = keptSecrets.parse(JSON.parse(readFileSync(file, 'utf8')));
    const keys = tokenKeys ?? (tokenKey && [tokenKey]);
    if (keys === undefined) throw new TypeError('There is no key.');
    return { ...others, tokenKeys: keys };
  } catch {
    // Neither the parser's words nor zod's are passed on: both may repeat what they read.
    throw new StartError(
      `${file} cannot be read or is damaged: put back a copy of it, since what is sealed in the database opens with no other.`,
    );
  }
}

/** Puts a new key before the others, and gives its id. The platform knows it from its next start on. @throws {StartError} */
export function addKeptKey(path: string): string {
  const kept = parseKept(secretsFile(path));
  const key = makeKey();
  writeKept(secretsFile(path), { ...kept, tokenKeys: [key, ...kept.tokenKeys] });
  return key.id;
}

/** Forgets a key for ever. @throws {StartError} */
export function dropKeptKey(path: string, keyId: string): void {
  const kept = parseKept(secretsFile(path));
  writeKept(secretsFile(path), { ...kept, tokenKeys: kept.tokenKeys.filter(({ id }) => id !== keyId) });
}

const makeKey = () => ({
  id: randomBytes(4).toString('hex'),
  secret: randomBytes(32).toString('base64'),
});

function writeSecrets(file: string): void {
  writeKept(file, {
    authSecret: randomBytes(32).toString('base64url'),
    tokenKeys: [makeKey()],
    simulatorClientId: randomBytes(14).toString('base64url'),
    simulatorClientSecret: randomUUID(),
    executorId: `quarterday-${randomBytes(6).toString('hex')}`,
    postgresPassword: randomBytes(24).toString('base64url'),
  });
}

function writeKept(file: string, kept: Kept): void {
  const unfinished = `${file}.new`;
  rmSync(unfinished, { force: true });
  const handle = openSync(unfinished, 'wx', 0o600);
  writeFileSync(handle, `${JSON.stringify(kept, null, 2)}\n`);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(unfinished, file);
}
