import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { defaultApplication } from '@quarterday/hmrc-simulator';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';

import { baseUrl, createJourney, type Journey, startsAt } from '../../apps/web/src/test/journey.ts';
import { calculationKinds, createSweptCalculation } from './flows/calculations.ts';
import { kinds } from './flows/kinds.ts';
import { createSweptKind } from './flows/swept.ts';
import { bundle } from './processes/bundle.ts';
import { type Work } from './processes/job.ts';
import { createBreakableProcesses } from './processes/start.ts';
import { report } from './report/part.ts';
import { printMatrix } from './sweep/matrix.ts';
import { type Row, sweep, type Swept, type SweptMode } from './sweep/rows.ts';

const results = join(import.meta.dirname, '../../test-results');
let journey: Journey;
let program: Awaited<ReturnType<typeof bundle>>;
let processes: ReturnType<typeof createBreakableProcesses>;

beforeAll(async () => {
  journey = await createJourney();
  await journey.control.setCalculationSeconds(0);
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

/** Sweeps one part of a flow after another, and tells what came of all. */
async function sweepAll<Mode extends SweptMode, Ready extends { work: Work }>(
  context: TestContext,
  name: string,
  parts: readonly Swept<Mode, Ready>[],
): Promise<void> {
  const rows: Row[] = [];
  for (const part of parts) {
    // HMRC's stand-in remembers only so many, and what it took is counted by them.
    await journey.control.clearRequests();
    rows.push(...(await sweep(processes, part)));
  }
  mkdirSync(results, { recursive: true });
  writeFileSync(
    join(results, `faults-${name.replaceAll(' ', '-')}.json`),
    `${JSON.stringify(rows, null, 1)}\n`,
  );
  const wrong = rows.filter((row) => row.wrong.length > 0);
  report(context, {
    lines: [...printMatrix(rows), `${parts[0]?.name ?? ''}: ${rows.length} rows`],
    rows: rows.length,
    wrong: wrong.length,
  });
  expect(wrong).toEqual([]);
}

describe('with a fault in each of its steps, or killed at each point,', () => {
  for (const [name, create] of Object.entries(kinds)) {
    it(`${name} is never sent twice where it may not be, and what is told of it is true`, async (context) => {
      const kind = create(journey);
      await journey.setTime(kind.at);
      await sweepAll(context, name, createSweptKind(journey, kind));
    });
  }

  for (const [name, create] of Object.entries(calculationKinds)) {
    it(`${name} is told of as HMRC has it, and nothing is declared by it`, async (context) => {
      await journey.setTime(startsAt);
      await sweepAll(context, name, [createSweptCalculation(journey, create(journey))]);
    });
  }
});
