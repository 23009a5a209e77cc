import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isAlive, readPostmaster } from './data/embedded-postgres/postmaster.ts';
import { preparePlatform } from './test/platform-process.ts';

// Whole platforms are started here, and may have to share the machine with other tests.
vi.setConfig({ testTimeout: 120_000 });

let home: Awaited<ReturnType<typeof preparePlatform>>;
beforeEach(async () => {
  home = await preparePlatform();
});
afterEach(async () => {
  await home.clear();
});

const clusterOf = (dataDir: string) => join(dataDir, 'postgres');

describe('npm start', () => {
  test('starts everything with nothing set up, and Ctrl-C ends all of it', async () => {
    const platform = home.start({ throughNpm: true });
    const output = await platform.ready();
    expect(output).toContain(`http://localhost:${home.port}`);
    expect(output).toContain(`http://localhost:${home.simulatorPort}`);
    expect(output).toMatch(/user ID \d{12} and password \S+/);
    expect((await fetch(`${home.url}/health/ready`)).status).toBe(200);
    expect((await fetch(`${home.simulatorUrl}/__simulator/users`)).status).toBe(200);
    expect(statSync(join(home.dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);

    expect((await platform.pressCtrlC()).exitCode).toBe(0);
    expect(home.processesLeft()).toEqual([]);
    expect(existsSync(join(home.dataDir, 'owner.lock'))).toBe(false);
    expect(existsSync(join(clusterOf(home.dataDir), 'postmaster.pid'))).toBe(false);
  });

  test('ends all of it when npm is killed', async () => {
    const platform = home.start({ throughNpm: true });
    await platform.ready();
    platform.child.kill('SIGKILL');
    await expect.poll(() => home.processesLeft(), { timeout: 60_000 }).toEqual([]);
    expect(existsSync(join(home.dataDir, 'owner.lock'))).toBe(false);
  });

  test('starts again on the same data', async () => {
    const first = home.start();
    await first.ready();
    const secrets = readFileSync(join(home.dataDir, 'secrets.json'), 'utf8');
    const cluster = statSync(clusterOf(home.dataDir)).ino;
    await first.pressCtrlC();

    const second = home.start();
    await second.ready();
    expect(readFileSync(join(home.dataDir, 'secrets.json'), 'utf8')).toBe(secrets);
    expect(statSync(clusterOf(home.dataDir)).ino).toBe(cluster);
    const { exitCode, errors } = await second.pressCtrlC();
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
  });

  test('answers on loopback only', async () => {
    const platform = home.start();
    await platform.ready();
    for (const port of [home.port, home.simulatorPort]) {
      const elsewhere = createServer().listen(port, '127.0.0.2');
      // Were it bound to all addresses, this one would be taken.
      await once(elsewhere, 'listening');
      await once(elsewhere.close(), 'close');
    }
    await platform.pressCtrlC();
  });

  test('takes over what kill -9 left, and still ends all of it', async () => {
    const killed = home.start();
    await killed.ready();
    const left = readPostmaster(clusterOf(home.dataDir));
    await killed.kill();
    expect(isAlive(left?.pid ?? 0)).toBe(true);

    const next = home.start();
    await next.ready();
    expect(readPostmaster(clusterOf(home.dataDir))?.pid).toBe(left?.pid);
    expect((await fetch(`${home.url}/health/ready`)).status).toBe(200);
    expect((await next.pressCtrlC()).exitCode).toBe(0);
    expect(home.processesLeft()).toEqual([]);
  });

  test('starts after everything was killed at once, as by a power cut', async () => {
    await home.start().ready();
    for (const pid of home.processesLeft()) process.kill(pid, 'SIGKILL');
    while (home.processesLeft().length > 0) await sleep(20);

    const next = home.start();
    await next.ready();
    expect((await fetch(`${home.url}/health/ready`)).status).toBe(200);
    await next.pressCtrlC();
  });

  test('starts although its Postgres of before has left its number to another process', async () => {
    const first = home.start();
    await first.ready();
    const file = join(clusterOf(home.dataDir), 'postmaster.pid');
    const written = readFileSync(file, 'utf8');
    await first.pressCtrlC();
    writeFileSync(file, written.replace(/^\d+/, String(process.pid)), { mode: 0o600 });

    const next = home.start();
    await next.ready();
    await next.pressCtrlC();
  });

  test('leaves nothing behind when it is given up while it starts', async () => {
    const platform = home.start();
    while (!existsSync(join(home.dataDir, 'owner.lock'))) await sleep(5);
    const { exitCode } = await platform.pressCtrlC();
    expect(exitCode).toBe(0);
    expect(home.processesLeft()).toEqual([]);
    const next = home.start();
    await next.ready();
    await next.pressCtrlC();
  });

  test('starts a simulator again that has ended', async () => {
    const platform = home.start({ settings: { LOG_LEVEL: 'silent' } });
    await platform.ready();
    const postgres = readPostmaster(clusterOf(home.dataDir))?.pid;
    const simulator = home
      .processesLeft()
      .find(
        (pid) =>
          pid !== platform.child.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('simulator'),
      );
    expect(simulator).not.toBe(postgres);
    process.kill(simulator ?? 0, 'SIGKILL');
    await expect
      .poll(
        () =>
          fetch(`${home.simulatorUrl}/__simulator/users`).then(
            ({ ok }) => ok,
            () => false,
          ),
        { timeout: 10_000 },
      )
      .toBe(false);
    await expect
      .poll(
        () =>
          fetch(`${home.simulatorUrl}/__simulator/users`).then(
            ({ ok }) => ok,
            () => false,
          ),
        { timeout: 10_000 },
      )
      .toBe(true);
    expect((await platform.pressCtrlC()).exitCode).toBe(0);
    expect(home.processesLeft()).toEqual([]);
  });
});

describe('npm start says in one sentence, with exit code 1 and nothing left running,', () => {
  async function refusal(settings: Record<string, string> = {}) {
    const { exitCode, output, errors } = await home.start({ settings }).ended();
    expect(exitCode).toBe(1);
    expect(output).toBe('');
    expect(errors.trimEnd().split('\n')).toHaveLength(1);
    return errors.trimEnd();
  }

  test.each(['port', 'simulatorPort'] as const)('that its %s is taken', async (name) => {
    const other = createServer().listen(home[name], '127.0.0.1');
    await once(other, 'listening');
    const setting = name === 'port' ? 'PORT' : 'SIMULATOR_PORT';
    expect(await refusal()).toBe(
      `Port ${home[name]} is in use by another program: stop that program, or set ${setting} to another port.`,
    );
    expect(home.processesLeft()).toEqual([]);
    await once(other.close(), 'close');
  });

  test('that its data folder is in use', async () => {
    const first = home.start();
    await first.ready();
    expect(await refusal()).toContain(`Another Quarterday already uses this data folder: ${home.dataDir}`);
    expect((await fetch(`${home.url}/health/ready`)).status).toBe(200);
    await first.pressCtrlC();
  });

  test('that its data folder cannot be written', async () => {
    mkdirSync(join(home.folder, 'closed'));
    chmodSync(join(home.folder, 'closed'), 0o500);
    // Root may write anywhere but below a file.
    writeFileSync(join(home.folder, 'file'), '');
    const folder = process.getuid?.() === 0 ? 'file' : 'closed';
    const dataDir = join(home.folder, folder, 'data');
    expect(await refusal({ DATA_DIR: dataDir })).toContain(`The data folder ${dataDir} cannot be written`);
  });

  test('that a variable is wrong', async () => {
    expect(await refusal({ PORT: 'eighty' })).toBe('PORT must be a whole number from 1 to 65535.');
    expect(existsSync(home.dataDir)).toBe(false);
  });

  test('that the database cannot be reached, without the password of its address', async () => {
    const free = `127.0.0.1:${home.port}`;
    const sentence = await refusal({ DATABASE_URL: `postgres://me:canary@${free}/quarterday` });
    expect(sentence).toContain('The database at DATABASE_URL cannot be used (ECONNREFUSED)');
    expect(sentence).not.toContain('canary');
    expect(home.processesLeft()).toEqual([]);
  });
});
