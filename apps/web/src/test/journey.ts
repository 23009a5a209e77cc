import { randomUUID } from 'node:crypto';
import { createHmrcClient, type HmrcClient } from '@quarterday/hmrc-client';
import { createSimulator, defaultApplication } from '@quarterday/hmrc-simulator';
import { createCalculationStore } from '../data/calculations.ts';
import { createConnectionStore } from '../data/connections.ts';
import { createOperatorStore } from '../data/operator-alerts.ts';
import { createRecordsStore } from '../data/records.ts';
import { createSubmissionStore, type SubmissionStore } from '../data/submissions.ts';
import { type ConnectionDeps } from '../domain/connections/deps.ts';
import { createCalculations } from '../domain/calculations/index.ts';
import {
  createConnections,
  type createGovernor,
  type StormLimits,
  usualStormLimits,
} from '../domain/connections/index.ts';
import { createAlerts } from '../domain/notifications/index.ts';
import { createRecords } from '../domain/records/index.ts';
import { type SubmissionDeps } from '../domain/submissions/deps.ts';
import { createSubmissions, hooksForConnections } from '../domain/submissions/index.ts';
import { type Clock, createFixedClock } from '../platform/clock.ts';
import { type Binding, createSealer, type Sealer } from '../platform/encryption.ts';
import { createLog } from '../platform/log.ts';
import { createTestMailer } from './accounts.ts';
import { createTestDatabase } from './database.ts';
import { createLandlords, type Landlord } from './landlords.ts';
import { sealingKeys } from './sealing-keys.ts';

export const startsAt = '2026-10-06T09:00:00Z';
export const baseUrl = 'http://localhost:3000';

type Governor = ReturnType<typeof createGovernor>;

/** Most tests refuse many landlords one after another, each for itself. */
const noStorms: StormLimits = { ...usualStormLimits, leastRefused: Number.MAX_SAFE_INTEGER };

/** A process of the platform, as far as the domain goes. */
export interface TestProcess {
  connections: ReturnType<typeof createConnections>;
  submissions: ReturnType<typeof createSubmissions>;
  calculations: ReturnType<typeof createCalculations>;
}

interface ProcessOptions {
  /** Stands in for the client of HMRC's APIs, whole or in part. */
  hmrc?: Partial<HmrcClient>;
  governor?: Governor;
  stormLimits?: StormLimits;
  timing?: ConnectionDeps['timing'];
  /** The process's own clock, where it is not everybody's. */
  clock?: Clock;
  /** Stands in for the store of submissions, in part. */
  store?: Partial<SubmissionStore>;
  /** HMRC's environment that its submissions take themselves to be in. */
  environment?: SubmissionDeps['environment'];
}

/**
 * Connections and submissions on a database of their own, with a simulator of HMRC behind HTTP, and landlords who use them.
 * Time stands still for both until it is set.
 */
export async function createJourney(options: { requestsPerSecond?: number; retryBaseMs?: number } = {}) {
  const { url, db, pool, drop } = await createTestDatabase({ max: 20 });
  const simulator = await createSimulator({
    startAt: startsAt,
    frozen: true,
    requestsPerSecond: options.requestsPerSecond ?? 0,
  });
  const { url: simulatorUrl } = await simulator.listen(0);
  const clock = createFixedClock(startsAt);
  const logLines: string[] = [];
  const log = createLog({ logLevel: 'trace' }, { write: (line) => void logLines.push(line) });
  const mailer = createTestMailer();
  const alerts = createAlerts({
    store: createOperatorStore(db),
    clock,
    log,
    mailer,
    operatorEmail: 'operator@example.org',
  });
  const hmrc = createHmrcClient({
    apiUrl: simulatorUrl,
    signInUrl: simulatorUrl,
    clientId: defaultApplication.clientId,
    clientSecret: defaultApplication.clientSecret,
  });
  const opened: Binding[] = [];
  const sealer = watch(createSealer(sealingKeys), opened);
  const records = createRecords({ store: createRecordsStore(db), clock });
  const connectionStore = createConnectionStore(db);
  const heldBackMs: number[] = [];
  const freeGovernor: Governor = {
    admit: () => Promise.resolve(),
    holdBack: (ms) => Promise.resolve(void heldBackMs.push(ms)),
  };

  const processes: TestProcess[] = [];
  function createProcess(made: ProcessOptions = {}): TestProcess {
    const store = { ...createSubmissionStore(db), ...made.store };
    const client = { ...hmrc, ...made.hmrc };
    const ownClock = made.clock ?? clock;
    const connections = createConnections(
      {
        store: connectionStore,
        sealer,
        hmrc: client,
        governor: made.governor ?? freeGovernor,
        clock: ownClock,
        log,
        alerts,
        environment: 'simulator',
        redirectUri: `${baseUrl}/oauth/hmrc/callback`,
        processId: randomUUID(),
        stormLimits: made.stormLimits ?? noStorms,
        ...(made.timing && { timing: made.timing }),
      },
      hooksForConnections(store),
    );
    const calculations = createCalculations({
      store: createCalculationStore(db),
      connections,
      hmrc: client,
      clock: ownClock,
      log,
    });
    const submissions = createSubmissions(
      {
        store,
        connections,
        records,
        hmrc: client,
        clock: ownClock,
        log,
        alerts,
        calculations,
        environment: made.environment ?? 'simulator',
      },
      { scaleMs: (ms) => (ms * (options.retryBaseMs ?? 30_000)) / 30_000 },
    );
    processes.push({ connections, submissions, calculations });
    return { connections, submissions, calculations };
  }

  const main = createProcess();
  return {
    ...main,
    url,
    simulatorUrl,
    db,
    pool,
    simulator,
    control: simulator.control,
    clock,
    hmrc,
    sealer,
    /** What was taken out of its seal, in order. */
    opened,
    records,
    connectionStore,
    mailer,
    logLines,
    heldBackMs,
    createProcess,
    ...createLandlords({ simulator, pool, records, connections: main.connections }),

    /** Sets both clocks. */
    setTime: async (now: string) => {
      clock.set(now);
      await simulator.control.setClock({ now });
    },

    /** The row of a landlord's connection. */
    connectionOf: async (landlord: Landlord) => {
      const row = await connectionStore.ofOwner(landlord.id);
      if (!row) throw new Error('The landlord has no connection.');
      return row;
    },

    alertKinds: async (): Promise<string[]> => {
      const { rows } = await pool.query<{ kind: string }>(
        'select kind from operator_alerts order by at, kind',
      );
      return rows.map(({ kind }) => kind);
    },

    /** How often an operation was called, faults and refusals included. */
    countCalls: (operation: string, nino?: string): number =>
      simulator.control
        .requests()
        .filter((seen) => seen.operation === operation && (nino === undefined || seen.nino === nino)).length,

    close: async () => {
      await Promise.all(processes.map(({ connections }) => connections.close()));
      await simulator.close();
      await drop();
    },
  };
}

/** Writes down what a sealer opens. */
const watch = (sealer: Sealer, opened: Binding[]): Sealer => ({
  ...sealer,
  open: async (sealed, binding) => {
    const plain = await sealer.open(sealed, binding);
    opened.push(binding);
    return plain;
  },
});

export type Journey = Awaited<ReturnType<typeof createJourney>>;
