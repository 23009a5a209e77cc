import { DBOS, type DBOSConfig, type DLogger } from '@dbos-inc/dbos-sdk';
import pg from 'pg';

import { type Log } from '../platform/log.ts';
import { createRuns } from './embedded-runs.ts';
import { type EngineOptions, type RunningEngine } from './options.ts';
import { type EngineEvent } from './port.ts';

/**
 * Never changed: DBOS takes up unfinished work of its own version only. What a function's steps are called, and their order,
 * must therefore stay readable for the runs of earlier releases.
 */
const applicationVersion = '1';
/** Recoveries are crashes and restarts, which say nothing about the work: it is never given up for them. */
const maxRecoveryAttempts = 1_000_000;

/**
 * Makes the runner that needs nothing but the platform's database: one DBOS workflow for each event, with the event's id.
 *
 * DBOS is one for a whole process, so a second runner in a process can start only when the first has stopped.
 */
export function createEmbeddedEngine(options: EngineOptions): RunningEngine {
  const { log, stopWaitMs = 5000 } = options;
  const runs = createRuns(options);
  const workflows = new Map<string, (event: EngineEvent) => Promise<void>>();
  /** Present while DBOS is this engine's. */
  let pool: pg.Pool | undefined;

  return {
    async start(functions) {
      if (DBOS.isInitialized()) throw new Error('An embedded engine runs in this process already.');
      pool = openPool(options);
      for (const engineFunction of functions) {
        const { id, event } = engineFunction.definition;
        if (workflows.has(event)) throw new Error(`Two functions wait for the event ${event}.`);
        const run = (occurred: EngineEvent) => runs.run(engineFunction, occurred);
        workflows.set(event, DBOS.registerWorkflow(run, { name: id, maxRecoveryAttempts }));
      }
      DBOS.setConfig(dbosConfig(options, pool));
      await DBOS.launch();
    },

    async send(event) {
      const workflow = workflows.get(event.name);
      if (!workflow) throw new Error(`No function waits for the event ${event.name}.`);
      await DBOS.startWorkflow(workflow, { workflowID: event.id })(event);
    },

    async stop() {
      if (!pool) return;
      await runs.stop(stopWaitMs);
      await DBOS.shutdown({ deregister: true });
      await pool.end();
      pool = undefined;
      workflows.clear();
      log.debug('The embedded engine has stopped');
    },

    answer: undefined,
  };
}

/** Our own small pool: the one DBOS would make opens another connection at each start to see whether its database exists. */
function openPool({ databaseUrl, log }: EngineOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 4,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'quarterday engine',
  });
  // A session that the server ends while it is lent out is heard nowhere else, and would end the process.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  pool.on('error', (error) => {
    log.warn({ err: error }, 'A connection of the engine was lost');
  });
  return pool;
}

function dbosConfig({ databaseUrl, executorId, log }: EngineOptions, pool: pg.Pool): DBOSConfig {
  return {
    name: 'quarterday',
    systemDatabaseUrl: databaseUrl,
    systemDatabasePool: pool,
    maxConcurrentQueueDispatches: 1,
    // Nothing waits for messages or events of a workflow: this saves a connection.
    useListenNotify: false,
    executorID: executorId,
    applicationVersion,
    tracingEnabled: false,
    enableOTLP: false,
    logger: quietLogger(log.child({ part: 'dbos' })),
  };
}

/** What DBOS warns of and is our ordinary way: events that come twice, and runs that wait when the platform stops. */
const ordinary = /already exists in queue|Shutting down while/;

/** DBOS announces each queue, version and address it uses: that is for debugging. */
function quietLogger(log: Log): DLogger {
  return {
    debug: (entry) => {
      log.trace(String(entry));
    },
    info: (entry) => {
      log.debug(String(entry));
    },
    warn: (entry) => {
      const text = String(entry);
      log[ordinary.test(text) ? 'debug' : 'warn'](text);
    },
    error: (entry, metadata) => {
      log.error({ stack: metadata?.stack }, String(entry));
    },
  };
}
