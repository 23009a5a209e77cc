import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addKeptKey, dropKeptKey, openDataDir, readKeptSecrets } from './data-dir.ts';
import { StartError } from './start-error.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarterday-data-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the data folder', () => {
  test('is made, and closed to other people', async () => {
    const path = join(folder, 'deep', 'data');
    (await openDataDir(path)).release();
    expect(statSync(path).mode & 0o066).toBe(0);
    expect(statSync(join(path, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  test('keeps the secrets it made once', async () => {
    const first = await openDataDir(folder);
    first.release();
    const second = await openDataDir(folder);
    second.release();
    expect(second.secrets).toEqual(first.secrets);
    expect(first.secrets.tokenKeys[0]?.secret).toHaveLength(32);
    expect(first.secrets.authSecret.length).toBeGreaterThanOrEqual(32);
  });

  test('takes up a new key before the others, and drops one', async () => {
    const { secrets, release } = await openDataDir(folder);
    const [old] = secrets.tokenKeys;
    const id = addKeptKey(folder);
    expect(readKeptSecrets(folder)?.tokenKeys).toMatchObject([{ id }, old]);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
    dropKeptKey(folder, old?.id ?? '');
    expect(readKeptSecrets(folder)).toMatchObject({ ...secrets, tokenKeys: [{ id }] });
    release();
  });

  test('knows the one key of a folder of before there could be several', async () => {
    const { secrets, release } = await openDataDir(folder);
    const file = join(folder, 'secrets.json');
    // What this test wrote a line ago.
    const { tokenKeys, ...others } = JSON.parse(readFileSync(file, 'utf8')) as { tokenKeys: unknown[] };
    writeFileSync(file, JSON.stringify({ ...others, tokenKey: tokenKeys[0] }));
    expect(readKeptSecrets(folder)).toEqual(secrets);
    addKeptKey(folder);
    expect(readKeptSecrets(folder)?.tokenKeys[1]).toEqual(secrets.tokenKeys[0]);
    release();
  });

  test('makes other secrets in another folder', async () => {
    const first = await openDataDir(join(folder, 'a'));
    const second = await openDataDir(join(folder, 'b'));
    for (const name of Object.keys(first.secrets) as (keyof typeof first.secrets)[]) {
      expect(second.secrets[name]).not.toEqual(first.secrets[name]);
    }
    first.release();
    second.release();
  });

  test('is refused while the process that took it lives', async () => {
    const dataDir = await openDataDir(folder);
    const lock = readFileSync(join(folder, 'owner.lock'), 'utf8');
    await expect(openDataDir(folder, { patienceMs: 0 })).rejects.toThrow(
      `Another Quarterday already uses this data folder: ${folder}`,
    );
    expect(readFileSync(join(folder, 'owner.lock'), 'utf8')).toBe(lock);
    dataDir.release();
    (await openDataDir(folder)).release();
  });

  test.each([
    ['a process that is gone', '2147483646 1'],
    ['another process that got the same number', `${process.ppid} 1`],
    ['nobody, its file cut short', ''],
  ])('is taken over from %s', async (_whom, owner) => {
    writeFileSync(join(folder, 'owner.lock'), owner);
    const dataDir = await openDataDir(folder);
    expect(readFileSync(join(folder, 'owner.lock'), 'utf8')).toMatch(new RegExp(`^${process.pid} `));
    dataDir.release();
    expect(existsSync(join(folder, 'owner.lock'))).toBe(false);
  });

  test('says so when it cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    const path = join(folder, 'file', 'data');
    await expect(openDataDir(path)).rejects.toThrow(StartError);
    await expect(openDataDir(path)).rejects.toThrow(`The data folder ${path} cannot be written (ENOTDIR)`);
  });

  test.each(['', '{', '{}', '{"authSecret":"canary"}'])(
    'does not make new secrets over damaged ones, nor repeats them: %j',
    async (content) => {
      writeFileSync(join(folder, 'secrets.json'), content);
      await expect(openDataDir(folder)).rejects.toThrow(/secrets\.json cannot be read or is damaged/);
      await expect(openDataDir(folder)).rejects.not.toThrow(/canary/);
      expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).toBe(content);
      expect(existsSync(join(folder, 'owner.lock'))).toBe(false);
    },
  );
});
