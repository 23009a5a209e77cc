import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSimulator } from '../index.ts';
import { api, connect, cumulativePath, refresh, update, type Send } from '../test/landlord.ts';

const MAIN = new URL('../main.ts', import.meta.url).pathname;
let folder: string;
let stateFile: string;
let journalFile: string;
const children = new Set<ChildProcess>();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hmrc-simulator-'));
  stateFile = join(folder, 'state.json');
  journalFile = `${stateFile}.journal`;
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  rmSync(folder, { recursive: true, force: true });
});

const sendTo =
  (url: string): Send =>
  (path, init) =>
    fetch(`${url}${path}`, init);
const put = (send: Send, access: string) =>
  api(send, access, cumulativePath(), { method: 'PUT', body: update('2026-04-06', '2026-10-05') });

function start(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN], {
    env: {
      ...process.env,
      SIMULATOR_PORT: '0',
      SIMULATOR_STATE_FILE: stateFile,
      SIMULATOR_REQUESTS_PER_SECOND: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  children.add(child);
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ready = new Promise<Send>((resolve, reject) => {
    child.once('message', (message: { url: string }) => {
      resolve(sendTo(message.url));
    });
    child.once('exit', () => {
      reject(new Error(stderr));
    });
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, ready, ended, stderr: () => stderr };
}

describe('a simulator with a state file', () => {
  it('goes on where it was closed: clock, tokens, updates, faults and requests', async () => {
    const first = await createSimulator({ stateFile, frozen: true, requestsPerSecond: 0 });
    const send: Send = async (path, init) => first.app.request(path, init);
    const pair = await connect(send);
    await put(send, pair.access);
    await first.control.advanceClock('PT1H');
    await first.control.addFault({ name: 'throttle', times: 3, operation: 'token' });
    const before = { state: first.control.saveState(), requests: first.control.requests() };
    await first.close();

    const second = await createSimulator({ stateFile, requestsPerSecond: 0 });
    expect({ state: second.control.saveState(), requests: second.control.requests() }).toEqual(before);
    const again: Send = async (path, init) => second.app.request(path, init);
    expect((await api(again, pair.access, cumulativePath())).status).toBe(200);
    await second.close();
  });

  it('has each answered change in the file before the answer, readable by its owner alone', async () => {
    const simulator = await createSimulator({ stateFile, requestsPerSecond: 0 });
    const send: Send = async (path, init) => simulator.app.request(path, init);
    const { access } = await connect(send);
    expect(readFileSync(journalFile, 'utf8')).toContain(access);
    const answers = await Promise.all(Array.from({ length: 20 }, () => put(send, access)));
    expect(answers.every(({ status }) => status === 204)).toBe(true);
    expect(readFileSync(journalFile, 'utf8')).toContain('"acceptedCount":20');
    expect(statSync(stateFile).mode & 0o777).toBe(0o600);
    expect(statSync(journalFile).mode & 0o777).toBe(0o600);
    expect(statSync(`${stateFile}.requests`).mode & 0o777).toBe(0o600);
    await simulator.close();
  });

  it('refuses a file that is not its own, in one sentence', async () => {
    writeFileSync(stateFile, '{"version":7}');
    await expect(createSimulator({ stateFile })).rejects.toMatchObject({
      code: 'state-unreadable',
      message: expect.stringContaining(stateFile) as string,
    });
  });

  it('refuses a file that it cannot write, before it serves anything', async () => {
    writeFileSync(join(folder, 'plain'), '');
    await expect(createSimulator({ stateFile: join(folder, 'plain', 'state.json') })).rejects.toMatchObject({
      name: 'SimulatorError',
    });
  });

  it('forgets a broken last line of its requests, and starts', async () => {
    writeFileSync(`${stateFile}.requests`, '{"id":"half');
    const simulator = await createSimulator({ stateFile });
    expect(simulator.control.requests()).toEqual([]);
  });
});

describe('the process', () => {
  it('loses nothing it answered when it is killed', async () => {
    const first = start();
    const send = await first.ready;
    const pair = await connect(send);
    expect((await put(send, pair.access)).status).toBe(204);
    const renewed = (await refresh(send, pair.refresh)).body;
    first.child.kill('SIGKILL');
    await first.ended;

    const again = await start().ready;
    expect((await api(again, renewed['access_token'] ?? '', cumulativePath())).status).toBe(200);
    expect((await refresh(again, pair.refresh)).body).toMatchObject({ error: 'invalid_grant' });
    expect((await refresh(again, renewed['refresh_token'] ?? '')).status).toBe(200);
    const seen = (await (await again('/__simulator/requests')).json()) as {
      operation: string;
      status: number;
    }[];
    expect(seen.filter(({ operation }) => operation === 'put-uk-cumulative')).toMatchObject([
      { status: 204 },
    ]);
  });

  it('loses nothing that was done for an answer still on its way', async () => {
    const first = start();
    const send = await first.ready;
    const { access } = await connect(send);
    await send('/__simulator/faults', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'slow-answer', ms: 60_000, operation: 'put-uk-cumulative' }),
    });
    const lost = put(send, access).catch(() => 'lost');
    while (!readFileSync(journalFile, 'utf8').includes('"acceptedCount":1')) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    first.child.kill('SIGKILL');
    expect(await lost).toBe('lost');
    const state = (await (await (await start().ready)('/__simulator/state')).json()) as { updates: object[] };
    expect(state.updates).toMatchObject([{ acceptedCount: 1 }]);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends cleanly on %s', async (signal) => {
    const { child, ready, ended } = start();
    await ready;
    child.kill(signal);
    expect(await ended).toBe(0);
  });

  it('ends when whoever forked it has gone', async () => {
    const { child, ready, ended } = start();
    await ready;
    child.disconnect();
    expect(await ended).toBe(0);
  });

  it('says in one sentence that its port is in use', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const { port } = blocker.address() as AddressInfo;
    const { ready, ended, stderr } = start({ SIMULATOR_PORT: String(port) });
    await expect(ready).rejects.toThrow('in use');
    expect(await ended).toBe(1);
    expect(stderr().trim().split('\n')).toHaveLength(1);
    blocker.close();
  });

  it.each([
    [{ SIMULATOR_PORT: 'three' }, 'SIMULATOR_PORT'],
    [{ SIMULATOR_START_AT: 'yesterday' }, 'yesterday'],
    [{ SIMULATOR_REDIRECT_URI: 'http://10.0.0.1/callback' }, 'localhost'],
  ])('says in one sentence what is wrong with %j', async (env, reason) => {
    const { ready, ended, stderr } = start(env);
    await expect(ready).rejects.toThrow(reason);
    expect(await ended).toBe(1);
    expect(stderr().trim().split('\n')).toHaveLength(1);
  });
});
