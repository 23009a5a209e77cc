import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const main = new URL('main.ts', import.meta.url).pathname;
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** Starts the simulator as a process of its own; `ended` tells how it went. */
function start(settings: Record<string, string>, args: string[] = []) {
  const env = { PATH: process.env['PATH'] ?? '', ...settings };
  const child = spawn(process.execPath, ['--import', tsx, main, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  const ready = new Promise<string>((resolve) => {
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString();
      const url = /ready on (\S+)/.exec(out)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  const ended = new Promise<{ status: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (status) => {
      resolve({ status, out, err });
    });
  });
  return { child, ready, ended };
}

describe('the simulator as a process', () => {
  it('serves until it is told to end', async () => {
    const { child, ready, ended } = start({
      SIMULATOR_PORT: '0',
      SIMULATOR_START_AT: '2027-01-06T09:00:00Z',
    });
    const url = await ready;
    expect(await (await fetch(`${url}/__simulator/clock`)).json()).toMatchObject({ today: '2027-01-06' });
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ status: 0, err: '' });
  });

  it.each([
    [{ SIMULATOR_PORT: 'three' }, 'SIMULATOR_PORT has to be a whole number from 0 to 65535.'],
    [
      { SIMULATOR_CALCULATION_SECONDS: '1.5' },
      'SIMULATOR_CALCULATION_SECONDS has to be a whole number from 0 to 86400.',
    ],
    [
      { SIMULATOR_REDIRECT_URI: 'http://a.example' },
      /^The redirect URI http:\/\/a\.example cannot be registered: .+\.$/,
    ],
    [
      { SIMULATOR_REFRESH_SECONDS: '601' },
      'SIMULATOR_REFRESH_SECONDS has to be a whole number from 0 to 600.',
    ],
    [{ SIMULATOR_START_AT: 'noon' }, /noon/],
  ])('ends with 1 and one sentence for %j', async (settings, sentence) => {
    const { status, out, err } = await start(settings).ended;
    expect([status, out]).toEqual([1, '']);
    expect(err.trimEnd().split('\n')).toEqual([
      typeof sentence === 'string' ? sentence : (expect.stringMatching(sentence) as string),
    ]);
  });

  it.each(['--help', '-h'])(
    'tells every setting of the README for %s, and starts nothing',
    async (argument) => {
      const { status, out, err } = await start({}, [argument]).ended;
      expect([status, err]).toEqual([0, '']);
      expect(out).not.toContain('ready');
      const settings = new Set(readme.match(/SIMULATOR_[A-Z_]+/g));
      expect(settings.size).toBeGreaterThan(9);
      expect(new Set(out.match(/SIMULATOR_[A-Z_]+/g))).toEqual(settings);
    },
  );

  it.each([['--port', '4000'], ['serve']])(
    'starts nothing for arguments it does not know: %s',
    async (...args) => {
      const { status, out, err } = await start({ SIMULATOR_PORT: '0' }, args).ended;
      expect([status, out]).toEqual([1, '']);
      expect(err).toBe(
        `"${args[0]}" is not understood: settings are environment variables, which --help lists.\n`,
      );
    },
  );
});
