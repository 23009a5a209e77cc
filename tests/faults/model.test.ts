import { expect, it } from 'vitest';
import { holdAgainstModel } from '../../apps/web/src/test/connection-model/index.ts';
import { report } from './report/part.ts';

const numRuns = 150;

it('a connection is what a small model of it says, whatever happens to it', async (context) => {
  const seed = Date.now() % 2 ** 31;
  const done: string[] = [];
  let problem: string | undefined;
  try {
    done.push(...(await holdAgainstModel({ numRuns, seed })));
  } catch (error) {
    problem = error instanceof Error ? error.message : 'not an error';
  }
  const kinds = new Set(done).size;
  report(context, {
    lines: [
      `model: seed ${seed}, ${numRuns} runs, ${done.length} commands of ${kinds} kinds`,
      ...(problem === undefined ? [] : [problem]),
    ],
    rows: 1,
    wrong: problem === undefined ? 0 : 1,
  });
  expect(problem).toBeUndefined();
});
