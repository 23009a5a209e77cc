import { describe, test } from 'vitest';
import { operations } from '../../packages/hmrc-client/src/operations/index.ts';
import { expectNone } from './expect-none.ts';
import { accountJourneys } from './simulator/journeys/accounts.ts';
import { businessDetailsJourneys } from './simulator/journeys/business-details.ts';
import { calculationJourneys } from './simulator/journeys/calculations.ts';
import { lossJourneys } from './simulator/journeys/losses.ts';
import { foreignPropertyJourneys } from './simulator/journeys/property-foreign.ts';
import { ukPropertyJourneys } from './simulator/journeys/property-uk.ts';
import { sandboxJourneys } from './simulator/journeys/sandbox.ts';
import { summaryJourneys } from './simulator/journeys/summaries.ts';
import { startWalk } from './simulator/walk.ts';

const journeys = [
  ...sandboxJourneys,
  ...businessDetailsJourneys,
  ...ukPropertyJourneys,
  ...foreignPropertyJourneys,
  ...summaryJourneys,
  ...lossJourneys,
  ...calculationJourneys,
  ...accountJourneys,
];

const succeeded = new Set<string>();

describe('the client with the simulator over HTTP', () => {
  for (const { name, startAt, walk } of journeys) {
    test(name, async (context) => {
      const way = await startWalk(startAt);
      const { seen } = way;
      try {
        await walk(way);
      } catch (error) {
        // What went wrong by HMRC's files may well be why.
        seen.faults.unshift(error instanceof Error ? error.message : String(error));
      } finally {
        await way.end();
      }
      for (const operation of seen.succeeded) succeeded.add(operation);
      context.task.meta.journey = { calls: seen.calls };
      expectNone(seen.faults);
    });
  }
});

test('every operation was seen to succeed with what was there', (context) => {
  const names = Object.keys(operations);
  const unseen = names.filter((name) => !succeeded.has(name));
  context.task.meta.succeeded = { known: names.length - unseen.length, all: names.length };
  expectNone(unseen.map((name) => `${name} succeeds in scenarios alone`));
});
