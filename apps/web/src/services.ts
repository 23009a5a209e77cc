import { createHash, randomUUID } from 'node:crypto';

import { createHmrcClient } from '@quarterday/hmrc-client';

import { type Config } from './config.ts';
import { createAccountStore } from './data/accounts.ts';
import { listenForAnnouncements } from './data/announcements.ts';
import { createCalculationStore } from './data/calculations.ts';
import { createCareStore } from './data/connection-care.ts';
import { createConnectionStore } from './data/connections.ts';
import { type Database } from './data/database.ts';
import { createEvidenceStore } from './data/evidence.ts';
import { createCallTokenStore } from './data/governor.ts';
import { createLostRunStore } from './data/lost-runs.ts';
import { createOperatorStore } from './data/operator-alerts.ts';
import { createOutboxStore } from './data/outbox.ts';
import { isReachable } from './data/reachable.ts';
import { createRecordsStore } from './data/records.ts';
import { createSubmissionStore } from './data/submissions.ts';
import { createAccounts } from './domain/accounts/index.ts';
import { createCalculations } from './domain/calculations/index.ts';
import {
  createCare,
  createConnections,
  createGovernor,
  machineHeaders,
  type VendorFacts,
} from './domain/connections/index.ts';
import { createAlerts } from './domain/notifications/index.ts';
import { createReceipts } from './domain/receipts/index.ts';
import { createRecords } from './domain/records/index.ts';
import { createRescue, createSubmissions, hooksForConnections } from './domain/submissions/index.ts';
import { createYears } from './domain/years/index.ts';
import { createBeat } from './engine/beat.ts';
import { allFunctions } from './engine/functions/all.ts';
import { createEngine } from './engine/index.ts';
import { createOutboxPoller } from './engine/outbox-poller.ts';
import { retryPolicy } from './engine/port.ts';
import { createNoticeServices } from './notice-services.ts';
import { createAnnouncements } from './platform/announcements.ts';
import { createClientReader } from './platform/client-address.ts';
import { createSimulatorClock, createSystemClock } from './platform/clock.ts';
import { createSealer } from './platform/encryption.ts';
import { type Log } from './platform/log.ts';
import { readMachine } from './platform/machine.ts';
import { createMailer } from './platform/mail.ts';
import { version } from './version.ts';

export type Services = ReturnType<typeof createServices>;

/** Wires the platform together. Nothing runs before `start`. */
export function createServices({ config, log, db }: { config: Config; log: Log; db: Database }) {
  const clock =
    config.hmrc.environment === 'simulator' ? createSimulatorClock(config.hmrc.apiUrl) : createSystemClock();
  const announcements = createAnnouncements();
  const mailer = createMailer({ smtpUrl: config.mail.smtpUrl, from: config.mail.from, log });
  const alerts = createAlerts({
    store: createOperatorStore(db),
    clock,
    log,
    mailer,
    operatorEmail: config.mail.operator,
  });
  const hmrc = createHmrcClient({
    apiUrl: config.hmrc.apiUrl,
    signInUrl: config.hmrc.signInUrl,
    clientId: config.hmrc.clientId,
    clientSecret: config.hmrc.clientSecret,
    timeouts: { connectMs: 5_000, headersMs: 20_000, callMs: 30_000 },
    onUnknownCode: ({ code, status, operation }) => {
      // Not `code`: under that name the log hides OAuth's.
      log.warn(
        { hmrcCode: code, status, operation },
        'HMRC answered with a code that the table of meanings does not hold',
      );
    },
    onDeprecation: (seen) => {
      log.warn(seen, 'HMRC has marked an API version as deprecated');
    },
  });

  const submissionStore = createSubmissionStore(db);
  const records = createRecords({ store: createRecordsStore(db), clock });
  const connections = createConnections(
    {
      store: createConnectionStore(db),
      sealer: createSealer(config.tokenKeys),
      hmrc,
      governor: createGovernor(createCallTokenStore(db)),
      clock,
      log,
      alerts,
      environment: config.hmrc.environment,
      redirectUri: new URL('/oauth/hmrc/callback', config.baseUrl).href,
      processId: randomUUID(),
      stormLimits: config.stormLimits,
    },
    hooksForConnections(submissionStore),
  );
  const scaleMs = (ms: number) => Math.round((ms * config.retryBaseMs) / retryPolicy.firstDelayMs);
  const calculations = createCalculations({
    store: createCalculationStore(db),
    connections,
    hmrc,
    clock,
    log,
  });
  const submissions = createSubmissions(
    {
      store: submissionStore,
      connections,
      records,
      hmrc,
      clock,
      log,
      alerts,
      calculations,
      environment: config.hmrc.environment,
    },
    { scaleMs },
  );
  const {
    notices,
    forgetOldNotices,
    beats: noticeBeats,
  } = createNoticeServices({ config, db, clock, log, mailer, alerts, connections, submissions });
  const care = createCare({
    store: createCareStore(db),
    clock,
    log,
    renew: connections.renew,
    askForDates: (connection) =>
      connections.refreshObligations(connection, {
        purpose: 'light-check',
        freshness: 'fresh',
        priority: 'background',
        fraudPreventionHeaders: machineHeaders(
          readMachine(config.executorId, clock.now()),
          vendorOf(config),
          clock.now(),
        ).headers,
      }),
  });
  const careBeat = createBeat({
    what: 'Looking after idle connections',
    // Whoever walks a year with the simulator does so in minutes.
    everyMs: config.hmrc.environment === 'simulator' ? 10_000 : 5 * 60_000,
    log,
    work: (signal) => care.lookAfterDue(signal),
  });
  const stormBeat = createBeat({
    what: 'Looking whether HMRC refuses everybody',
    everyMs: 15_000,
    log,
    work: connections.weatherStorms,
  });
  const forgettingBeat = createBeat({
    what: 'Removing old rows of the audit log, old mails and notices',
    everyMs: 24 * 60 * 60 * 1000,
    log,
    work: async (signal) => {
      await connections.forgetOldUses(signal);
      await forgetOldNotices(signal);
    },
  });
  const accounts = createAccounts({
    store: createAccountStore(db),
    mailer,
    log,
    clock,
    baseUrl: config.baseUrl,
    authSecret: config.authSecret,
    maskedNinoOf: connections.maskedNino,
  });

  const rescue = createRescue({
    store: createLostRunStore(db),
    calculations,
    log,
    alerts,
    quietForMs: Math.max(scaleMs(3 * 60 * 60_000), 10 * 60_000),
  });
  const rescueBeat = createBeat({
    what: 'Looking for submissions and calculations whose runs were lost',
    everyMs: 5 * 60_000,
    log,
    work: rescue.rescueLost,
  });
  const quartersBeat = createBeat({
    what: 'Asking HMRC for choices of quarters whose answer was lost',
    everyMs: 60_000,
    log,
    work: submissions.quarterTypes.askDue,
  });
  const beats = [rescueBeat, quartersBeat, stormBeat, careBeat, forgettingBeat, ...noticeBeats];

  const engine = createEngine({
    engine: config.engine,
    databaseUrl: config.databaseUrl,
    executorId: config.executorId,
    retryBaseMs: config.retryBaseMs,
    baseUrl: config.baseUrl,
    inngest: config.inngest,
    log,
  });
  const poller = createOutboxPoller({ store: createOutboxStore(db), engine, log });
  announcements.on('outbox', () => {
    poller.wake();
  });
  let started = false;
  let listening: Awaited<ReturnType<typeof listenForAnnouncements>> | undefined;

  return {
    config,
    log,
    clock,
    announcements,
    accounts,
    connections,
    records,
    submissions,
    calculations,
    years: createYears({ connections, submissions, clock }),
    notices,
    receipts: createReceipts({ store: createEvidenceStore(db), submissions }),
    engine,
    baseUrl: config.baseUrl,
    readClient: createClientReader(config.trustedProxies),
    vendor: vendorOf(config),

    /** What keeps the platform from doing its work; empty when nothing does. */
    async missing(): Promise<string[]> {
      return [...((await isReachable(db)) ? [] : ['database']), ...(started ? [] : ['engine'])];
    },

    /** Takes up work: what was left unfinished first. */
    async start(): Promise<void> {
      await clock.follow();
      listening = await listenForAnnouncements(config.databaseUrl, announcements);
      await engine.start(allFunctions({ submissions, calculations }));
      poller.start();
      for (const beat of beats) beat.start();
      started = true;
    },

    /** Stops taking up work, and lets what runs end. */
    async stop(): Promise<void> {
      started = false;
      await Promise.all(beats.map((beat) => beat.stop()));
      await poller.stop();
      await engine.stop();
      await accounts.idle();
      await connections.close();
      await listening?.close();
      mailer.close();
    },
  };
}

function vendorOf(config: Config): VendorFacts {
  const { publicIp, licenceId } = config.vendor;
  return {
    productName: 'Quarterday',
    version,
    ...(publicIp === undefined ? {} : { publicIp }),
    // HMRC wants a licence as a hash, so that the header does not give the licence away.
    ...(licenceId === undefined ? {} : { licenceId: createHash('sha256').update(licenceId).digest('hex') }),
  };
}
