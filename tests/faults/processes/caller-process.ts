import { randomUUID } from 'node:crypto';
import { createHmrcClient, type HmrcClient } from '@quarterday/hmrc-client';
import { createConnectionStore } from '../../../apps/web/src/data/connections.ts';
import { connectDatabase } from '../../../apps/web/src/data/database.ts';
import { createOperatorStore } from '../../../apps/web/src/data/operator-alerts.ts';
import { createSubmissionStore } from '../../../apps/web/src/data/submissions.ts';
import { createConnections, usualStormLimits } from '../../../apps/web/src/domain/connections/index.ts';
import { createAlerts } from '../../../apps/web/src/domain/notifications/index.ts';
import { hooksForConnections } from '../../../apps/web/src/domain/submissions/index.ts';
import { type Clock, createSimulatorClock } from '../../../apps/web/src/platform/clock.ts';
import { createSealer } from '../../../apps/web/src/platform/encryption.ts';
import { createLog } from '../../../apps/web/src/platform/log.ts';
import { sealingKeys } from '../../../apps/web/src/test/sealing-keys.ts';
import { type Callers, type Results, type Said } from '../race/work.ts';

/**
 * A process of the platform with many callers at once. Arguments: addresses of the database and of HMRC, the client's id and
 * secret there, by how many milliseconds its clock is off, and for how many its lease lasts.
 */
const [databaseUrl = '', hmrcUrl = '', clientId = '', clientSecret = '', offMs = '0', leaseMs = '0'] =
  process.argv.slice(2);

const { db, pool } = connectDatabase(databaseUrl, { max: 3 });
const right = createSimulatorClock(hmrcUrl);
const shift = (instant: Date) => new Date(instant.getTime() + Number(offMs));
const clock: Clock = {
  ...right,
  now: () => shift(right.now()),
  atRealTime: (instant) => shift(right.atRealTime(instant)),
};
const log = createLog({ logLevel: 'error' }, { write: (line) => process.stderr.write(line) });
const client = createHmrcClient({ apiUrl: hmrcUrl, signInUrl: hmrcUrl, clientId, clientSecret });
let refreshes = 0;
const hmrc: HmrcClient = {
  ...client,
  refreshTokens: (params) => {
    refreshes += 1;
    return client.refreshTokens(params);
  },
};
const connections = createConnections(
  {
    store: createConnectionStore(db),
    sealer: createSealer(sealingKeys),
    hmrc,
    // HMRC has no limit here, so that all calls race.
    governor: { admit: () => Promise.resolve(), holdBack: () => Promise.resolve() },
    clock,
    log,
    alerts: createAlerts({
      store: createOperatorStore(db),
      clock,
      log,
      mailer: {
        isSetUp: false,
        send: () => Promise.reject(new Error('no mail is sent here')),
        close: () => undefined,
      },
      operatorEmail: undefined,
    }),
    environment: 'simulator',
    redirectUri: '',
    processId: randomUUID(),
    stormLimits: { ...usualStormLimits, leastRefused: Number.MAX_SAFE_INTEGER },
    timing: { leaseMs: Number(leaseMs), callMs: 30_000 },
  },
  hooksForConnections(createSubmissionStore(db)),
);

const say = (what: Said | 'ready') => process.send?.(what);
let goOn: () => void = () => undefined;

process.on('message', (message) => {
  if (message === 'again') goOn();
  // From the parent, in the form that it shares with this file.
  else void letCall(message as Callers);
});
process.once('disconnect', () => process.exit(0));
pool.query('select 1').then(
  () => say('ready'),
  () => process.exit(1),
);

async function letCall({ connectionIds, times }: Callers): Promise<void> {
  const results: Results = { failed: [], succeeded: 0, refreshes: 0 };
  const before = refreshes;
  const again = new Promise<void>((resolve) => (goOn = resolve));
  await Promise.all(
    connectionIds.map(async (connectionId) => {
      await callOnce(connectionId, results);
      say('one');
      if (times === 1) return;
      await again;
      await callOnce(connectionId, results);
    }),
  );
  say({ ...results, refreshes: refreshes - before });
}

async function callOnce(connectionId: string, results: Results): Promise<void> {
  try {
    await clock.follow();
    const outcome = await connections.callHmrc({
      connectionId,
      purpose: 'submit-period',
      freshness: 'live',
      priority: 'person',
      fraudPreventionHeaders: {},
      invoke: (call, nino) => hmrc.listAllBusinesses(call, { nino }),
    });
    if (outcome.ok) results.succeeded += 1;
    else results.failed.push(outcome.kind === 'reconnect' ? outcome.reason : outcome.kind);
  } catch (error) {
    results.failed.push(error instanceof Error ? error.message : String(error));
  }
}
