import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { copyClone, undoInstallScripts } from './test/clone.ts';
import { preparePlatform } from './test/platform-process.ts';

const nobody = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;

let home: Awaited<ReturnType<typeof preparePlatform>>;
let clone: string;
let dataDir: string;
beforeAll(async () => {
  home = await preparePlatform();
  clone = join(home.folder, 'quarterday');
  dataDir = join(clone, 'data');
  copyClone(clone);
});
afterAll(async () => {
  await home.clear();
});
afterEach(watchOverDatabase);

/** Where root's data folder is closed to others, the database lies elsewhere. */
function watchOverDatabase() {
  const pointer = join(dataDir, 'postgres-location');
  if (existsSync(pointer)) home.watchOver(readFileSync(pointer, 'utf8').trim());
}

// DATA_DIR is left to its default, the clone's own ./data.
const settings = { DATA_DIR: '' };

async function startTwice(account?: typeof nobody) {
  for (const time of ['first', 'second']) {
    const platform = home.start({ clone, settings, account });
    await platform.ready();
    expect((await fetch(`${home.url}/health/ready`)).status, time).toBe(200);
    expect((await platform.pressCtrlC()).exitCode, time).toBe(0);
    expect(home.processesLeft()).toEqual([]);
  }
}

const forget = (...paths: string[]) => {
  for (const path of paths) rmSync(path, { recursive: true, force: true });
};

describe('a fresh clone', () => {
  test(
    'starts in a folder only its owner may enter, also where npm ran no install scripts',
    { timeout: 120_000 },
    async () => {
      chmodSync(home.folder, 0o700);
      undoInstallScripts(clone);
      await startTwice();
      expect(existsSync(join(dataDir, isRoot ? 'postgres-location' : 'postgres'))).toBe(true);
      watchOverDatabase();
      // Who removes the data folder starts anew, though root's database lay elsewhere.
      forget(dataDir);
      await startTwice();
    },
  );

  test(
    'starts as somebody other than root, in a folder only they may enter',
    { timeout: 120_000 },
    async () => {
      undoInstallScripts(clone);
      forget(dataDir, join(clone, 'node_modules', '.cache'));
      const account = isRoot ? nobody : undefined;
      if (account) spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, home.folder]);
      chmodSync(home.folder, 0o700);
      await startTwice(account);
      expect(existsSync(join(dataDir, 'postgres', 'PG_VERSION'))).toBe(true);
    },
  );

  test(
    'starts where its packages belong to somebody else and cannot be written',
    { timeout: 120_000 },
    async () => {
      undoInstallScripts(clone);
      forget(dataDir, join(clone, 'node_modules', '.cache'));
      chmodSync(home.folder, 0o711);
      const account = isRoot ? nobody : undefined;
      if (account) spawnSync('chown', ['-R', '0:0', join(clone, 'node_modules')]);
      else spawnSync('chmod', ['-R', 'a-w', join(clone, 'node_modules')]);
      try {
        await startTwice(account);
      } finally {
        spawnSync('chmod', ['-R', 'u+w', join(clone, 'node_modules')]);
      }
      expect(existsSync(join(clone, 'node_modules', '.cache'))).toBe(false);
    },
  );
});
