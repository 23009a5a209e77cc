import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inParallel } from './in-parallel.ts';
import { median } from './median.ts';
import { startSimulatorProcess, type SimulatorProcess } from './simulator-process.ts';

const landlords = 10_000;
const connections = 32;
const rounds = 7;
const callsEachRound = 5_000;
const aims = { callsEachSecond: 2_000, memoryMb: 500 };

const body = JSON.stringify({
  fromDate: '2026-04-06',
  toDate: '2026-07-05',
  ukProperty: {
    income: { periodAmount: 5000.99, otherIncome: 954.32 },
    expenses: {
      premisesRunningCosts: 3123.21,
      repairsAndMaintenance: 928.42,
      residentialFinancialCost: 2884.99,
    },
  },
});

/** How many cumulative updates a second the simulator takes, and what it weighs with an update of each of 10,000 landlords. */
export async function benchSimulator(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterday-bench-'));
  try {
    for (const [kind, settings] of [
      ['in memory', {}],
      ['with a state file', { SIMULATOR_STATE_FILE: join(folder, 'state.json') }],
    ] as const) {
      const simulator = await startSimulatorProcess(settings);
      await measure(kind, simulator);
      await simulator.end();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(kind: string, simulator: SimulatorProcess): Promise<void> {
  const targets = await addLandlords(simulator);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const rates: number[] = [];
  const coreRates: number[] = [];
  let next = 0;
  const put = async (): Promise<void> => {
    const target = targets[next % targets.length];
    next += 1;
    if (target !== undefined) await send(simulator.url, agent, target);
  };
  // Each landlord's first update, which also warms the simulator up.
  await inParallel(landlords, connections, put);
  for (let round = 0; round < rounds; round += 1) {
    const cpuBefore = simulator.cpuSeconds();
    const ms = await inParallel(callsEachRound, connections, put);
    rates.push(callsEachRound / (ms / 1000));
    coreRates.push(callsEachRound / (simulator.cpuSeconds() - cpuBefore));
  }
  agent.destroy();
  const perCore = median(coreRates);
  console.log(
    `simulator: ${kind}: updates a second of one core against ${aims.callsEachSecond}: ${(perCore / aims.callsEachSecond).toFixed(2)}`,
  );
  // Beside other work a core is not the simulator's alone: what the clock shows is lower then.
  console.log(`  ${listed(coreRates)} for each second of a core's time; ${listed(rates)} by the clock`);
  const memory = simulator.memoryMb();
  console.log(
    `simulator: ${kind}: memory with ${landlords} landlords against ${aims.memoryMb} MB: ${(memory / aims.memoryMb).toFixed(2)}`,
  );
  console.log(`  ${memory.toFixed(0)} MB`);
}

interface Target {
  nino: string;
  businessId: string;
  accessToken: string;
}

interface SavedState {
  users: Record<string, Record<string, unknown>>;
  authorities: Record<string, Record<string, unknown>>;
  tokens: Record<string, Record<string, unknown>>;
}

/** Copies the first test user, authority and token included, ten thousand times. */
async function addLandlords(simulator: SimulatorProcess): Promise<Target[]> {
  const state = (await simulator.control('GET', 'state/save')) as SavedState; // the simulator's own form
  const [[, ada] = []] = Object.entries(state.users);
  const [[authorityKey, authority] = ['', undefined]] = Object.entries(state.authorities);
  const token = state.tokens[simulator.accessToken];
  if (!ada || !authority || !token) throw new Error('The saved state is not what was expected.');
  const targets = Array.from({ length: landlords }, (_, index) => {
    const number = String(index).padStart(6, '0');
    const nino = `NE${number}A`;
    const businessId = `XAIS1${number}0000`;
    const accessToken = `bench-access-token-${number}`;
    const authorityId = `${authorityKey}-${number}`;
    const businesses = [{ ...firstOf(ada['businesses']), businessId }];
    state.users[nino] = { ...ada, nino, userId: `9${number}`, mtdId: `XAIT1${number}0000`, businesses };
    state.authorities[authorityId] = { ...authority, id: authorityId, nino };
    const own = { ...token, accessToken, refreshToken: `bench-refresh-token-${number}`, authorityId };
    state.tokens[accessToken] = own;
    return { nino, businessId, accessToken };
  });
  await simulator.control('POST', 'state/load', state);
  return targets;
}

function firstOf(value: unknown): object {
  const first: unknown = Array.isArray(value) ? value[0] : undefined;
  return typeof first === 'object' && first !== null ? first : {};
}

function send(url: string, agent: Agent, { nino, businessId, accessToken }: Target): Promise<void> {
  const path = `/individuals/business/property/uk/${nino}/${businessId}/cumulative/2026-27`;
  return new Promise((resolve, reject) => {
    const headers = {
      accept: 'application/vnd.hmrc.6.0+json',
      authorization: `Bearer ${accessToken}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'gov-client-connection-method': 'WEB_APP_VIA_SERVER',
    };
    const call = request(new URL(path, url), { method: 'PUT', agent, headers }, (response) => {
      response.resume();
      response.once('end', () => {
        if (response.statusCode === 204) resolve();
        else reject(new Error(`The simulator answered ${String(response.statusCode)}`));
      });
    });
    call.once('error', reject);
    call.end(body);
  });
}

function listed(values: readonly number[]): string {
  return `${median(values).toFixed(0)} (${values.map((one) => one.toFixed(0)).join(' ')})`;
}
