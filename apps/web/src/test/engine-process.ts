import { connectDatabase } from '../data/database.ts';
import { createEngine } from '../engine/index.ts';
import { createLog } from '../platform/log.ts';
import { createSampleFunction, type SamplePlan } from './sample-function.ts';

/**
 * A process of its own for tests that kill one: runs the sample function on the embedded engine, and writes its lines into the
 * table `journal`. Arguments: the database's address, then a plan and an event to send, as JSON; `null` sends none.
 */
const [databaseUrl = '', planJson = '{}', eventJson = 'null'] = process.argv.slice(2);
// Written by the test beside it.
const plan = JSON.parse(planJson) as SamplePlan;
const event = JSON.parse(eventJson) as { id: string; name: string; data: Record<string, string> } | null;

const { pool } = connectDatabase(databaseUrl, { max: 2 });
const sample = createSampleFunction(async (line) => {
  await pool.query('insert into journal (line) values ($1)', [line]);
}, plan);
const engine = createEngine({
  engine: 'embedded',
  databaseUrl,
  executorId: 'engine-process',
  retryBaseMs: 200,
  baseUrl: 'http://localhost',
  inngest: {
    eventKey: undefined,
    signingKey: undefined,
    signingKeyFallback: undefined,
    baseUrl: undefined,
    isDev: false,
  },
  log: createLog({ logLevel: 'error' }, { write: (line) => process.stderr.write(line) }),
});
await engine.start([sample]);
if (event !== null) await engine.send(event);
