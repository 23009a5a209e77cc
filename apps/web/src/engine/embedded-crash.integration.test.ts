import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestDatabase } from '../test/database.ts';
import { type SamplePlan } from '../test/sample-function.ts';

const program = fileURLToPath(new URL('../test/engine-process.ts', import.meta.url));
const event = { id: 'crash-1', name: 'sample.happened', data: { sampleId: 's', connectionId: 'c' } };

let database: Awaited<ReturnType<typeof createTestDatabase>>;
const children: ChildProcess[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  await database.pool.query('drop schema if exists dbos cascade');
  await database.pool.query('drop table if exists journal');
  await database.pool.query('create table journal (id serial, line text)');
});
afterEach(killAll);
afterAll(() => database.drop());

function run(plan: SamplePlan, send: typeof event | null) {
  const args = ['--import', 'tsx', program, database.url, JSON.stringify(plan), JSON.stringify(send)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  children.push(child);
}

async function killAll() {
  for (const child of children.splice(0)) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}

async function journal(): Promise<string[]> {
  const { rows } = await database.pool.query<{ line: string }>('select line from journal order by id');
  return rows.map((row) => row.line);
}

const untilWritten = (line: string) =>
  vi.waitFor(
    async () => {
      expect(await journal()).toContain(line);
    },
    { timeout: 40_000, interval: 20 },
  );

const untilWaitIsStored = (count: number) =>
  vi.waitFor(
    async () => {
      const { rows } = await database.pool.query(
        "select 1 from dbos.operation_outputs where function_name = 'DBOS.sleep'",
      );
      expect(rows).toHaveLength(count);
    },
    { timeout: 40_000, interval: 20 },
  );

// Each test starts two processes.
describe('the embedded engine after kill -9', { timeout: 90_000 }, () => {
  it('runs an interrupted step again, and a finished one never', async () => {
    run({ second: ['hang'] }, event);
    await untilWritten('second 1');
    await killAll();
    run({}, null);
    await untilWritten('end FIRST');
    expect(await journal()).toEqual(['first 1', 'second 1', 'second 1', 'end FIRST']);
  });

  it('goes on counting tries where it was, and asks nobody to send the event again', async () => {
    run({ second: ['later', 'later', 'hang'] }, event);
    await untilWritten('second 3');
    await killAll();
    run({ second: ['never', 'never', 'later'] }, null);
    await untilWritten('end FIRST');
    expect(await journal()).toEqual([
      ...['first 1', 'second 1', 'retry second 1', 'second 2', 'retry second 2', 'second 3'],
      ...['second 3', 'retry second 3', 'second 4', 'end FIRST'],
    ]);
  });

  it('goes on waiting for the next try where it was', async () => {
    run({ second: ['later', 'later'] }, event);
    await untilWritten('retry second 2');
    await untilWaitIsStored(2);
    await killAll();
    run({ second: ['never', 'never'] }, event);
    await untilWritten('end FIRST');
    expect(await journal()).toEqual([
      ...['first 1', 'second 1', 'retry second 1', 'second 2', 'retry second 2', 'second 3', 'end FIRST'],
    ]);
  });
});
