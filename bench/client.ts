import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  createHmrcClient,
  type HmrcCall,
  type PutUkPropertyCumulativeParams,
  ukPropertyCumulativeBody,
} from '@quarterday/hmrc-client';
import { inParallel } from './in-parallel.ts';
import { median } from './median.ts';
import { startSimulatorProcess } from './simulator-process.ts';

const rounds = 41;
const callsEachRound = 400;
const longRun = 100_000;
const aim = 1.25;

/** A whole cumulative update and the headers of a real browser's user, so that the bytes are those of every day. */
const params: PutUkPropertyCumulativeParams = {
  nino: 'NC270601A',
  businessId: 'XAIS00000000001',
  taxYear: '2026-27',
  summary: {
    fromDate: '2026-04-06',
    toDate: '2026-07-05',
    income: { periodAmountPence: 500_099, otherIncomePence: 95_432, taxDeductedPence: 12_321 },
    expenses: {
      premisesRunningCostsPence: 312_321,
      repairsAndMaintenancePence: 92_842,
      financialCostsPence: 84_299,
      professionalFeesPence: 83_112,
      costOfServicesPence: 48_412,
      otherPence: 28_200,
      travelCostsPence: 97_447,
      residentialFinancialCostPence: 288_499,
    },
  },
};

const fraudPreventionHeaders = {
  'Gov-Client-Connection-Method': 'WEB_APP_VIA_SERVER',
  'Gov-Client-Browser-JS-User-Agent':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36',
  'Gov-Client-Device-ID': 'beec798b-b366-47fa-b1f8-92cede14a1ce',
  'Gov-Client-Public-IP': '198.51.100.0',
  'Gov-Client-Public-IP-Timestamp': '2026-10-06T09:00:00.000Z',
  'Gov-Client-Public-Port': '12345',
  'Gov-Client-Screens': 'width=1920&height=1080&scaling-factor=1&colour-depth=24',
  'Gov-Client-Timezone': 'UTC+01:00',
  'Gov-Client-User-IDs': 'quarterday=landlord',
  'Gov-Client-Window-Size': 'width=1256&height=803',
  'Gov-Vendor-Forwarded': 'by=203.0.113.6&for=198.51.100.0',
  'Gov-Vendor-Product-Name': 'Quarterday',
  'Gov-Vendor-Public-IP': '203.0.113.6',
  'Gov-Vendor-Version': 'quarterday=0.1.0',
};

/**
 * What the client costs: a call of it (check, build, headers, send, read, classify) against a bare `fetch` of the same bytes to
 * the same simulator, in turns; and whether it grows over 100,000 calls.
 */
export async function benchClient(): Promise<void> {
  const simulator = await startSimulatorProcess();
  try {
    const { url, accessToken } = simulator;
    const hmrc = createHmrcClient({ apiUrl: url, signInUrl: url, clientId: 'bench', clientSecret: 'bench' });
    const call: HmrcCall = { accessToken, fraudPreventionHeaders };
    const withClient = async (): Promise<void> => {
      const result = await hmrc.putUkPropertyCumulative(call, params);
      if (!result.ok) throw new Error(`The simulator refused: ${result.failure.meaning.code}`);
    };
    const bare = bareCall(url, accessToken);
    for (const concurrency of [1, 32]) await compare(concurrency, withClient, bare);
    await checkGrowth(withClient, bare);
  } finally {
    await simulator.end();
  }
}

function bareCall(apiUrl: string, accessToken: string): () => Promise<void> {
  const { nino, businessId, taxYear, summary } = params;
  const address = `${apiUrl}/individuals/business/property/uk/${nino}/${businessId}/cumulative/${taxYear}`;
  const body = ukPropertyCumulativeBody(summary);
  const headers = {
    ...fraudPreventionHeaders,
    Accept: 'application/vnd.hmrc.6.0+json',
    Authorization: `Bearer ${accessToken}`,
    'Content-Type': 'application/json',
  };
  return async () => {
    const response = await fetch(address, { method: 'PUT', headers, body });
    await response.text();
    if (response.status !== 204) throw new Error(`The simulator answered ${String(response.status)}`);
  };
}

async function compare(
  concurrency: number,
  withClient: () => Promise<void>,
  bare: () => Promise<void>,
): Promise<void> {
  const clientMs: number[] = [];
  const bareMs: number[] = [];
  for (const one of [withClient, bare]) await inParallel(callsEachRound, concurrency, one);
  for (let round = 0; round < rounds; round += 1) {
    // In turns, and each goes first as often as the other: what else the machine does meets both.
    const clientFirst = round % 2 === 0;
    const first = await inParallel(callsEachRound, concurrency, clientFirst ? withClient : bare);
    const second = await inParallel(callsEachRound, concurrency, clientFirst ? bare : withClient);
    const [client, plain] = clientFirst ? [first, second] : [second, first];
    clientMs.push(client);
    bareMs.push(plain);
  }
  const each = (values: number[]) => `${((median(values) / callsEachRound) * 1000).toFixed(0)} µs`;
  const ratio = median(clientMs) / median(bareMs);
  console.log(`client: concurrency ${concurrency}: ${ratio.toFixed(2)}`);
  console.log(
    `  medians: the client ${each(clientMs)}, a bare fetch ${each(bareMs)} a call; ${rounds} rounds of ${callsEachRound} in turns; aim ${aim}`,
  );
}

/** Whether a call grows dearer, beside a bare fetch of the same moment, or leaves anything behind. */
async function checkGrowth(withClient: () => Promise<void>, bare: () => Promise<void>): Promise<void> {
  const parts = 20;
  const ratios: number[] = [];
  const heapMb: number[] = [];
  for (let part = 0; part < parts; part += 1) {
    const calls = longRun / parts;
    const plain = (await inParallel(calls / 4, 32, bare)) * 4;
    ratios.push((await inParallel(calls, 32, withClient)) / plain);
    collectGarbage();
    heapMb.push(process.memoryUsage().heapUsed / 1024 / 1024);
  }
  const ends = (values: number[]) => [median(values.slice(0, 7)), median(values.slice(-7))] as const;
  const [firstRatio, lastRatio] = ends(ratios);
  const [firstMb, lastMb] = ends(heapMb);
  console.log(
    `client: cost of the last third of 100,000 calls to the first: ${(lastRatio / firstRatio).toFixed(2)}`,
  );
  console.log(`  beside a bare fetch ${firstRatio.toFixed(2)} at first, ${lastRatio.toFixed(2)} at last`);
  console.log(
    `client: heap after the last third of 100,000 calls to the first: ${(lastMb / firstMb).toFixed(2)}`,
  );
  console.log(
    `  after garbage collection ${firstMb.toFixed(1)} MB at first, ${lastMb.toFixed(1)} MB at last`,
  );
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  if (typeof gc === 'function') Reflect.apply(gc, undefined, []);
}
