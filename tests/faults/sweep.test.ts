import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultApplication } from '@quarterday/hmrc-simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baseUrl, createJourney, type Journey, startsAt } from '../../apps/web/src/test/journey.ts';
import { bundle } from './processes/bundle.ts';
import { createBreakableProcesses } from './processes/start.ts';
import { report } from './report/part.ts';
import { createConnectFlow } from './sweep/connect.ts';
import { judged } from './sweep/flow.ts';
import { printMatrix } from './sweep/matrix.ts';
import { refreshModes } from './sweep/modes.ts';
import { createRefreshFlow } from './sweep/refresh.ts';
import { sweep } from './sweep/rows.ts';
import { quantile, windowsOf } from './sweep/window.ts';

const results = join(import.meta.dirname, '../../test-results');
let journey: Journey;
let program: Awaited<ReturnType<typeof bundle>>;
let processes: ReturnType<typeof createBreakableProcesses>;

beforeAll(async () => {
  journey = await createJourney();
  const { clientId, clientSecret } = defaultApplication;
  const callback = `${baseUrl}/oauth/hmrc/callback`;
  const args = [journey.url, journey.simulatorUrl, clientId, clientSecret, startsAt, callback];
  program = await bundle('breakable-process', args);
  processes = createBreakableProcesses(program.file, args, 3);
});
afterAll(async () => {
  await processes.close();
  await program.remove();
  await journey.close();
});

const flows = {
  refresh: () => createRefreshFlow(journey),
  connect: () => createConnectFlow(journey, { isAgain: false }),
  reconnect: () => createConnectFlow(journey, { isAgain: true }),
};

describe('a process that is killed at each point', () => {
  for (const [name, createFlow] of Object.entries(flows)) {
    it(`of a ${name} loses nothing that could be kept, and what is told is true`, async (context) => {
      const rows = await sweep(processes, judged(journey, createFlow()));
      mkdirSync(results, { recursive: true });
      writeFileSync(join(results, `faults-${name}.json`), `${JSON.stringify(rows, null, 1)}\n`);
      const wrong = rows.filter((row) => row.wrong.length > 0);
      report(context, {
        lines: [
          ...printMatrix(rows),
          `${name}: ${rows.length} rows, each in test-results/faults-${name}.json`,
        ],
        rows: rows.length,
        wrong: wrong.length,
      });
      expect(wrong).toEqual([]);
    });
  }
});

describe('the window that cannot be closed', () => {
  it('is measured over many renewals of a process that lives', async (context) => {
    const times = 300;
    const { id } = await journey.connectionOf(await journey.addConnected());
    const [mode] = refreshModes;
    const end = await processes.run({
      work: { kind: 'refresh-often', connectionId: id, times },
      dieAt: null,
      timing: mode?.timing ?? {},
      callMs: mode?.callMs ?? 0,
      whileWaitingMs: null,
    });
    const windows = end.killedAt === null ? windowsOf(end.points) : [];
    const [median, p99] = [quantile(windows, 0.5), quantile(windows, 0.99)];
    report(context, {
      lines: [
        `from HMRC’s answer to its first durable write: median ${median.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms over ` +
          `${windows.length} renewals`,
        'processes were killed (kill -9), not the machine; Postgres had each commit on the disk (fsync on)',
      ],
      rows: 0,
      wrong: 0,
    });
    expect(windows).toHaveLength(times);
  });
});
