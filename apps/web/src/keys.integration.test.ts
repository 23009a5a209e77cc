import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { readConfig } from './config.ts';
import { connectDatabase } from './data/database.ts';
import { findEmbeddedPostgres } from './data/embedded-postgres/index.ts';
import { createSealedValueStore } from './data/sealed-values.ts';
import { manageKeys } from './key-commands.ts';
import { readKeptSecrets } from './platform/data-dir.ts';
import { createSealer } from './platform/encryption.ts';
import { createTestDatabase } from './test/database.ts';
import { preparePlatform } from './test/platform-process.ts';
import { addSealed, openSealed } from './test/sealed-values.ts';

// Whole programs are started here, and may have to share the machine with other tests.
vi.setConfig({ testTimeout: 120_000 });

const script = fileURLToPath(new URL('keys.ts', import.meta.url));

/** Runs `npm run keys` as a program. */
function startKeys(words: string[], environment: Record<string, string>) {
  return spawn(process.execPath, ['--import', 'tsx', script, ...words], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

const makeKey = (id: string) => ({ id, secret: new Uint8Array(randomBytes(32)) });
type Key = ReturnType<typeof makeKey>;
const asSetting = (...keys: Key[]) =>
  keys.map(({ id, secret }) => `${id}:${Buffer.from(secret).toString('base64')}`).join(',');

describe('npm run keys, with TOKEN_KEYS and a database of its own', () => {
  const [older, newer] = [makeKey('older'), makeKey('newer')];
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());
  const settings = () => ({ DATABASE_URL: database.url, TOKEN_KEYS: asSetting(newer, older) });
  const keys = (...words: string[]) => manageKeys(words, readConfig(settings()), () => undefined);

  test('goes on at the next call when it was killed on its way', async () => {
    const kept = await addSealed(database.pool, createSealer([older]), 2_500);
    const killed = startKeys(['rotate'], settings());
    await once(killed.stderr, 'data');
    killed.kill('SIGKILL');
    await once(killed, 'close');
    const between = await createSealedValueStore(database.db).countByKey([]);
    expect(between.map(({ keyId }) => keyId).sort()).toEqual(['newer', 'older']);
    const left = between.find(({ keyId }) => keyId === 'older')?.count ?? 0;

    const resumed = startKeys(['rotate'], settings());
    const [output, progress] = await Promise.all([text(resumed.stdout), text(resumed.stderr)]);
    expect(output).toBe(
      `keys: 10,000 values, ${left.toLocaleString('en-GB')} resealed, 0 left under other keys\n`,
    );
    expect(progress).toMatch(/^keys: [\d,]+ resealed so far$/m);
    expect(await openSealed(database.pool, createSealer([newer]), kept)).toEqual(kept);
  });

  test('lists keys and what they seal, never a key', async () => {
    const [, status] = [await addSealed(database.pool, createSealer([older]), 1), await keys('status')];
    expect(status.exitCode).toBe(0);
    expect(status.text).toMatch(/^newer +10,000 +seals +0 +0$/m);
    expect(status.text).toMatch(/^older +4 +opens +0 +0$/m);
    for (const { secret } of [newer, older]) {
      expect(status.text).not.toContain(Buffer.from(secret).toString('base64').slice(0, 8));
    }
  });

  test('says which rows did not open, and fails', async () => {
    const [lost] = await addSealed(database.pool, createSealer([makeKey('lost')]), 1);
    const { exitCode, text } = await keys('rotate');
    expect(exitCode).toBe(1);
    expect(text).toContain('keys: 10,008 values, 4 resealed, 4 left under other keys\n');
    expect(text).toContain(`  tokens ${lost?.connection}\n`);
    expect((await keys('status')).text).toMatch(/^lost +4 +missing +0 +0$/m);
  });

  test('changes no keys that are kept elsewhere, and knows its commands', async () => {
    for (const words of [['add'], ['drop', 'older']]) {
      expect(await keys(...words)).toEqual({
        exitCode: 1,
        text: 'TOKEN_KEYS is set, so the keys are kept there: change it, and restart the platform.',
      });
    }
    expect((await keys('help')).exitCode).toBe(0);
    for (const words of [[], ['constructor'], ['rotate', 'now'], ['drop']]) {
      expect(await keys(...words)).toMatchObject({ exitCode: 1, text: (await keys('help')).text });
    }
  });
});

describe('npm run keys, beside a platform that keeps keys in its data folder', () => {
  let home: Awaited<ReturnType<typeof preparePlatform>>;
  beforeEach(async () => {
    home = await preparePlatform();
  });
  afterEach(() => home.clear());

  const keys = (...words: string[]) =>
    manageKeys(words, readConfig({ DATA_DIR: home.dataDir }), () => undefined);
  const ring = () => readKeptSecrets(home.dataDir)?.tokenKeys ?? [];

  async function withDatabase<T>(use: (pool: ReturnType<typeof connectDatabase>['pool']) => Promise<T>) {
    const password = readKeptSecrets(home.dataDir)?.postgresPassword ?? '';
    const { pool, close } = connectDatabase(findEmbeddedPostgres(home.dataDir, password) ?? '');
    pool.on('error', () => undefined);
    return use(pool).finally(close);
  }

  test('brings all under a new key while the platform runs, and drops the old one only then', async () => {
    const first = home.start();
    await first.ready();
    const [old] = ring();
    const kept = await withDatabase((pool) => addSealed(pool, createSealer(ring()), 5));

    expect((await keys('add')).text).toMatch(/^Key "[\da-f]{8}" seals from the platform's next start on\./);
    const [added] = ring();
    expect((await keys('status')).text).toMatch(new RegExp(`^${old?.id ?? ''} +20 +opens +1 +1$`, 'm'));
    expect(await keys('rotate')).toEqual({
      exitCode: 1,
      text: `Nothing more was resealed: a platform process runs that does not know key "${added?.id}" and could not open what it seals. Restart the platform, then rotate again.`,
    });
    expect((await keys('drop', added?.id ?? '')).text).toBe(`Key "${added?.id}" seals: add another first.`);
    await first.pressCtrlC();
    expect((await keys('rotate')).text).toContain(`No Quarterday runs on ${home.dataDir}`);

    const second = home.start();
    await second.ready();
    expect(await keys('drop', old?.id ?? '')).toEqual({
      exitCode: 1,
      text: `Key "${old?.id}" still seals 20 values: first, npm run keys -- rotate`,
    });
    expect(await keys('rotate')).toEqual({
      exitCode: 0,
      text: 'keys: 20 values, 20 resealed, 0 left under other keys',
    });
    expect(await keys('drop', old?.id ?? '')).toMatchObject({ exitCode: 0 });
    expect(ring()).toEqual([added]);
    expect(await withDatabase((pool) => openSealed(pool, createSealer(ring()), kept))).toEqual(kept);
    await second.pressCtrlC();

    const third = home.start();
    await third.ready();
    expect((await fetch(`${home.url}/health/ready`)).status).toBe(200);
    expect(await third.pressCtrlC()).toMatchObject({ exitCode: 0, errors: '' });
  });

  test('are needed by the platform to start as long as they seal anything', async () => {
    const first = home.start();
    await first.ready();
    const [own] = ring();
    await withDatabase((pool) => addSealed(pool, createSealer(ring()), 2));
    await first.pressCtrlC();

    const refused = await home.start({ settings: { TOKEN_KEYS: asSetting(makeKey('mine')) } }).ended();
    expect(refused).toEqual({
      exitCode: 1,
      output: '',
      errors: `The database holds 8 values sealed with key "${own?.id}", which TOKEN_KEYS does not hold: put that key back after the first, and drop a key only when "npm run keys -- status" says that it seals no value.\n`,
    });
    expect(home.processesLeft()).toEqual([]);

    const both = [makeKey('mine'), ...(own ? [{ id: own.id, secret: new Uint8Array(own.secret) }] : [])];
    const second = home.start({ settings: { TOKEN_KEYS: asSetting(...both) } });
    await second.ready();
    await second.pressCtrlC();
  });
});
