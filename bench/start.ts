import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = join(root, 'node_modules', '.cache', 'quarterday', 'manifest.json');
const rounds = 5;
const laterStarts = 2;
const aims = { firstMs: 5000, laterMs: 2000, memoryMb: 400 };

/** Times `npm start` from the command to the ready line, and weighs all its processes together a moment later. */
export async function benchStart(): Promise<void> {
  const firstMs: number[] = [];
  const laterMs: number[] = [];
  const memoryMb: { shared: number; each: number }[] = [];
  for (let round = 1; round <= rounds; round++) {
    const folder = mkdtempSync(join(tmpdir(), 'quarterday-bench-'));
    chmodSync(folder, 0o711);
    const dataDir = join(folder, 'data');
    // As after npm ci: no bundle, no database.
    rmSync(manifest, { force: true });
    firstMs.push((await startOnce(dataDir)).readyMs);
    for (let later = 1; later <= laterStarts; later++) {
      const { readyMs, memory } = await startOnce(dataDir);
      laterMs.push(readyMs);
      memoryMb.push(memory);
    }
    rmSync(folder, { recursive: true, force: true });
  }
  report('first start', 's', firstMs.map(seconds), aims.firstMs / 1000);
  report('later start', 's', laterMs.map(seconds), aims.laterMs / 1000);
  report(
    'memory, shared pages counted once',
    'MB',
    memoryMb.map(({ shared }) => shared),
    aims.memoryMb,
  );
  report(
    'memory, shared pages counted for each process',
    'MB',
    memoryMb.map(({ each }) => each),
    aims.memoryMb,
  );
}

async function startOnce(
  dataDir: string,
): Promise<{ readyMs: number; memory: { shared: number; each: number } }> {
  const [port, simulatorPort] = await findFreePorts();
  const settings = { DATA_DIR: dataDir, PORT: String(port), SIMULATOR_PORT: String(simulatorPort) };
  const began = performance.now();
  const npm = spawn('npm', ['start'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], npm_config_loglevel: 'error', ...settings },
  });
  try {
    await ready(npm);
    const readyMs = performance.now() - began;
    await sleep(1000);
    return { readyMs, memory: memoryOf(npm) };
  } finally {
    if (npm.pid !== undefined && npm.exitCode === null) process.kill(-npm.pid, 'SIGINT');
    await once(npm, 'close');
  }
}

async function ready(npm: ChildProcess): Promise<void> {
  let output = '';
  npm.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  while (!output.includes('Press Ctrl-C to stop.')) {
    if (npm.exitCode !== null) throw new Error(`npm start ended: ${output}`);
    await sleep(5);
  }
}

/** In MB, npm left out: with the pages that processes share counted once, and counted for each of them. Linux only. */
function memoryOf(npm: ChildProcess): { shared: number; each: number } {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const stat = readQuietly(`/proc/${name}/stat`);
    parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const family = new Set([npm.pid ?? 0]);
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const [pid, parent] of parents) if (family.has(parent)) family.add(pid);
  }
  family.delete(npm.pid ?? 0);
  const maps = [...family].map((pid) => readQuietly(`/proc/${pid}/smaps_rollup`));
  const sumOf = (field: RegExp) =>
    maps
      .map((map) => Number(field.exec(map)?.[1] ?? 0))
      .reduce((sum, kilobytes) => sum + kilobytes / 1024, 0);
  return { shared: sumOf(/^Pss:\s+(\d+)/m), each: sumOf(/^Rss:\s+(\d+)/m) };
}

function readQuietly(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function report(what: string, unit: string, values: number[], aim: number): void {
  const sorted = values.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const digits = unit === 's' ? 2 : 0;
  const all = sorted.map((value) => value.toFixed(digits)).join(' ');
  console.log(`start: ${what}: ${median.toFixed(digits)} ${unit} (${all})`);
  console.log(`start: ${what} against its aim of ${aim} ${unit}: ${(median / aim).toFixed(2)}`);
}

const seconds = (ms: number) => ms / 1000;

/** Two free ports below those that the system gives to outgoing connections, which would come and go on them. */
async function findFreePorts(): Promise<[number, number]> {
  const ports = new Set<number>();
  while (ports.size < 2) {
    const port = randomInt(15_000, 32_000);
    if (await isFree(port)) ports.add(port);
  }
  const [first = 0, second = 0] = ports;
  return [first, second];
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    await once(server.close(), 'close');
    return true;
  } catch {
    return false;
  }
}
