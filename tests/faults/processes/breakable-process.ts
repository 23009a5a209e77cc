import { randomUUID } from 'node:crypto';
import { createHmrcClient } from '@quarterday/hmrc-client';
import { createCalculationStore } from '../../../apps/web/src/data/calculations.ts';
import { createConnectionStore } from '../../../apps/web/src/data/connections.ts';
import { connectDatabase } from '../../../apps/web/src/data/database.ts';
import { createCallTokenStore } from '../../../apps/web/src/data/governor.ts';
import { createOperatorStore } from '../../../apps/web/src/data/operator-alerts.ts';
import { createRecordsStore } from '../../../apps/web/src/data/records.ts';
import { createSubmissionStore } from '../../../apps/web/src/data/submissions.ts';
import { createCalculations } from '../../../apps/web/src/domain/calculations/index.ts';
import {
  createConnections,
  createGovernor,
  usualStormLimits,
} from '../../../apps/web/src/domain/connections/index.ts';
import { createAlerts } from '../../../apps/web/src/domain/notifications/index.ts';
import { createRecords } from '../../../apps/web/src/domain/records/index.ts';
import { createSubmissions, hooksForConnections } from '../../../apps/web/src/domain/submissions/index.ts';
import { createFixedClock } from '../../../apps/web/src/platform/clock.ts';
import { createSealer } from '../../../apps/web/src/platform/encryption.ts';
import { createLog } from '../../../apps/web/src/platform/log.ts';
import { sealingKeys } from '../../../apps/web/src/test/sealing-keys.ts';
import { type Done, type Job, type Work } from './job.ts';
import { createPoints } from './points.ts';
import { named, watchCalls, watchPauses, watchSealer, watchStatements } from './watch.ts';

/**
 * A process of the platform, as far as connections and submissions go, that dies at a point it is told. It says `ready` to its parent, waits
 * for one job, does it, and answers with the points it reached. Arguments: addresses of the database and of HMRC, the client's
 * id and secret there, the time, and where HMRC sends people back to.
 */
const [databaseUrl = '', hmrcUrl = '', clientId = '', clientSecret = '', time = '', redirectUri = ''] =
  process.argv.slice(2);

const points = createPoints();
const { db, pool } = connectDatabase(databaseUrl, { max: 2 });
watchStatements(points);
watchPauses(points);

process.once('message', (message) => {
  // From the parent, in the form of this very file.
  const job = message as Job;
  perform(job).then(
    (outcome) => process.send?.({ points: [...points.reached], outcome } satisfies Done, end),
    fail,
  );
});
process.once('disconnect', end);
// Connected before the job comes, so that no wait for it is part of one.
pool.query('select 1').then(() => process.send?.('ready'), fail);

function end(): void {
  process.exit(0);
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}

async function perform({ work, dieAt, timing, callMs, whileWaitingMs }: Job): Promise<unknown> {
  watchCalls(points, { whileWaitingMs });
  const clock = createFixedClock('at' in work ? work.at : time);
  const log = createLog({ logLevel: 'error' }, { write: (line) => process.stderr.write(line) });
  const mailer = {
    isSetUp: true,
    send: () => points.around('mail', () => Promise.resolve({ taken: true } as const)),
    close: () => undefined,
  };
  const hmrc = createHmrcClient({
    apiUrl: hmrcUrl,
    signInUrl: hmrcUrl,
    clientId,
    clientSecret,
    timeouts: { callMs, headersMs: callMs },
  });
  const alerts = createAlerts({
    store: named(createOperatorStore(db)),
    clock,
    log,
    mailer,
    operatorEmail: 'operator@example.org',
  });
  const submissionStore = named(createSubmissionStore(db));
  const connections = createConnections(
    {
      store: named(createConnectionStore(db)),
      sealer: watchSealer(points, createSealer(sealingKeys)),
      hmrc,
      governor: createGovernor(named(createCallTokenStore(db)), { tokensAtOnce: 200 }),
      clock,
      log,
      alerts,
      environment: 'simulator',
      redirectUri,
      processId: randomUUID(),
      // Every other row refuses somebody; storms have a part of their own.
      stormLimits: { ...usualStormLimits, leastRefused: Number.MAX_SAFE_INTEGER },
      timing,
    },
    hooksForConnections(submissionStore),
  );
  const calculations = createCalculations({
    store: named(createCalculationStore(db)),
    connections,
    hmrc,
    clock,
    log,
  });
  const submissions = createSubmissions(
    {
      store: submissionStore,
      connections,
      records: createRecords({ store: createRecordsStore(db), clock }),
      hmrc,
      clock,
      log,
      alerts,
      calculations,
      environment: 'simulator',
    },
    { scaleMs: (ms) => ms },
  );
  points.begin(dieAt);
  const outcome = await carryOut(work);
  // What is written beside the work.
  await connections.close();
  return outcome;

  async function carryOut(what: Work): Promise<unknown> {
    switch (what.kind) {
      case 'connect':
        return connections.finish(what.person, what.answer);
      case 'refresh':
        return ask(what.connectionId);
      case 'send': {
        for (let tried = 1; tried < what.tries; tried += 1) {
          if ((await runSteps(what)).next !== 'retry') return null;
        }
        return runSteps(what);
      }
      case 'calculate': {
        const asked = await calculations.steps.calculate(what.event);
        return asked.next === 'retry' ? asked : calculations.steps.calculate(what.event);
      }
      case 'refresh-often':
        for (let round = 0; round < what.times; round += 1) {
          await pool.query(
            "update connections set refreshed_at = refreshed_at - interval '1 hour' where id = $1",
            [what.connectionId],
          );
          await ask(what.connectionId);
        }
        return null;
    }
  }

  async function runSteps({ steps, event }: Extract<Work, { kind: 'send' }>) {
    for (const step of steps) {
      const reached = await submissions.steps[step](event);
      if (reached.next !== 'go-on') return reached;
    }
    return { next: 'stop' };
  }

  /** As a submission does. */
  async function ask(connectionId: string) {
    const outcome = await connections.callHmrc({
      connectionId,
      purpose: 'submit-period',
      freshness: 'fresh',
      priority: 'person',
      fraudPreventionHeaders: {},
      invoke: (call, nino) => hmrc.listAllBusinesses(call, { nino }),
    });
    return { ok: outcome.ok, ...(outcome.ok ? {} : { kind: outcome.kind }) };
  }
}
